//! From an address back to the server that it is of.

use super::{base_url, is_documented};
use crate::catalog::model::OfferedServer;
use crate::catalog::servers::{Part, parts};
use crate::console::model::ServerChoice;
use crate::openapi::model::ServerVariable;
use crate::paths::decode;

/// How many ways to read an address are tried.
const MOST: u32 = 2_000;

/// The one of `servers` whose address is `url`, with the values of its variables; of several the one with the fewest.
#[must_use]
pub fn matching(servers: &[OfferedServer], url: &str) -> Option<ServerChoice> {
    let url = url.trim_end_matches('/');
    let mut ordered: Vec<&OfferedServer> = servers.iter().collect();
    ordered.sort_by_key(|server| server.variables.len());
    let mut left = MOST;
    ordered.into_iter().find_map(|server| {
        let template = server.template.trim_end_matches('/');
        let mut reading = Reading { servers, server, url, values: Vec::new(), left: &mut left };
        reading.read(&parts(template), url)
    })
}

struct Reading<'r> {
    servers: &'r [OfferedServer],
    server: &'r OfferedServer,
    url: &'r str,
    values: Vec<(String, String)>,
    left: &'r mut u32,
}

impl Reading<'_> {
    fn read(&mut self, parts: &[Part<'_>], rest: &str) -> Option<ServerChoice> {
        *self.left = self.left.checked_sub(1)?;
        match parts {
            [] if rest.is_empty() => self.proven(),
            [] => None,
            [Part::Fixed(text), parts @ ..] => self.read(parts, rest.strip_prefix(text)?),
            [Part::Variable(name), parts @ ..] => {
                if let Some((_, known)) = self.values.iter().find(|(known, _)| known == name) {
                    let known = known.clone();
                    return self.read(parts, rest.strip_prefix(known.as_str())?);
                }
                let variable = self.server.variables.iter().find(|variable| variable.name == *name)?;
                for candidate in candidates(variable, parts, rest) {
                    let Some(rest) = rest.strip_prefix(candidate) else { continue };
                    let value =
                        if is_documented(variable, candidate) { candidate.to_owned() } else { decode(candidate) };
                    self.values.push(((*name).to_owned(), value));
                    if let Some(choice) = self.read(parts, rest) {
                        return Some(choice);
                    }
                    self.values.pop();
                }
                None
            }
        }
    }

    /// The choice, if calls with it go to this address.
    fn proven(&self) -> Option<ServerChoice> {
        let choice = ServerChoice { number: self.server.number, variables: self.values.clone() };
        let found = base_url(self.servers, Some(&choice));
        (found.complaints.is_empty() && found.url.trim_end_matches('/') == self.url).then_some(choice)
    }
}

/// What `variable` may be at the beginning of `rest`: what the document says, or else anything up to where the next fixed
/// text stands.
fn candidates<'c>(variable: &'c ServerVariable, next: &[Part<'_>], rest: &'c str) -> Vec<&'c str> {
    let documented = variable.allowed.iter().chain([&variable.default]).map(String::as_str);
    let mut candidates: Vec<&str> = documented.filter(|value| rest.starts_with(value)).collect();
    candidates.sort_by_key(|value| std::cmp::Reverse(value.len()));
    if variable.allowed.is_empty() {
        match next.first() {
            Some(Part::Fixed(text)) => candidates.extend(rest.match_indices(text).filter_map(|(at, _)| rest.get(..at))),
            Some(Part::Variable(_)) => candidates.extend(rest.char_indices().filter_map(|(at, _)| rest.get(..at))),
            None => candidates.push(rest),
        }
    }
    candidates
}
