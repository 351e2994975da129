//! From an operation and values to an HTTP request. The browser shows with it what would be sent, the server sends it,
//! and complaints about values read the same on both sides.

mod body;
mod credentials;
mod headers;
mod neutral;
mod several;
mod style;
mod values;

use credentials::Added;
use style::Value;

use crate::catalog::model::{CallInput, Location, Parameter};
use crate::catalog::template::{self, Encoded, PairValue, UrlTemplate};
use crate::kernel::{Checks, FieldError, Message};

use super::model::{ConsoleRequest, Credential, NamedValue};
pub use body::{BodyKind, FORM, MULTIPART, form_fields, multipart_parts, offered_types};
pub use neutral::{Body, File, NeutralRequest, Part, PartContent};
pub use several::{as_json, as_typed, items};
pub use values::{field, is_required};

/// The longest address that is sent, in bytes. The HTTP client's own limit is 65,534.
const LONGEST_URL: usize = 60_000;

/// What is shown in place of a secret.
pub const MASK: &str = "••••••••";

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
/// `query.0.name`, `headers.0.name` and `headers.0.value`; the body's `body`, `parts.0.name`, `parts.0.value`,
/// `parts.0.content_type` and `content_type`; those about what it is authenticated with `credentials.0`; the address' `url`.
pub fn build(
    service_url: &str,
    operation: &CallInput,
    request: &ConsoleRequest,
) -> Result<NeutralRequest, Vec<FieldError>> {
    let mut checks = Checks::new();
    let added = credentials::add(&request.credentials, &mut checks);
    let filled = Filled::check(operation, request, &added, &mut checks);
    let query = added_query(request, &added, &mut checks);
    let mut headers = all_headers(&filled, request, &added, &mut checks);
    let body = body::build(operation, request.body.as_ref(), &mut headers, &mut checks);
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
            let secrets = credentials::names(&request.credentials);
            Ok(NeutralRequest { method: operation.verb.clone(), url, headers, body, secrets })
        }
        (_, complaints) => Err(complaints),
    }
}

/// The request that [`build`] would make, with `{name}` standing for every value in the address that it complains about,
/// and without what else it complains about.
#[must_use]
pub fn outline(service_url: &str, operation: &CallInput, request: &ConsoleRequest) -> NeutralRequest {
    let mut checks = Checks::new();
    let added = credentials::add(&request.credentials, &mut checks);
    let filled = Filled::check(operation, request, &added, &mut checks);
    let mut headers = all_headers(&filled, request, &added, &mut checks);
    let body = body::build(operation, request.body.as_ref(), &mut headers, &mut checks);
    NeutralRequest {
        method: operation.verb.clone(),
        url: address(service_url, operation, request),
        headers,
        body,
        secrets: credentials::names(&request.credentials),
    }
}

/// The address of [`outline`]. Keys are not in it: it is shown.
#[must_use]
pub fn preview(service_url: &str, operation: &CallInput, request: &ConsoleRequest) -> String {
    masked(&address(service_url, operation, request), &request.credentials)
}

fn address(service_url: &str, operation: &CallInput, request: &ConsoleRequest) -> String {
    let Ok(template) = UrlTemplate::parse(&operation.url_template) else { return operation.url_template.clone() };
    let added = credentials::add(&request.credentials, &mut Checks::new());
    let mut filled = Filled::check(operation, request, &added, &mut Checks::new());
    let expanded = template.expand(|name| filled.in_template(name));
    let expanded = expanded.or_else(|errors| {
        for error in errors {
            filled.leave_open(&error.field);
        }
        template.expand(|name| filled.in_template(name))
    });
    let Ok(expanded) = expanded else { return operation.url_template.clone() };
    let query = added_query(request, &added, &mut Checks::new());
    let url = template::join(service_url, &expanded, &filled.beside_template(&template, query));
    filled.holes().fold(url, |url, (encoded, hole)| url.replace(encoded, &hole))
}

/// `url` with dots in place of the keys in its query.
#[must_use]
pub fn masked(url: &str, credentials: &[Credential]) -> String {
    credentials.iter().filter(|credential| !credential.is_empty()).fold(url.to_owned(), |url, credential| {
        match credential {
            Credential::ApiKey { location: Location::Query, name, value } => {
                let pair = |value: &str| format!("{}={value}", Encoded::of(name).as_str());
                url.replace(&pair(Encoded::of(value).as_str()), &pair(MASK))
            }
            _ => url,
        }
    })
}

/// The operation's parameters with the values that were filled in for them.
struct Filled {
    parameters: Vec<(Parameter, Filling)>,
}

enum Filling {
    /// Sent as this.
    Given {
        value: Value,
        /// It, as it stands in the template.
        in_template: Encoded,
    },
    /// Left out.
    Absent,
    /// Missing or wrong; a preview shows this in its place.
    Open(Encoded),
}

impl Filling {
    fn open(name: &str) -> Self {
        Self::Open(Encoded::of(&hole(name)))
    }
}

