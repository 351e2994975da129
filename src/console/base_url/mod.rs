//! The address of the server that a call goes to, from its template and what a person gives its variables.
//!
//! What the document says, fixed text, defaults and enumerated values, stands in the address as it is written. Anything
//! else is data, and stays where its variable stands: a label of the host, the number of a port, text in the path. So whoever
//! fills in a variable chooses among the hosts that its template leaves open, and never adds a part to the address. The browser shows with it where a call would go; the server says with it where it goes, and the outbound
//! policy has the last word.

mod matching;
mod place;

use place::{Place, place};

use super::model::ServerChoice;
use super::variables::is_unknown;
use crate::catalog::model::OfferedServer;
use crate::catalog::servers::{Part, default_address, is_base, parts};
use crate::kernel::{Checks, FieldError, Message};
use crate::openapi::model::ServerVariable;

pub use matching::matching;

/// The field of the server itself in complaints.
pub const FIELD: &str = "server";

/// The name of a variable's field in complaints, such as `server.region`.
#[must_use]
pub fn field(variable: &str) -> String {
    format!("{FIELD}.{variable}")
}

/// Where a call goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// The address, with `{name}` in place of what is complained about. Nothing is to be sent to it then.
    pub url: String,
    /// What is wrong, by [`FIELD`] and [`field`].
    pub complaints: Vec<FieldError>,
}

/// The address of the server of `servers` that `choice` names; without a choice the first one's.
#[must_use]
pub fn base_url(servers: &[OfferedServer], choice: Option<&ServerChoice>) -> BaseUrl {
    make(servers, choice, false)
}

/// What is shown of [`base_url`] where not all values are known (see `console::variables`): nobody can say that these are
/// wrong. Nothing is to be sent to it.
#[must_use]
pub fn shown_base_url(servers: &[OfferedServer], choice: Option<&ServerChoice>) -> BaseUrl {
    make(servers, choice, true)
}

fn make(servers: &[OfferedServer], choice: Option<&ServerChoice>, is_shown: bool) -> BaseUrl {
    let found = match choice {
        Some(choice) => servers.iter().find(|server| server.number == choice.number),
        None => servers.first(),
    };
    let Some(server) = found else {
        let numbers: Vec<String> = servers.iter().map(|server| server.number.to_string()).collect();
        let message = Message::NotOneOf { allowed: numbers.join(", ") };
        let complaints = vec![FieldError { field: FIELD.to_owned(), message }];
        return BaseUrl { url: servers.first().map(default_address).unwrap_or_default(), complaints };
    };
    let values = choice.map(|choice| choice.variables.as_slice()).unwrap_or_default();
    let mut checks = Checks::new();
    for (name, _) in values {
        if !server.variables.iter().any(|variable| variable.name == *name) {
            let names: Vec<&str> = server.variables.iter().map(|variable| variable.name.as_str()).collect();
            checks.complain(field(name), Message::NotOneOf { allowed: names.join(", ") });
        }
    }
    let url = Filling { server, values, is_shown }.fill(&mut checks);
    BaseUrl { url, complaints: checks.into_fields() }
}

/// A stretch of the address, and where it comes from.
struct Stretch<'t> {
    /// As it stands in the address if it is the document's; otherwise what keeps the place of what was typed.
    text: String,
    /// What a person typed for this variable.
    typed: Option<(&'t ServerVariable, &'t str)>,
}

struct Filling<'t> {
    server: &'t OfferedServer,
    values: &'t [(String, String)],
    /// Whether values that are not known here pass.
    is_shown: bool,
}

impl<'t> Filling<'t> {
    /// Whether `text` is let through as it is. Whoever sends a call may put the marks of unknown values into it as well.
    fn is_open(&self, text: &str) -> bool {
        self.is_shown && is_unknown(text)
    }

