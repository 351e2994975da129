//! The room's cookies.

use std::time::Duration;

use axum::http::HeaderMap;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use url::{Host, Url};

use super::session::Token;
use crate::identity::model::Theme;
use crate::platform::config::Config;

/// The prefix makes browsers insist on `Secure`, `Path=/` and this very host (RFC 6265bis section 4.1.3.2).
const SESSION: &str = "__Host-loggia-session";
const SESSION_ON_LOOPBACK: &str = "loggia-session";
const STEP: &str = "__Host-loggia-step";
const STEP_ON_LOOPBACK: &str = "loggia-step";
const BROWSER: &str = "__Host-loggia-browser";
const BROWSER_ON_LOOPBACK: &str = "loggia-browser";
const THEME: &str = "loggia-theme";
const YEAR: Duration = Duration::from_hours(365 * 24);

/// The session's token that a request shows.
#[must_use]
pub fn token(config: &Config, headers: &HeaderMap) -> Option<Token> {
    Token::parse(CookieJar::from_headers(headers).get(session_name(config))?.value())
}

/// The token of whoever has given the right password and is asked for more.
#[must_use]
pub fn step(config: &Config, headers: &HeaderMap) -> Option<Token> {
    Token::parse(CookieJar::from_headers(headers).get(step_name(config))?.value())
}

/// The token by which a browser is told from others, whoever uses it and whether or not they have signed in.
#[must_use]
pub fn browser(config: &Config, headers: &HeaderMap) -> Option<Token> {
    Token::parse(CookieJar::from_headers(headers).get(browser_name(config))?.value())
}

/// The cookie that keeps that token until the browser ends.
#[must_use]
pub fn known_browser(config: &Config, token: &Token) -> Cookie<'static> {
    let mut cookie = cookie(config, browser_name(config), token.as_str().to_owned());
    cookie.set_http_only(true);
    cookie
}

/// The theme that a request's person has chosen.
#[must_use]
pub fn theme(headers: &HeaderMap) -> Theme {
    CookieJar::from_headers(headers).get(THEME).and_then(|cookie| Theme::parse(cookie.value())).unwrap_or_default()
}

/// The cookie that keeps a session in the browser, until the browser ends or the server has had enough of it.
pub(in crate::identity) fn session(config: &Config, token: &Token) -> Cookie<'static> {
    let mut cookie = cookie(config, session_name(config), token.as_str().to_owned());
    cookie.set_http_only(true);
    cookie
}

/// The cookie that takes a session out of the browser again. It needs the same attributes, or the browser ignores it.
pub(in crate::identity) fn no_session(config: &Config) -> Cookie<'static> {
    let mut cookie = cookie(config, session_name(config), String::new());
    cookie.set_http_only(true);
    cookie.make_removal();
    cookie
}

/// The cookie that keeps a second step in the browser.
pub(in crate::identity) fn begun_step(config: &Config, token: &Token) -> Cookie<'static> {
    let mut cookie = cookie(config, step_name(config), token.as_str().to_owned());
    cookie.set_http_only(true);
    cookie
}

/// The cookie that takes it out of the browser again.
pub(in crate::identity) fn no_step(config: &Config) -> Cookie<'static> {
    let mut cookie = cookie(config, step_name(config), String::new());
    cookie.set_http_only(true);
    cookie.make_removal();
    cookie
}

/// The cookie that keeps a chosen theme for a year.
pub(in crate::identity) fn chosen_theme(config: &Config, theme: Theme) -> Cookie<'static> {
    let cookie = cookie(config, THEME, theme.as_str().to_owned());
    Cookie::build(cookie).max_age(YEAR.try_into().unwrap_or_default()).build()
}

fn cookie(config: &Config, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .secure(!is_plain_loopback(&config.public_url))
        .same_site(SameSite::Lax)
        .path("/")
        .build()
}

fn session_name(config: &Config) -> &'static str {
    if is_plain_loopback(&config.public_url) { SESSION_ON_LOOPBACK } else { SESSION }
}

fn step_name(config: &Config) -> &'static str {
    if is_plain_loopback(&config.public_url) { STEP_ON_LOOPBACK } else { STEP }
}

fn browser_name(config: &Config) -> &'static str {
    if is_plain_loopback(&config.public_url) { BROWSER_ON_LOOPBACK } else { BROWSER }
}

/// Whether people reach the portal without TLS, but from this machine only. Not every browser keeps `Secure` cookies
/// then.
fn is_plain_loopback(public_url: &Url) -> bool {
    let is_loopback = match public_url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    is_loopback && public_url.scheme() == "http"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::cookies::is_own;

    #[test]
    fn nobody_takes_them_for_others() {
        for name in [SESSION, SESSION_ON_LOOPBACK, STEP, STEP_ON_LOOPBACK, BROWSER, BROWSER_ON_LOOPBACK, THEME] {
            assert!(is_own(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn cookies_are_plain_only_on_loopback() {
        for (url, plain) in [
            ("http://localhost:3000", true),
            ("http://portal.localhost", true),
            ("http://127.0.0.1:3000", true),
            ("http://[::1]:3000", true),
            ("https://localhost", false),
            ("http://192.168.1.5:3000", false),
            ("http://localhost.example.com", false),
            ("http://portal.example.com", false),
            ("https://portal.example.com", false),
        ] {
            assert_eq!(is_plain_loopback(&url.parse().unwrap()), plain, "{url}");
        }
    }
}
