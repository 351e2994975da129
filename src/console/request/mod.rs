//! From an operation and values to an HTTP request. The browser shows with it what would be sent, the server sends it,
//! and complaints about values read the same on both sides.

mod headers;
mod values;

use crate::catalog::model::{CallInput, Location, Parameter};
use crate::catalog::template::{self, UrlTemplate};
use crate::kernel::{Checks, FieldError, Message};
use crate::paths::encode;

use super::model::ConsoleRequest;
pub use values::{field, is_required};

/// The longest address that is sent, in bytes. The HTTP client's own limit is 65,534.
const LONGEST_URL: usize = 60_000;

/// A request in no particular program's words: what is sent, and what every code sample is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeutralRequest {
    /// The method, in capitals.
    pub method: String,
    /// The absolute address.
    pub url: String,
    /// The headers in order, repeated names included; those that every HTTP client adds by itself are missing.
    pub headers: Vec<(String, String)>,
    /// The body; `None` for a request without one.
    pub body: Option<String>,
}

/// Whether a call of `operation` may have a body: GET and HEAD have one only when the operation documents it.
#[must_use]
pub fn takes_body(operation: &CallInput) -> bool {
    !operation.bodies.is_empty() || !matches!(operation.verb.as_str(), "GET" | "HEAD")
}

/// Every parameter of `operation`: those of its URL template in their order there, then the others. A parameter that
/// stands in the template but is not described is a text; in the path it is required.
#[must_use]
pub fn parameters(operation: &CallInput) -> Vec<Parameter> {
    let template = UrlTemplate::parse(&operation.url_template).ok();
    let mut described = operation.parameters.clone();
    let mut parameters = Vec::new();
    for place in template.iter().flat_map(UrlTemplate::parameters) {
        let is_it = |parameter: &Parameter| parameter.name == place.name && parameter.location == place.location;
        parameters.push(match described.iter().position(is_it) {
            Some(position) => described.remove(position),
            None => Parameter {
                required: place.location == Location::Path,
                name: place.name,
                location: place.location,
                ..Parameter::default()
            },
        });
    }
    parameters.append(&mut described);
    parameters
}

/// Builds the request of a call to the service at `service_url`.
///
/// # Errors
/// Every complaint about the values. A parameter's is named by [`field`]; those about added rows are named
/// `query.0.name`, `headers.0.name` and `headers.0.value`; the body's `body` and `content_type`; the address' `url`.
pub fn build(
    service_url: &str,
    operation: &CallInput,
    request: &ConsoleRequest,
) -> Result<NeutralRequest, Vec<FieldError>> {
    let mut checks = Checks::new();
    let filled = Filled::check(operation, request, &mut checks);
    let query = added_query(request, &mut checks);
    let headers = all_headers(&filled, operation, request, &mut checks);
    let body = body(operation, request, &mut checks);
    let url = checks.take("url_template", UrlTemplate::parse(&operation.url_template)).and_then(|template| {
        let expanded = template.expand(|name| filled.in_template(name));
        let complained = expanded.map_err(|errors| {
            for error in errors {
                let field = filled.field_in_template(&error.field);
                if !checks.has(&field) {
                    checks.complain(field, error.message);
                }
            }
        });
        complained
            .ok()
            .map(|expanded| template::join(service_url, &expanded, &filled.beside_template(&template, query)))
    });
    if url.as_ref().is_some_and(|url| url.len() > LONGEST_URL) {
        checks.complain("url", Message::TooLong { most: LONGEST_URL });
    }
    match (url, checks.into_fields()) {
        (Some(url), complaints) if complaints.is_empty() => {
            Ok(NeutralRequest { method: operation.verb.clone(), url, headers, body })
        }
        (_, complaints) => Err(complaints),
    }
}

/// The address that [`build`] would make, with `{name}` standing for every value that it complains about.
#[must_use]
pub fn preview(service_url: &str, operation: &CallInput, request: &ConsoleRequest) -> String {
    let Ok(template) = UrlTemplate::parse(&operation.url_template) else { return operation.url_template.clone() };
    let mut filled = Filled::check(operation, request, &mut Checks::new());
    let expanded = template.expand(|name| filled.in_template(name));
    let expanded = expanded.or_else(|errors| {
        for error in errors {
            filled.leave_open(&error.field);
        }
        template.expand(|name| filled.in_template(name))
    });
    let Ok(expanded) = expanded else { return operation.url_template.clone() };
    let query = added_query(request, &mut Checks::new());
    let url = template::join(service_url, &expanded, &filled.beside_template(&template, query));
    filled.holes().fold(url, |url, hole| url.replace(&encode(hole), hole))
}

/// The operation's parameters with the values that were filled in for them.
struct Filled {
    parameters: Vec<(Parameter, Value)>,
}

enum Value {
    /// Sent as this.
    Given(String),
    /// Left out.
    Absent,
    /// Missing or wrong; a preview shows this in its place.
    Open(String),
}

impl Value {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Given(text) | Self::Open(text) => Some(text),
            Self::Absent => None,
        }
    }
}

