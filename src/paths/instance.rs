//! The addresses of what concerns the instance as a whole: its audit log and its settings.

use super::encode;

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