    fn fill(&self, checks: &mut Checks) -> String {
        let parts = parts(&self.server.template);
        let stretches: Vec<Stretch<'t>> =
            parts.iter().enumerate().map(|(at, part)| self.stretch(*part, parts.get(at + 1), checks)).collect();
        let skeleton: String = stretches.iter().map(|stretch| stretch.text.as_str()).collect();
        let mut url = String::new();
        let mut at = 0;
        for stretch in &stretches {
            let begin = at;
            at += stretch.text.len();
            let Some((variable, value)) = stretch.typed else {
                url.push_str(&stretch.text);
                continue;
            };
            let name = field(&variable.name);
            let place = place(&skeleton, begin, variable);
            match (self.is_open(value), place.value(value)) {
                // Nobody can say that it is wrong.
                (true, written) => url.push_str(&written.unwrap_or_else(|_| value.to_owned())),
                (false, Ok(written)) => url.push_str(&written),
                (false, Err(message)) => {
                    if !checks.has(&name) {
                        checks.complain(name, message);
                    }
                    url.extend(["{", &variable.name, "}"]);
                }
            }
        }
        self.check_whole(&url, &stretches, checks);
        url
    }

    fn stretch(&self, part: Part<'_>, next: Option<&Part<'_>>, checks: &mut Checks) -> Stretch<'t> {
        let name = match part {
            Part::Fixed(text) => return Stretch { text: text.to_owned(), typed: None },
            Part::Variable(name) => name,
        };
        let hole = || format!("{{{name}}}");
        let Some(variable) = self.server.variables.iter().find(|variable| variable.name == name) else {
            return Stretch { text: hole(), typed: None };
        };
        let given = self.values.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str());
        let value = given.unwrap_or(&variable.default);
        if is_documented(variable, value) {
            return Stretch { text: value.to_owned(), typed: None };
        }
        let message = if value.is_empty() {
            Message::Required
        } else if !variable.allowed.is_empty() && !self.is_open(value) {
            Message::NotOneOf { allowed: variable.allowed.join(", ") }
        } else {
            let is_scheme = matches!(next, Some(Part::Fixed(text)) if text.starts_with("://"));
            let stand_in = if is_scheme {
                "http"
            } else if variable.default.starts_with('/') {
                "/1"
            } else {
                "1"
            };
            return Stretch { text: stand_in.to_owned(), typed: Some((variable, value)) };
        };
        if !checks.has(&field(name)) {
            checks.complain(field(name), message);
        }
        Stretch { text: hole(), typed: None }
    }

    /// The address as a whole: what the document says need not make one with every default and every allowed value.
    fn check_whole(&self, url: &str, stretches: &[Stretch<'_>], checks: &mut Checks) {
        let is_wrong = |variable: &ServerVariable| checks.has(&field(&variable.name));
        if self.server.variables.iter().any(is_wrong) || self.is_open(url) {
            return;
        }
        let typed = stretches.iter().filter_map(|stretch| stretch.typed).map(|(variable, _)| variable);
        if is_base(url) && place::has_whole_host(url, typed.clone().next().is_some()) {
            return;
        }
        // What is missing is the likeliest cause, then what was typed.
        let value = |variable: &&ServerVariable| {
            let given = self.values.iter().find(|(name, _)| *name == variable.name);
            given.map_or(variable.default.is_empty(), |(_, value)| value.is_empty())
        };
        match (self.server.variables.iter().find(value), typed.clone().next()) {
            (Some(missing), _) => checks.complain(field(&missing.name), Message::Required),
            (None, Some(variable)) => {
                let is_host = place::has_whole_host(url, true);
                let message = if is_host { Message::DotSegment } else { Message::NotAHostLabel };
                checks.complain(field(&variable.name), message);
            }
            (None, None) => checks.complain(FIELD, Message::NotAServiceUrl),
        }
    }
}

/// Whether `value` is what the document says, so that it may be any part of an address.
fn is_documented(variable: &ServerVariable, value: &str) -> bool {
    value == variable.default || variable.allowed.iter().any(|allowed| allowed == value)
}

impl Place {
    /// `value` as it stands here.
    ///
    /// # Errors
    /// What is wrong with it.
    fn value(self, value: &str) -> Result<String, Message> {
        match self {
            Self::Whole { default } => Err(Message::NotOneOf { allowed: default }),
            Self::Scheme => match value {
                "http" | "https" => Ok(value.to_owned()),
                _ => Err(Message::NotOneOf { allowed: "http, https".to_owned() }),
            },
            Self::Label => place::label(value).then(|| value.to_owned()).ok_or(Message::NotAHostLabel),
            Self::Port => place::port(value).then(|| value.to_owned()).ok_or(Message::NotAPort),
            Self::Path { in_segments, is_begun } => {
                place::path(value, in_segments, is_begun).ok_or(Message::DotSegment)
            }
        }
    }
}

#[cfg(test)]
mod tests;
