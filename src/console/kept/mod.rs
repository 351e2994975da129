//! What is kept of a call: everything but its secrets. The server keeps it for people with an account, the browser for
//! everybody else, and both leave out the same.

mod text;

use serde::{Deserialize, Serialize};

use super::model::{ConsoleRequest, Credential, FileInput, NamedValue, PartValue, RequestBody, ServerChoice};
use super::samples::text::is_secret_name;
use crate::catalog::model::Location;

/// The longest body that is kept, in bytes.
pub const LONGEST_BODY: usize = 256 * 1024;
/// The longest that a call is kept in all, in bytes of JSON.
pub const LONGEST: usize = 1024 * 1024;
/// How many names of what was left out are noted.
const MOST_NAMES: usize = 20;

/// A call as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptRequest {
    /// The call with empty texts where its secrets were, without credentials, and with the names of its files.
    pub request: ConsoleRequest,
    /// What the secrets are called: they are to be filled in again. Of many only the first are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
    /// Whether the body was too long to be kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_body: bool,
}

impl KeptRequest {
    /// The same without what is called like a secret nowadays: it may come from elsewhere, or have been kept by an earlier
    /// version.
    #[must_use]
    pub fn again(self) -> Self {
        let Self { request, left_out, without_body } = keep(&self.request);
        let known = |name: &String| self.left_out.iter().any(|known| known.eq_ignore_ascii_case(name));
        let more: Vec<String> = left_out.into_iter().filter(|name| !known(name)).collect();
        let left_out = self.left_out.into_iter().chain(more).take(MOST_NAMES).collect();
        Self { request, left_out, without_body: self.without_body || without_body }
    }

    /// The names of the files that are to be chosen again.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let parts: &[_] = match &self.request.body {
            Some(RequestBody::Multipart { parts }) => parts,
            _ => &[],
        };
        let of_parts = parts.iter().filter_map(|part| match &part.value {
            PartValue::File(file) => file.as_ref(),
            PartValue::Text(_) => None,
        });
        let whole = match &self.request.body {
            Some(RequestBody::File { file, .. }) => file.as_ref(),
            _ => None,
        };
        of_parts.chain(whole).map(|file| file.name.as_str())
    }
}

/// `request` without a body that is too long to be kept; cheap, so that it can be remembered while the call runs.
#[must_use]
pub fn shortened(request: &ConsoleRequest) -> (ConsoleRequest, bool) {
    if body_size(request) <= LONGEST_BODY {
        return (request.clone(), false);
    }
    let body = match &request.body {
        Some(RequestBody::Text { content_type, .. }) => {
            Some(RequestBody::Text { content_type: content_type.clone(), text: String::new() })
        }
        Some(RequestBody::Form { .. }) => Some(RequestBody::Form { fields: Vec::new() }),
        Some(RequestBody::Multipart { .. }) => Some(RequestBody::Multipart { parts: Vec::new() }),
        Some(RequestBody::File { content_type, .. }) => {
            Some(RequestBody::File { content_type: content_type.clone(), file: None })
        }
        None => None,
    };
    let ConsoleRequest {
        operation,
        environment,
        server,
        timeout,
        parameters,
        query,
        headers,
        credentials,
        subscription,
        follow: _,
        body: _,
    } = request;
    let shortened = ConsoleRequest {
        operation: operation.clone(),
        environment: environment.clone(),
        server: server.clone(),
        timeout: *timeout,
        subscription: subscription.clone(),
        follow: None,
        parameters: parameters.clone(),
        query: query.clone(),
        headers: headers.clone(),
        credentials: credentials.clone(),
        body,
    };
    (shortened, true)
}

/// What the texts of the body come to, in bytes. Files do not count: they are not kept.
fn body_size(request: &ConsoleRequest) -> usize {
    match &request.body {
        Some(RequestBody::Text { text, .. }) => text.len(),
        Some(RequestBody::Form { fields }) => fields.iter().map(|(name, value)| name.len() + value.len()).sum(),
        Some(RequestBody::Multipart { parts }) => {
            let value = |value: &PartValue| match value {
                PartValue::Text(text) => text.len(),
                PartValue::File(_) => 0,
            };
            parts.iter().map(|part| part.name.len() + part.content_type.len() + value(&part.value)).sum()
        }
        Some(RequestBody::File { .. }) | None => 0,
    }
}

