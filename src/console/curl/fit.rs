//! A cURL command as the values of an operation's form.

use super::CurlCommand;
use crate::catalog::model::{
    Authorization, CallInput, Location, OperationDetails, Parameter, ParameterType, SchemeKind,
};
use crate::catalog::template::{PairValue, UrlTemplate};
use crate::console::base_url::matching;
use crate::console::model::{ConsoleRequest, Credential, FileInput, NamedValue, PartValue, RequestBody, RequestPart};
use crate::console::request::{Body, BodyKind, Part, PartContent, form_fields, offered_types, parameters};
use crate::kernel::base64;
use crate::kernel::http::essence;
use crate::paths::decode;

type Pairs = Vec<(String, String)>;

const AUTHORIZATION: &str = "Authorization";

/// A command that calls an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitted {
    /// What the form is filled with.
    pub request: ConsoleRequest,
    /// The address up to the operation's own part, when it is not that of the service: the call goes to the service.
    pub elsewhere: Option<String>,
}

/// What `command` says of the operation `details`; `None` when it calls another one. Everything that the operation does not
/// document becomes an added row, so that nothing is lost.
#[must_use]
pub fn fit(command: CurlCommand, details: &OperationDetails) -> Option<Fitted> {
    let operation = &details.operation;
    if !command.method.eq_ignore_ascii_case(&operation.verb) {
        return None;
    }
    let (address, query) = command.url.split_once('?').unwrap_or((&command.url, ""));
    let path_at = address.find("://").and_then(|scheme| address[scheme + 3..].find('/').map(|at| scheme + 3 + at));
    let (origin, path) = address.split_at(path_at.unwrap_or(address.len()));
    let template = UrlTemplate::parse(&operation.url_template).ok()?;
    let found = template.match_end(if path.is_empty() { "/" } else { path })?;
    let base = format!("{origin}{}", found.before);
    let server = matching(&details.servers, &base);
    let is_there = server.is_some() || base.trim_end_matches('/') == details.api.service_url.trim_end_matches('/');
    let elsewhere = (!is_there).then_some(base);

    let mut form = Form { parameters: parameters(operation), values: Vec::new() };
    for (name, value) in found.values {
        form.give(name, Location::Path, value);
    }
    let mut pairs = pairs_of(query);
    take_template_query(&template, &mut pairs, &mut form)?;
    let mut headers = command.headers;
    let credentials = take_credentials(&details.authorizations, &mut headers, &mut pairs);
    form.take_repeated(Location::Query, &mut pairs);
    take_cookies(&mut headers, &mut form);
    form.take_repeated(Location::Header, &mut headers);
    let body = body(operation, command.body, &mut headers);
    let request = ConsoleRequest {
        operation: details.id.clone(),
        environment: None,
        server,
        timeout: None,
        subscription: None,
        follow: None,
        parameters: form.values,
        query: pairs,
        headers,
        credentials,
        body,
    };
    Some(Fitted { request, elsewhere })
}

/// The pairs of a query, decoded.
fn pairs_of(query: &str) -> Pairs {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

/// The operation's parameters with what was found for them.
struct Form {
    parameters: Vec<Parameter>,
    values: Vec<NamedValue>,
}

impl Form {
    fn give(&mut self, name: String, location: Location, value: String) {
        self.values.push(NamedValue { name, location, value });
    }

    /// Takes out of `pairs` what is documented in `location` and can be typed as one value. Objects are spread over pairs in
    /// many ways: theirs stay as rows.
    fn take_repeated(&mut self, location: Location, pairs: &mut Pairs) {
        let is_same = |parameter: &Parameter, name: &str| match location {
            Location::Header => name.eq_ignore_ascii_case(&parameter.name),
            _ => name == parameter.name,
        };
        for parameter in self.parameters.iter().filter(|parameter| parameter.location == location) {
            let is_given = |value: &NamedValue| value.name == parameter.name && value.location == location;
            let found: Vec<&str> =
                pairs.iter().filter(|(name, _)| is_same(parameter, name)).map(|(_, value)| value.as_str()).collect();
            if self.values.iter().any(is_given) {
                continue;
            }
            let Some(value) = typed(parameter, &found) else { continue };
            pairs.retain(|(name, _)| !is_same(parameter, name));
            self.values.push(NamedValue { name: parameter.name.clone(), location, value });
        }
    }
}

/// The values of a parameter as one text, as a person would type it.
fn typed(parameter: &Parameter, values: &[&str]) -> Option<String> {
    match (parameter.kind, parameter.location, values) {
        (_, _, []) | (ParameterType::Object, ..) => None,
        (ParameterType::Array, Location::Query, values) if matches!(parameter.style.as_str(), "" | "form") => {
            let is_plain = |value: &&str| !value.contains(',') && value.trim() == *value && !value.is_empty();
            if values.iter().all(is_plain) || (parameter.explode == Some(false) && values.len() == 1) {
                return Some(values.join(","));
            }
            serde_json::to_string(values).ok()
        }
        // Joined by other characters, a list is not told from one value.
        (ParameterType::Array, Location::Query | Location::Cookie, _) => None,
        (_, _, [value]) => Some((*value).to_owned()),
        _ => None,
    }
}

/// Takes out of `pairs` what the template's own query says; `None` when a fixed pair is missing.
fn take_template_query(template: &UrlTemplate, pairs: &mut Pairs, form: &mut Form) -> Option<()> {
    for pair in template.query().unwrap_or_default() {
        let found = pairs.iter().position(|(name, value)| match &pair.value {
            PairValue::Fixed(fixed) => *name == pair.name && value == fixed,
            PairValue::Parameter(_) => *name == pair.name,
        });
        match (found, pair.value) {
            (Some(at), PairValue::Fixed(_)) => drop(pairs.remove(at)),
            (None, PairValue::Fixed(_)) => return None,
            (Some(at), PairValue::Parameter(name)) => {
                let (_, value) = pairs.remove(at);
                form.give(name.to_owned(), Location::Query, value);
            }
            (None, PairValue::Parameter(_)) => {}
        }
    }
    Some(())
}

/// Takes out of the header `Cookie` what is documented.
fn take_cookies(headers: &mut Pairs, form: &mut Form) {
    let is_cookie = |(name, _): &(String, String)| name.eq_ignore_ascii_case("cookie");
    let Some(at) = headers.iter().position(is_cookie) else { return };
    let Some((_, text)) = headers.get(at) else { return };
    let cookie = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        (name.to_owned(), value.to_owned())
    };
    let mut cookies: Pairs = text.split("; ").map(cookie).collect();
    let before = cookies.len();
    form.take_repeated(Location::Cookie, &mut cookies);
    if cookies.len() < before {
        headers.remove(at);
        if !cookies.is_empty() {
            let rest: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            headers.insert(at, ("Cookie".to_owned(), rest.join("; ")));
        }
    }
}

