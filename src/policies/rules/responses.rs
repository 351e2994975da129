//! What answers are made of.

use super::calls::{check_asked_header, check_header_name, check_header_value, check_items, check_some, check_status};
use super::grammar::{MAX_AGE_MOST, is_origin};
use super::limits::check_range;
use super::{BODY, ITEMS, TEXT};
use crate::kernel::http::{is_header_name, is_media_type, is_reserved_header};
use crate::kernel::{Checks, Message};
use crate::policies::model::{CacheLookup, Cors, HeaderLine, MockResponse, ReturnResponse};

/// Stands for any.
const ANY: &str = "*";

pub(super) fn check_cors(checks: &mut Checks, cors: &Cors) {
    check_some(checks, "origins", &cors.origins);
    let wrong = cors.origins.iter().find(|origin| *origin != ANY && !is_origin(origin));
    if let Some(origin) = wrong.filter(|_| !checks.has("origins")) {
        checks.complain("origins", Message::NotAnOrigin { origin: origin.clone() });
    }
    for (field, items) in
        [("methods", &cors.methods), ("headers", &cors.headers), ("expose_headers", &cors.expose_headers)]
    {
        check_tokens(checks, field, items);
    }
    // Any page could act as whoever looks at it.
    if cors.credentials && cors.origins.iter().any(|origin| origin == ANY) {
        checks.complain("credentials", Message::AnyOriginWithCredentials);
    }
    if let Some(seconds) = cors.max_age {
        check_range(checks, "max_age", seconds, 0, MAX_AGE_MOST);
    }
}

/// Complains about names that are no tokens, as headers and methods are.
fn check_tokens(checks: &mut Checks, field: &str, names: &[String]) {
    check_items(checks, field, names);
    if !checks.has(field) && !names.iter().all(|name| is_header_name(name)) {
        let is_verb = field == "methods";
        checks.complain(field, if is_verb { Message::NotAVerb } else { Message::NotAHeaderName });
    }
}

pub(super) fn check_lookup(checks: &mut Checks, lookup: &CacheLookup) {
    check_items(checks, "vary_headers", &lookup.vary_headers);
    for name in &lookup.vary_headers {
        if !checks.has("vary_headers") {
            check_asked_header(checks, "vary_headers", name);
        }
    }
    check_items(checks, "vary_query", &lookup.vary_query);
}

pub(super) fn check_mock(checks: &mut Checks, mock: &MockResponse) {
    check_status(checks, mock.status, 200);
    checks.optional_text("content_type", &mock.content_type, TEXT);
    if !checks.has("content_type") && !mock.content_type.is_empty() && !is_media_type(&mock.content_type) {
        checks.complain("content_type", Message::NotAMediaType);
    }
}

pub(super) fn check_response(checks: &mut Checks, response: &ReturnResponse) {
    check_status(checks, response.status, 200);
    check_lines(checks, &response.headers);
    if response.body.len() > BODY {
        checks.complain("body", Message::TooLong { most: BODY });
    }
    // RFC 9110 sections 15.3.5 and 15.4.5: these have no body.
    if matches!(response.status, 204 | 304) && !response.body.is_empty() && !checks.has("body") {
        checks.complain("body", Message::StatusWithoutBody);
    }
}

/// Complains about the first header that cannot be sent.
fn check_lines(checks: &mut Checks, lines: &[HeaderLine]) {
    if lines.len() > ITEMS {
        checks.complain("headers", Message::TooMany { most: ITEMS });
    }
    for line in lines {
        if checks.has("headers") {
            return;
        }
        check_header_name(checks, "headers", &line.name);
        if !checks.has("headers") && is_reserved_header(&line.name) {
            checks.complain("headers", Message::HeaderNotAllowed { name: line.name.clone() });
        }
        if !checks.has("headers") {
            check_header_value(checks, "headers", &line.value);
        }
    }
}