impl Filled {
    /// Checks every value of `request`; complaints go to `checks`.
    fn check(operation: &CallInput, request: &ConsoleRequest, added: &Added, checks: &mut Checks) -> Self {
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
        let template = UrlTemplate::parse(&operation.url_template).ok();
        let pairs = template.as_ref().and_then(UrlTemplate::query).unwrap_or_default();
        let fill = |parameter: Parameter| {
            if is_replaced(&parameter, &request.headers) {
                return (parameter, Filling::Absent);
            }
            let given = request
                .parameters
                .iter()
                .find(|value| value.name == parameter.name && value.location == parameter.location)
                .map(|value| value.value.as_str());
            if given.is_none_or(str::is_empty) && added.has(&parameter) {
                return (parameter, Filling::Absent);
            }
            let field = values::field(&parameter.name, parameter.location);
            let filling = match checks.take(field, values::check(&parameter, given)) {
                Some(Some(value)) => {
                    let pair = pairs.iter().find(|pair| pair.value == PairValue::Parameter(&parameter.name));
                    let in_template = match (parameter.location, pair) {
                        (Location::Path, _) => style::in_path(&parameter, &value),
                        (_, pair) => style::in_template(&parameter, &value, pair.map_or("", |pair| &pair.name)),
                    };
                    Filling::Given { value, in_template }
                }
                Some(None) => Filling::Absent,
                None => Filling::open(&parameter.name),
            };
            (parameter, filling)
        };
        Self { parameters: parameters.into_iter().map(fill).collect() }
    }

    fn in_template(&self, name: &str) -> Option<&Encoded> {
        match &self.parameters.iter().find(|(parameter, _)| is_in_template(parameter, name))?.1 {
            Filling::Given { in_template, .. } => Some(in_template),
            Filling::Open(hole) => Some(hole),
            Filling::Absent => None,
        }
    }

    fn field_in_template(&self, name: &str) -> String {
        let place = self.parameters.iter().find(|(parameter, _)| is_in_template(parameter, name));
        values::field(name, place.map_or(Location::Path, |(parameter, _)| parameter.location))
    }

    fn leave_open(&mut self, name: &str) {
        for (_, filling) in self.parameters.iter_mut().filter(|(parameter, _)| is_in_template(parameter, name)) {
            *filling = Filling::open(name);
        }
    }

    /// What a preview shows in place of missing and wrong values: as it stands in an address, and as it is read.
    fn holes(&self) -> impl Iterator<Item = (&str, String)> {
        self.parameters.iter().filter_map(|(parameter, filling)| match filling {
            Filling::Open(encoded) => Some((encoded.as_str(), hole(&parameter.name))),
            _ => None,
        })
    }

    /// The query pairs that the template does not have: documented parameters, then those of `added`.
    fn beside_template(&self, template: &UrlTemplate, added: Vec<(String, String)>) -> Vec<(Encoded, Encoded)> {
        let inside = template.parameters();
        let is_beside = |parameter: &Parameter| {
            parameter.location == Location::Query && !inside.iter().any(|place| place.name == parameter.name)
        };
        let mut pairs: Vec<_> = self
            .parameters
            .iter()
            .filter(|(parameter, _)| is_beside(parameter))
            .flat_map(|(parameter, filling)| match filling {
                Filling::Given { value, .. } => style::in_query(parameter, value),
                Filling::Open(hole) => vec![(Encoded::of(&parameter.name), hole.clone())],
                Filling::Absent => Vec::new(),
            })
            .collect();
        pairs.extend(added.iter().map(|(name, value)| (Encoded::of(name), Encoded::of(value))));
        pairs
    }

    /// What was filled in for the parameters in `location`.
    fn given(&self, location: Location) -> impl Iterator<Item = (&Parameter, &Value)> {
        self.parameters.iter().filter_map(move |(parameter, filling)| match filling {
            Filling::Given { value, .. } if parameter.location == location => Some((parameter, value)),
            _ => None,
        })
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

fn added_query(request: &ConsoleRequest, added: &Added, checks: &mut Checks) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (position, (name, value)) in request.query.iter().enumerate() {
        match (name.is_empty(), value.is_empty()) {
            (true, true) => {}
            (true, false) => checks.complain(format!("query.{position}.name"), Message::Required),
            _ => pairs.push((name.clone(), value.clone())),
        }
    }
    let is_new = |name: &str| {
        let is_given =
            |value: &NamedValue| value.location == Location::Query && value.name == name && !value.value.is_empty();
        !request.parameters.iter().any(is_given) && !request.query.iter().any(|(row, _)| row == name)
    };
    pairs.extend(added.query.iter().filter(|(name, _)| is_new(name)).cloned());
    pairs
}

fn all_headers(filled: &Filled, request: &ConsoleRequest, added: &Added, checks: &mut Checks) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (parameter, value) in filled.given(Location::Header) {
        let field = values::field(&parameter.name, Location::Header);
        if checks.take(field, headers::check_name(&parameter.name)).is_some() {
            all.push((parameter.name.clone(), style::in_header(parameter, value)));
        }
    }
    let cookies: Vec<String> = filled
        .given(Location::Cookie)
        .flat_map(|(parameter, value)| style::in_cookie(parameter, value))
        .chain(added.cookies.iter().cloned())
        .collect();
    if !cookies.is_empty() {
        all.push(("Cookie".to_owned(), cookies.join("; ")));
    }
    for (name, value) in &all {
        // JSON that was typed may hold what a header cannot.
        checks.take(format!("header.{name}"), headers::check_value(value));
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
    for (name, value) in &added.headers {
        if !all.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            all.push((name.clone(), value.clone()));
        }
    }
    all
}

#[cfg(test)]
mod tests;