/// Takes out of `headers` and `pairs` what the first way to authenticate whose parts are all there asks for.
fn take_credentials(ways: &[Authorization], headers: &mut Pairs, pairs: &mut Pairs) -> Vec<Credential> {
    let found = ways.iter().filter(|way| !way.is_empty()).find_map(|way| {
        way.iter().map(|scheme| credential(&scheme.kind, headers, pairs)).collect::<Option<Vec<Credential>>>()
    });
    for credential in found.iter().flatten() {
        match credential {
            Credential::ApiKey { location: Location::Query, name, .. } => pairs.retain(|(pair, _)| pair != name),
            Credential::ApiKey { name, .. } => headers.retain(|(header, _)| !header.eq_ignore_ascii_case(name)),
            Credential::Basic { .. } | Credential::Bearer { .. } => {
                headers.retain(|(header, _)| !header.eq_ignore_ascii_case(AUTHORIZATION));
            }
        }
    }
    found.unwrap_or_default()
}

/// What `headers` and `pairs` say for a security scheme.
fn credential(kind: &SchemeKind, headers: &Pairs, pairs: &Pairs) -> Option<Credential> {
    let header =
        |wanted: &str| headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value);
    let authorization = |wanted: &str| {
        let (scheme, rest) = header(AUTHORIZATION)?.split_once(' ')?;
        scheme.eq_ignore_ascii_case(wanted).then(|| rest.trim().to_owned())
    };
    Some(match kind {
        SchemeKind::ApiKey { location, name } => {
            let value = match location {
                Location::Header => header(name)?,
                Location::Query => pairs.iter().find(|(pair, _)| pair == name).map(|(_, value)| value)?,
                Location::Path | Location::Cookie => return None,
            };
            Credential::ApiKey { location: *location, name: name.clone(), value: value.clone() }
        }
        SchemeKind::Basic => {
            let decoded = String::from_utf8(base64::decode(&authorization("basic")?)?).ok()?;
            let (user, password) = decoded.split_once(':')?;
            Credential::Basic { user: user.to_owned(), password: password.to_owned() }
        }
        SchemeKind::Bearer | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => {
            Credential::Bearer { token: authorization("bearer")? }
        }
    })
}

/// The body. The header that names its type is taken out when the form offers that type; another one stays a header, which
/// wins.
fn body(operation: &CallInput, body: Body, headers: &mut Pairs) -> Option<RequestBody> {
    let is_type = |(name, _): &(String, String)| name.eq_ignore_ascii_case("content-type");
    let written = headers.iter().find(|header| is_type(header)).map(|(_, value)| value.clone()).unwrap_or_default();
    let offered = offered_types(&operation.bodies);
    let mut take = |kind: BodyKind| {
        let exact = offered.iter().find(|offered| **offered == written && BodyKind::of(offered) == kind).cloned();
        if exact.is_some() {
            headers.retain(|header| !is_type(header));
        }
        exact
    };
    let similar = |is_similar: &dyn Fn(&str) -> bool| offered.iter().find(|offered| is_similar(offered)).cloned();
    Some(match body {
        Body::None => return None,
        Body::Text(text) if take(BodyKind::Form).is_some() => RequestBody::Form { fields: form_fields(&text) },
        Body::Text(text) => {
            let is_text =
                |offered: &str| BodyKind::of(offered) == BodyKind::Text && essence(offered) == essence(&written);
            let content_type = take(BodyKind::Text).or_else(|| similar(&is_text)).unwrap_or_default();
            RequestBody::Text { content_type, text }
        }
        Body::File(file) => {
            let is_file = |offered: &str| BodyKind::of(offered) == BodyKind::File;
            let content_type = take(BodyKind::File).or_else(|| similar(&is_file));
            RequestBody::File {
                content_type: content_type.unwrap_or_else(|| "application/octet-stream".to_owned()),
                file: Some(FileInput { name: file.name, size: file.size }),
            }
        }
        Body::Multipart(parts) => RequestBody::Multipart { parts: parts.into_iter().map(part).collect() },
    })
}

fn part(part: Part) -> RequestPart {
    let value = match part.content {
        PartContent::Text(text) => PartValue::Text(text),
        PartContent::File(file) => PartValue::File(Some(FileInput { name: file.name, size: file.size })),
    };
    RequestPart { name: part.name, content_type: part.content_type, value }
}
