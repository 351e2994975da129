//! URL templates: a path and a query with parameters in braces, as in
//! `/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}`.
//!
//! What is expanded is a path and a query as RFC 3986 sections 3.3 and 3.4 have them, whatever the values are: they are
//! percent-encoded down to the unreserved characters, so none can leave its segment or its pair, and a segment that a
//! server could take for `.` or `..` is refused, because no URL library would send it as it stands.

mod encode;
mod matching;
mod read;
#[cfg(test)]
mod tests;

pub use encode::Encoded;
pub use encode::decode_deeply;
use encode::is_dot_segment;
pub use matching::PathMatch;
use read::Reader;

use super::model::Location;
use crate::kernel::{FieldError, Message};
use crate::paths::decode;

/// A URL template that was found to be in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlTemplate {
    source: String,
    segments: Vec<Part>,
    pairs: Vec<Part>,
}

/// A path segment or a pair of the query.
type Part = Vec<Token>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// Text that stands in the URL as it is: already encoded.
    Literal(String),
    /// A parameter's name.
    Parameter(String),
}

/// A parameter of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateParameter {
    /// The name between the braces.
    pub name: String,
    /// [`Location::Path`] or [`Location::Query`].
    pub location: Location,
}

/// A piece of a template's text, for showing the parameters in another colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text between parameters, as it was written.
    Literal(&'a str),
    /// A parameter's name, without its braces.
    Parameter(&'a str),
}

impl<'t> Piece<'t> {
    fn of(token: &'t Token) -> Self {
        match token {
            Token::Literal(text) => Self::Literal(text),
            Token::Parameter(name) => Self::Parameter(name),
        }
    }
}

/// A pair of a template's query, as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryPair<'t> {
    /// Its name, decoded.
    pub name: String,
    /// Its value.
    pub value: PairValue<'t>,
}

/// The value of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PairValue<'t> {
    /// Always this, decoded.
    Fixed(String),
    /// That of the parameter with this name.
    Parameter(&'t str),
}

/// A template whose parameters have got their values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expanded {
    /// Begins with `/`; percent-encoded.
    pub path: String,
    /// Without its `?`; percent-encoded.
    pub query: Option<String>,
}

