//! The addresses of what concerns the instance as a whole: its accounts, its audit log and its settings.

use super::{ADMIN_USERS, encode, listing};
use crate::kernel::ids::UserId;

/// The audit log.
pub const ADMIN_AUDIT: &str = "/admin/audit";
/// The same as a file.
pub const ADMIN_AUDIT_CSV: &str = "/admin/audit.csv";

/// The audit log, narrowed by the fields of its form, from `older` on; what is empty is left out.
#[must_use]
pub fn admin_audit(filter: &[(&str, &str)], older: &str) -> String {
    narrowed(ADMIN_AUDIT, filter, older)
}

/// The same as a file, which has all of it.
#[must_use]
pub fn admin_audit_csv(filter: &[(&str, &str)]) -> String {
    narrowed(ADMIN_AUDIT_CSV, filter, "")
}

/// An entry of the audit log.
#[must_use]
pub fn admin_audit_entry(id: i64) -> String {
    format!("{ADMIN_AUDIT}/{id}")
}

fn narrowed(path: &str, filter: &[(&str, &str)], older: &str) -> String {
    let pairs = filter.iter().copied().chain([("older", older)]).filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// The form to invite somebody, and where it is sent.
pub const ADMIN_INVITE: &str = "/admin/users/invite";
/// The form of the instance's settings, and where it is sent.
pub const ADMIN_SETTINGS: &str = "/admin/settings";
/// Where the form with the image in the header is sent.
pub const ADMIN_LOGO: &str = "/admin/settings/logo";
/// The image in the header.
pub const SITE_LOGO: &str = "/site/logo";
/// The stylesheet of the chosen accent colour.
pub const SITE_THEME: &str = "/site/theme.css";
/// The terms of use.
pub const TERMS: &str = "/terms";

/// The image in the header with the hash `hash`.
#[must_use]
pub fn site_logo(hash: &str) -> String {
    format!("{SITE_LOGO}?v={}", encode(hash))
}

/// The stylesheet of the accent colour `accent`, such as `#0b6b6b`.
#[must_use]
pub fn site_theme(accent: &str) -> String {
    format!("{SITE_THEME}?v={}", encode(accent.trim_start_matches('#')))
}

/// The list of accounts, searched and paged.
#[must_use]
pub fn admin_users(query: &str, page: u32) -> String {
    listing(ADMIN_USERS, &[("q", query)], page)
}

/// The page of an account, and where its form is sent.
#[must_use]
pub fn admin_user(id: &UserId) -> String {
    format!("{ADMIN_USERS}/{}", encode(id.as_str()))
}
