//! What the servers of an API's form must be.

use super::{DOCUMENT, URL};
use crate::catalog::servers::is_usable;
use crate::kernel::{Checks, Message};
use crate::openapi::model::Server;

/// The most servers of an API that a publisher names.
pub const SERVERS: usize = 20;
/// The longest value of a variable, in characters.
const VALUE: usize = 200;

/// Complains about servers that calls cannot go to, by `servers.0.url` and `servers.0.variables.0.default`.
pub(super) fn check_servers(checks: &mut Checks, servers: &[Server]) {
    if servers.len() > SERVERS {
        checks.complain(format!("servers.{SERVERS}.url"), Message::TooMany { most: SERVERS });
    }
    for (at, server) in servers.iter().take(SERVERS).enumerate() {
        let mut is_filled = true;
        for (number, variable) in server.variables.iter().enumerate() {
            let field = format!("servers.{at}.variables.{number}.default");
            checks.text(&field, &variable.default, VALUE);
            if !checks.has(&field) && !variable.allowed.is_empty() && !variable.allowed.contains(&variable.default) {
                checks.complain(&field, Message::NotOneOf { allowed: variable.allowed.join(", ") });
            }
            if variable.allowed.len() > VALUE || variable.allowed.iter().any(|value| value.chars().count() > VALUE) {
                checks.complain(format!("servers.{at}.variables.{number}.allowed"), Message::TooLong { most: VALUE });
            }
            is_filled &= !checks.has(&field);
        }
        let field = format!("servers.{at}.url");
        let written = if server.template.is_empty() { &server.url } else { &server.template };
        checks.text(&field, written, URL);
        if !checks.has(&field) && is_filled && !is_usable(server) {
            checks.complain(&field, Message::NotAServiceUrl);
        }
        checks.optional_text(&format!("servers.{at}.description"), &server.description, DOCUMENT);
    }
}