/// What is kept of `request`.
///
/// Left out are all credentials, and what is called like a secret (see [`is_secret_name`]) or like one of the credentials:
/// headers, query pairs, parameters and fields of forms; within texts members of JSON, elements of XML, lines of YAML and
/// settings as in connection strings. Cookies are secrets, whatever they are called.
#[must_use]
pub fn keep(request: &ConsoleRequest) -> KeptRequest {
    let (request, without_body) = shortened(request);
    let mut left_out = LeftOut::new(&request.credentials);
    // Whose environment and subscription it was does not matter to who repeats it: theirs are chosen in the console.
    let ConsoleRequest {
        operation,
        server,
        timeout,
        parameters,
        query,
        headers,
        body,
        environment: _,
        subscription: _,
        credentials: _,
        follow: _,
    } = request;
    let server = server.map(|ServerChoice { number, variables }| {
        let variables = left_out.pairs(variables);
        // One that was left out has its default until it is filled in again.
        ServerChoice { number, variables: variables.into_iter().filter(|(_, value)| !value.is_empty()).collect() }
    });
    let parameters = parameters.into_iter().map(|value| left_out.parameter(value)).collect();
    let query = left_out.pairs(query);
    let headers = left_out.pairs(headers);
    let body = body.map(|body| left_out.body(body));
    let request = ConsoleRequest {
        operation,
        environment: None,
        server,
        timeout,
        subscription: None,
        follow: None,
        parameters,
        query,
        headers,
        credentials: Vec::new(),
        body,
    };
    KeptRequest { request, left_out: left_out.names, without_body }
}

/// Leaves secrets out and notes their names.
struct LeftOut {
    /// What credentials are called.
    named: Vec<String>,
    names: Vec<String>,
}

impl LeftOut {
    fn new(credentials: &[Credential]) -> Self {
        let name = |credential: &Credential| match credential {
            Credential::ApiKey { name, .. } => name.clone(),
            Credential::Basic { .. } | Credential::Bearer { .. } => "Authorization".to_owned(),
        };
        let mut left_out = Self { named: credentials.iter().map(name).collect(), names: Vec::new() };
        for credential in credentials.iter().filter(|credential| !credential.is_empty()) {
            left_out.note(&name(credential));
        }
        left_out
    }

    fn note(&mut self, name: &str) {
        let is_noted = self.names.iter().any(|noted| noted.eq_ignore_ascii_case(name));
        if !is_noted && self.names.len() < MOST_NAMES {
            self.names.push(name.to_owned());
        }
    }

    /// `value` without its secrets; empty when `name` says that all of it is one.
    fn value(&mut self, name: &str, value: String) -> String {
        let is_secret = is_secret_name(name) || self.named.iter().any(|named| named.eq_ignore_ascii_case(name.trim()));
        if !is_secret {
            return self.text(&value);
        }
        if !value.is_empty() {
            self.note(name.trim());
        }
        String::new()
    }

    fn text(&mut self, text: &str) -> String {
        text::blank(text, |name| self.note(name))
    }

    fn parameter(&mut self, parameter: NamedValue) -> NamedValue {
        let NamedValue { name, location, value } = parameter;
        let value = if location == Location::Cookie && !value.is_empty() {
            self.note(&name);
            String::new()
        } else {
            self.value(&name, value)
        };
        NamedValue { name, location, value }
    }

    fn pairs(&mut self, pairs: Vec<(String, String)>) -> Vec<(String, String)> {
        let pair = |(name, value): (String, String)| {
            let value = self.value(&name, value);
            (name, value)
        };
        pairs.into_iter().map(pair).collect()
    }

    fn body(&mut self, body: RequestBody) -> RequestBody {
        match body {
            RequestBody::Text { content_type, text } => RequestBody::Text { content_type, text: self.text(&text) },
            RequestBody::Form { fields } => RequestBody::Form { fields: self.pairs(fields) },
            RequestBody::Multipart { mut parts } => {
                for part in &mut parts {
                    part.value = match std::mem::replace(&mut part.value, PartValue::File(None)) {
                        PartValue::Text(text) => PartValue::Text(self.value(&part.name, text)),
                        PartValue::File(file) => PartValue::File(file.map(name_only)),
                    };
                }
                RequestBody::Multipart { parts }
            }
            RequestBody::File { content_type, file } => RequestBody::File { content_type, file: file.map(name_only) },
        }
    }
}

fn name_only(file: FileInput) -> FileInput {
    FileInput { name: file.name, size: 0 }
}

#[cfg(test)]
mod tests;
