//! What is asked of calls, and what is changed about them.

use super::grammar::{OR, is_network};
use super::limits::check_range;
use super::{ITEMS, TEXT};
use crate::catalog::model::KEY_HEADER;
use crate::catalog::template::UrlTemplate;
use crate::kernel::http::{is_header_name, is_header_value, is_reserved_header, is_service_url, is_taken_by_gateway};
use crate::kernel::{Checks, Message};
use crate::policies::model::{
    CheckHeader, Exists, IpFilter, RewriteUri, SetBackend, SetHeader, SetQueryParameter, ValidateJwt,
};

/// By how many seconds two clocks may differ at most.
const SKEW_MOST: u32 = 3_600;

/// Complains about a header's name.
pub(super) fn check_header_name(checks: &mut Checks, field: &str, name: &str) {
    checks.text(field, name, TEXT);
    if !checks.has(field) && !is_header_name(name) {
        checks.complain(field, Message::NotAHeaderName);
    }
}

/// Complains about the name of a header that calls are asked for. Policies see neither the key nor what is about the connection.
pub(super) fn check_asked_header(checks: &mut Checks, field: &str, name: &str) {
    check_header_name(checks, field, name);
    let is_taken = is_taken_by_gateway(&name.to_ascii_lowercase()) || name.eq_ignore_ascii_case(KEY_HEADER);
    if !checks.has(field) && is_taken {
        checks.complain(field, Message::HeaderTakenAway { name: name.to_owned() });
    }
}

/// Complains about a header's value. Line breaks would begin another header.
pub(super) fn check_header_value(checks: &mut Checks, field: &str, value: &str) {
    checks.optional_text(field, value, TEXT);
    if !checks.has(field) && !is_header_value(value) {
        checks.complain(field, Message::NotAHeaderValue);
    }
}

/// Complains about a list with too many items.
pub(super) fn check_items(checks: &mut Checks, field: &str, items: &[String]) {
    if items.len() > ITEMS {
        checks.complain(field, Message::TooMany { most: ITEMS });
    }
    if !checks.has(field) && items.iter().any(|item| item.chars().count() > TEXT) {
        checks.complain(field, Message::TooLong { most: TEXT });
    }
    items.iter().for_each(|item| checks.one_line(field, item));
}

/// Complains about items that are needed and are not there.
pub(super) fn check_some(checks: &mut Checks, field: &str, items: &[String]) {
    if items.is_empty() {
        checks.complain(field, Message::Required);
    } else {
        check_items(checks, field, items);
    }
}

/// Complains about a status that no answer ends with.
pub(super) fn check_status(checks: &mut Checks, status: u16, least: u16) {
    if !(least..=599).contains(&status) {
        checks.complain("status", Message::NotBetween { least: least.into(), most: 599 });
    }
}

pub(super) fn check_set_header(checks: &mut Checks, set: &SetHeader) {
    check_header_name(checks, "name", &set.name);
    if !checks.has("name") && is_reserved_header(&set.name) {
        checks.complain("name", Message::HeaderNotAllowed { name: set.name.clone() });
    }
    if set.exists != Exists::Delete {
        check_header_value(checks, "value", &set.value);
    }
}

pub(super) fn check_set_query(checks: &mut Checks, set: &SetQueryParameter) {
    checks.text("name", &set.name, TEXT);
    checks.one_line("name", &set.name);
    checks.optional_text("value", &set.value, TEXT);
}

pub(super) fn check_rewrite(checks: &mut Checks, rewrite: &RewriteUri) {
    checks.text("template", &rewrite.template, TEXT);
    if !checks.has("template") {
        checks.take("template", UrlTemplate::parse(&rewrite.template));
    }
}

pub(super) fn check_backend(checks: &mut Checks, backend: &SetBackend) {
    check_address(checks, "url", &backend.url);
}

fn check_address(checks: &mut Checks, field: &str, url: &str) {
    checks.text(field, url, TEXT);
    if !checks.has(field) && !is_service_url(url) {
        checks.complain(field, Message::NotAServiceUrl);
    }
}

pub(super) fn check_ip_filter(checks: &mut Checks, filter: &IpFilter) {
    check_some(checks, "addresses", &filter.addresses);
    if let Some(wrong) = filter.addresses.iter().find(|text| !is_network(text)).filter(|_| !checks.has("addresses")) {
        checks.complain("addresses", Message::NotANetwork { network: wrong.clone() });
    }
}

pub(super) fn check_header(checks: &mut Checks, header: &CheckHeader) {
    check_asked_header(checks, "name", &header.name);
    check_items(checks, "values", &header.values);
    check_status(checks, header.status, 400);
    checks.text("message", &header.message, TEXT);
    checks.one_line("message", &header.message);
}

pub(super) fn check_jwt(checks: &mut Checks, jwt: &ValidateJwt) {
    // Some providers tell their configurations apart by a query.
    let (address, query) = jwt.keys.url().split_once('?').unwrap_or((jwt.keys.url(), ""));
    check_address(checks, "keys_url", address);
    if !query.chars().all(|letter| letter.is_ascii_graphic() && letter != '#') && !checks.has("keys_url") {
        checks.complain("keys_url", Message::NotAServiceUrl);
    }
    check_items(checks, "issuers", &jwt.issuers);
    check_items(checks, "audiences", &jwt.audiences);
    let names: Vec<String> = jwt.claims.iter().map(|claim| claim.name.clone()).collect();
    check_items(checks, "claims", &names);
    jwt.claims.iter().for_each(|claim| check_items(checks, "claims", &claim.values));
    // What stands between values in the form cannot stand in one.
    let is_unclear = |value: &String| value.is_empty() || value.contains(OR);
    if jwt.claims.iter().flat_map(|claim| &claim.values).any(is_unclear) && !checks.has("claims") {
        checks.complain("claims", Message::NotUnderstood);
    }
    // The form has a claim as `name=value`.
    if names.iter().any(|name| name.is_empty() || name.contains('=')) && !checks.has("claims") {
        checks.complain("claims", Message::NotUnderstood);
    }
    check_asked_header(checks, "header", &jwt.header);
    check_range(checks, "clock_skew", jwt.clock_skew, 0, SKEW_MOST);
}
