//! The servers that calls of an operation may go to (OpenAPI, Server Object).

use super::model::OfferedServer;
use super::rules::is_service_url;
use crate::openapi::model::{Server, ServerVariable};

/// The most servers that are offered of a document.
const MOST: usize = 100;

/// A stretch of a server's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// As it stands; not empty.
    Fixed(&'t str),
    /// The variable with this name.
    Variable(&'t str),
}

/// The stretches of `template`. Braces without a partner, or with nothing between them, are themselves.
#[must_use]
pub fn parts(template: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut rest, mut fixed) = (template, 0);
    while let Some(open) = rest.get(fixed..).and_then(|text| text.find('{')).map(|at| at + fixed) {
        let inside = &rest[open + 1..];
        let Some(end) = inside.find(['{', '}']) else { break };
        if end == 0 || !inside[end..].starts_with('}') {
            fixed = open + 1;
            continue;
        }
        parts.extend((open > 0).then_some(Part::Fixed(&rest[..open])));
        parts.push(Part::Variable(&inside[..end]));
        (rest, fixed) = (&inside[end + 1..], 0);
    }
    parts.extend((!rest.is_empty()).then_some(Part::Fixed(rest)));
    parts
}

/// The servers that a call may go to, the one that is taken unless somebody chooses first: what the operation's document
/// says of it, else what is said of its API. A Web service URL that the publisher wrote in place of the document's comes
/// before both.
///
/// - `service_url` is the API's, which addresses that are relative to the document's host are relative to.
/// - `of_api` are the servers of the API, `own` those of the operation.
#[must_use]
pub fn offered(service_url: &str, of_api: &[Server], own: &[Server]) -> Vec<OfferedServer> {
    let is_same = |server: &OfferedServer| same_address(&default_address(server), service_url);
    let own = usable(service_url, own);
    let mut documented = usable(service_url, of_api);
    let place = documented.iter().position(is_same);
    // A document without a whole address leaves it to the publisher to say one, which replaces nothing then.
    let replaces = place.is_none() && of_api.iter().any(|server| is_service_url(server.url.trim()));
    let by_hand = || OfferedServer { template: service_url.to_owned(), ..OfferedServer::default() };
    if !own.is_empty() {
        return replaces.then(by_hand).into_iter().chain(own).collect();
    }
    match place {
        Some(place) => documented[..=place].rotate_right(1),
        None => documented.insert(0, by_hand()),
    }
    documented
}

/// Whether there is nothing to choose among `servers`.
#[must_use]
pub fn is_plain(servers: &[OfferedServer]) -> bool {
    servers.len() < 2 && servers.iter().all(|server| server.variables.is_empty())
}

/// The address of `server` with the defaults of its variables.
#[must_use]
pub fn default_address(server: &OfferedServer) -> String {
    let default = |name: &str| server.variables.iter().find(|variable| variable.name == name);
    filled(&server.template, |name| default(name).map_or("", |variable| &variable.default))
}

/// Whether the path of a call can be appended to `url`.
#[must_use]
pub fn is_base(url: &str) -> bool {
    is_service_url(url)
}

/// Whether calls can go to `server`, whatever the API's Web service URL is.
#[must_use]
pub fn is_usable(server: &Server) -> bool {
    !usable("https://host.invalid", std::slice::from_ref(server)).is_empty()
}

/// Those of `servers` to whose addresses a path can be appended, once their variables have values.
fn usable(service_url: &str, servers: &[Server]) -> Vec<OfferedServer> {
    let offer = |(at, server): (usize, &Server)| {
        let written = if server.template.is_empty() { &server.url } else { &server.template };
        let template = absolute(service_url, written.trim())?;
        let mut variables: Vec<ServerVariable> = Vec::new();
        for part in parts(&template) {
            let Part::Variable(name) = part else { continue };
            if !variables.iter().any(|variable| variable.name == name) {
                let described = server.variables.iter().find(|variable| variable.name == name).cloned();
                variables
                    .push(described.unwrap_or_else(|| ServerVariable { name: name.to_owned(), ..Default::default() }));
            }
        }
        let number = u32::try_from(at + 1).ok()?;
        let offered = OfferedServer { number, template, description: server.description.clone(), variables };
        // A variable without a default needs a value; with any there must be an address.
        let with_values = filled(&offered.template, |name| {
            let variable = offered.variables.iter().find(|variable| variable.name == name);
            variable.map(|variable| variable.default.as_str()).filter(|default| !default.is_empty()).unwrap_or("1")
        });
        [default_address(&offered), with_values].iter().any(|url| is_service_url(url)).then_some(offered)
    };
    servers.iter().take(MOST).enumerate().filter_map(offer).collect()
}

/// `written` as an absolute address: what begins with a slash is at the host of `service_url`. Where the document itself
/// was is not known, so that nothing can be relative to it.
fn absolute(service_url: &str, written: &str) -> Option<String> {
    if !written.starts_with('/') {
        return Some(written.to_owned());
    }
    let authority = service_url.find("://")? + 3;
    let end = service_url[authority..].find('/').map_or(service_url.len(), |at| authority + at);
    (!written.starts_with("//")).then(|| format!("{}{written}", &service_url[..end]))
}

fn filled<'v>(template: &str, value: impl Fn(&str) -> &'v str) -> String {
    let text = |part: Part<'_>| match part {
        Part::Fixed(text) => text.to_owned(),
        Part::Variable(name) => value(name).to_owned(),
    };
    parts(template).into_iter().map(text).collect()
}

fn same_address(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}

#[cfg(test)]
mod tests;