impl UrlTemplate {
    /// Reads a template.
    ///
    /// Literal text may hold any character but a backslash, white space and control characters; what a URL cannot hold
    /// is percent-encoded, and so is `#`. A parameter may be part of a segment or of a pair, and of a pair's name.
    ///
    /// # Errors
    /// [`Message::DuplicateParameter`] or one of the `Template…` messages, with the position of the mistake.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let Some(rest) = text.strip_prefix('/') else { return Err(Message::TemplateWithoutSlash) };
        let mut reader = Reader::new(rest);
        let segments = reader.parts('/', Some('?'))?;
        if segments.iter().any(|segment| matches!(literal(segment), Some(text) if is_dot_segment(text))) {
            return Err(Message::TemplateDotSegment);
        }
        let pairs = if reader.take('?') { reader.parts('&', None)? } else { Vec::new() };
        Ok(Self { source: text.to_owned(), segments, pairs })
    }

    /// The parameters in the order in which they stand. No name occurs twice.
    #[must_use]
    pub fn parameters(&self) -> Vec<TemplateParameter> {
        let located = |parts: &[Part], location| -> Vec<_> {
            parts.iter().flat_map(names).map(|name| TemplateParameter { name: name.to_owned(), location }).collect()
        };
        let mut parameters = located(&self.segments, Location::Path);
        parameters.extend(located(&self.pairs, Location::Query));
        parameters
    }

    /// The pairs of the query; `None` when one is neither fixed nor a name with a parameter as its value.
    #[must_use]
    pub fn query(&self) -> Option<Vec<QueryPair<'_>>> {
        let pairs = self.pairs.iter().map(|part| match part.as_slice() {
            [Token::Literal(text)] => {
                let (name, value) = text.split_once('=').unwrap_or((text, ""));
                Some(QueryPair { name: decode(name), value: PairValue::Fixed(decode(value)) })
            }
            [Token::Literal(text), Token::Parameter(parameter)] => {
                let name = text.strip_suffix('=').filter(|name| !name.contains('='))?;
                Some(QueryPair { name: decode(name), value: PairValue::Parameter(parameter) })
            }
            _ => None,
        });
        pairs.collect()
    }

    /// The segments of the path, each cut at its parameters and encoded as it is sent.
    #[must_use]
    pub fn segments(&self) -> Vec<Vec<Piece<'_>>> {
        self.segments.iter().map(|part| part.iter().map(Piece::of).collect()).collect()
    }

    /// The text as it was written, cut at its parameters.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        // A template in order has its braces in pairs, so every other piece is a name.
        let cut = self.source.split(['{', '}']).enumerate();
        cut.filter(|(_, text)| !text.is_empty())
            .map(|(index, text)| if index % 2 == 0 { Piece::Literal(text) } else { Piece::Parameter(text) })
            .collect()
    }

    /// Puts in the values that `value` gives for the parameters' names.
    ///
    /// A pair of the query none of whose parameters has a value is left out; an empty value stays, as `name=`.
    ///
    /// # Errors
    /// A complaint for each parameter of the path that has no value or an empty one, or whose segment would be `.` or
    /// `..`; the field is the parameter's name.
    pub fn expand<'v>(&self, value: impl Fn(&str) -> Option<&'v Encoded>) -> Result<Expanded, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut path = String::new();
        for segment in &self.segments {
            path.push('/');
            let missing = names(segment).filter(|name| value(name).is_none_or(Encoded::is_empty));
            errors.extend(missing.map(|name| FieldError { field: name.to_owned(), message: Message::Required }));
            let text = fill(segment, &value);
            if let (true, Some(name)) = (is_dot_segment(&text), names(segment).next()) {
                errors.push(FieldError { field: name.to_owned(), message: Message::DotSegment });
            }
            path.push_str(&text);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let present = |pair: &&Part| names(pair).next().is_none() || names(pair).any(|name| value(name).is_some());
        let pairs: Vec<String> = self.pairs.iter().filter(present).map(|pair| fill(pair, &value)).collect();
        let query = pairs.join("&");
        Ok(Expanded { path, query: (!query.is_empty()).then_some(query) })
    }
}

/// The address of a call: the service's URL, which must be absolute and without query and fragment, then the path,
/// then the query with the pairs of `extra_query` behind it. The service's own path is kept.
#[must_use]
pub fn join(service_url: &str, expanded: &Expanded, extra_query: &[(Encoded, Encoded)]) -> String {
    let mut url = service_url.trim_end_matches('/').to_owned();
    url.push_str(&expanded.path);
    let mut separator = '?';
    if let Some(query) = &expanded.query {
        url.push(separator);
        url.push_str(query);
        separator = '&';
    }
    for (name, value) in extra_query {
        url.push(separator);
        url.push_str(name.as_str());
        url.push('=');
        url.push_str(value.as_str());
        separator = '&';
    }
    url
}

/// The text of a part without parameters.
fn literal(part: &Part) -> Option<&str> {
    match part.as_slice() {
        [Token::Literal(text)] => Some(text),
        _ => None,
    }
}

fn names(part: &Part) -> impl Iterator<Item = &str> {
    part.iter().filter_map(|token| match token {
        Token::Parameter(name) => Some(name.as_str()),
        Token::Literal(_) => None,
    })
}

fn fill<'v>(part: &Part, value: &impl Fn(&str) -> Option<&'v Encoded>) -> String {
    let text = part.iter().map(|token| match token {
        Token::Literal(text) => text.as_str(),
        Token::Parameter(name) => value(name).map(Encoded::as_str).unwrap_or_default(),
    });
    text.collect()
}