impl Filled {
    /// Checks every value of `request`; complaints go to `checks`.
    fn check(operation: &CallInput, request: &ConsoleRequest, checks: &mut Checks) -> Self {
        let parameters = parameters(operation);
        for value in &request.parameters {
            if !parameters.iter().any(|known| known.name == value.name && known.location == value.location) {
                let names: Vec<&str> = parameters.iter().map(|known| known.name.as_str()).collect();
                checks.complain(
                    values::field(&value.name, value.location),
                    Message::NotOneOf { allowed: names.join(", ") },
                );
            }
        }
        let fill = |parameter: Parameter| {
            if is_replaced(&parameter, &request.headers) {
                return (parameter, Value::Absent);
            }
            let given = request
                .parameters
                .iter()
                .find(|value| value.name == parameter.name && value.location == parameter.location)
                .map(|value| value.value.as_str());
            let field = values::field(&parameter.name, parameter.location);
            let value = match checks.take(field, values::check(&parameter, given)) {
                Some(Some(value)) => Value::Given(value.to_owned()),
                Some(None) => Value::Absent,
                None => Value::Open(hole(&parameter.name)),
            };
            (parameter, value)
        };
        Self { parameters: parameters.into_iter().map(fill).collect() }
    }

    fn in_template(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(parameter, _)| is_in_template(parameter, name))?.1.text()
    }

    fn field_in_template(&self, name: &str) -> String {
        let place = self.parameters.iter().find(|(parameter, _)| is_in_template(parameter, name));
        values::field(name, place.map_or(Location::Path, |(parameter, _)| parameter.location))
    }

    fn leave_open(&mut self, name: &str) {
        for (_, value) in self.parameters.iter_mut().filter(|(parameter, _)| is_in_template(parameter, name)) {
            *value = Value::Open(hole(name));
        }
    }

    /// What a preview shows in place of missing and wrong values.
    fn holes(&self) -> impl Iterator<Item = &str> {
        self.parameters
            .iter()
            .filter_map(|(_, value)| if let Value::Open(hole) = value { Some(hole.as_str()) } else { None })
    }

    /// The query pairs that the template does not have: documented parameters, then those of `added`.
    fn beside_template(&self, template: &UrlTemplate, added: Vec<(String, String)>) -> Vec<(String, String)> {
        let inside = template.parameters();
        let is_beside = |parameter: &Parameter| {
            parameter.location == Location::Query && !inside.iter().any(|place| place.name == parameter.name)
        };
        let mut pairs: Vec<_> = self
            .parameters
            .iter()
            .filter(|(parameter, _)| is_beside(parameter))
            .filter_map(|(parameter, value)| Some((parameter.name.clone(), value.text()?.to_owned())))
            .collect();
        pairs.extend(added);
        pairs
    }
}

fn hole(name: &str) -> String {
    format!("{{{name}}}")
}

/// Names are unique within a template, wherever they stand in it.
fn is_in_template(parameter: &Parameter, name: &str) -> bool {
    parameter.location.is_in_url() && parameter.name == name
}

/// Whether one of the `added` headers stands in for the documented header `parameter`.
#[must_use]
pub fn is_replaced(parameter: &Parameter, added: &[(String, String)]) -> bool {
    parameter.location == Location::Header
        && added.iter().any(|(name, _)| name.trim().eq_ignore_ascii_case(&parameter.name))
}

fn added_query(request: &ConsoleRequest, checks: &mut Checks) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (position, (name, value)) in request.query.iter().enumerate() {
        match (name.is_empty(), value.is_empty()) {
            (true, true) => {}
            (true, false) => checks.complain(format!("query.{position}.name"), Message::Required),
            _ => pairs.push((name.clone(), value.clone())),
        }
    }
    pairs
}

fn all_headers(
    filled: &Filled,
    operation: &CallInput,
    request: &ConsoleRequest,
    checks: &mut Checks,
) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (parameter, value) in &filled.parameters {
        if let (Location::Header, Value::Given(value)) = (parameter.location, value) {
            let field = values::field(&parameter.name, Location::Header);
            if checks.take(field, headers::check_name(&parameter.name)).is_some() {
                all.push((parameter.name.clone(), value.clone()));
            }
        }
    }
    let cookies: Vec<String> = filled
        .parameters
        .iter()
        .filter(|(parameter, _)| parameter.location == Location::Cookie)
        .filter_map(|(parameter, value)| Some(format!("{}={}", parameter.name, value.text()?)))
        .collect();
    if !cookies.is_empty() {
        all.push(("Cookie".to_owned(), cookies.join("; ")));
    }
    for (position, (name, value)) in request.headers.iter().enumerate() {
        let name = name.trim();
        if name.is_empty() && value.is_empty() {
            continue;
        }
        let named = checks.take(format!("headers.{position}.name"), headers::check_name(name));
        let value = checks.take(format!("headers.{position}.value"), headers::check_value(value));
        if let (Some(()), Some(value)) = (named, value) {
            all.push((name.to_owned(), value.to_owned()));
        }
    }
    let body = request.body.as_ref().filter(|body| !body.text.is_empty() && takes_body(operation));
    if let Some(content_type) = body.map(|body| body.content_type.trim()).filter(|kind| !kind.is_empty())
        && !all.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"))
        && let Some(value) = checks.take("content_type", headers::check_value(content_type))
    {
        all.push(("Content-Type".to_owned(), value.to_owned()));
    }
    all
}

fn body(operation: &CallInput, request: &ConsoleRequest, checks: &mut Checks) -> Option<String> {
    let text = request.body.as_ref().map(|body| &body.text).filter(|text| !text.is_empty())?;
    if !takes_body(operation) {
        checks.complain("body", Message::TooLong { most: 0 });
        return None;
    }
    Some(text.clone())
}

#[cfg(test)]
mod tests;
