//! What versions of an API may be called, and how calls may name them.

use super::NAME;
use super::api::is_suffix;
use crate::catalog::model::{NewVersion, VersionScheme};
use crate::kernel::http::is_header_name;
use crate::kernel::{Checks, FieldError, Message};

/// The version without stray white space, and without a parameter where its scheme has none.
#[must_use]
pub fn tidy_version(new: NewVersion) -> NewVersion {
    let parameter = if new.scheme.has_parameter() { new.parameter.trim() } else { "" };
    NewVersion { version: new.version.trim().to_owned(), scheme: new.scheme, parameter: parameter.to_owned() }
}

/// What is wrong with a tidied new version, by the field names of its form.
#[must_use]
pub fn check_new_version(new: &NewVersion) -> Vec<FieldError> {
    let mut checks = Checks::new();
    checks.text("version", &new.version, NAME);
    check_version(&mut checks, &new.version, new.scheme, &new.parameter);
    checks.into_fields()
}

/// Complains about a label that calls cannot carry, and about a header or query parameter that cannot carry it.
pub(super) fn check_version(checks: &mut Checks, version: &str, scheme: VersionScheme, parameter: &str) {
    let is_named = scheme != VersionScheme::None && !version.is_empty();
    if is_named && !checks.has("version") && (version.contains('/') || !is_suffix(version)) {
        checks.complain("version", Message::NotASuffix);
    }
    if scheme.has_parameter() {
        checks.text("version_parameter", parameter, NAME);
        let complaint = match scheme {
            // See `can_carry_keys`.
            VersionScheme::Header if !is_header_name(parameter) || parameter.contains('_') => {
                Some(Message::NotAHeaderName)
            }
            VersionScheme::Query if parameter.contains('/') || !is_suffix(parameter) => Some(Message::NotASuffix),
            _ => None,
        };
        if let Some(message) = complaint.filter(|_| !checks.has("version_parameter")) {
            checks.complain("version_parameter", message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_must_be_one_that_calls_can_name() {
        for (version, scheme, parameter, fields) in [
            ("v2", VersionScheme::Path, "", &[][..]),
            (" v2 ", VersionScheme::Path, " ignored ", &[]),
            ("2026-11-21", VersionScheme::Query, "api-version", &[]),
            ("v2", VersionScheme::Header, "Api-Version", &[]),
            ("", VersionScheme::Path, "", &["version"]),
            ("a/b", VersionScheme::Path, "", &["version"]),
            ("..", VersionScheme::Path, "", &["version"]),
            ("v 2", VersionScheme::Header, "Api-Version", &["version"]),
            ("v2", VersionScheme::Header, "", &["version_parameter"]),
            ("v2", VersionScheme::Header, "Api Version", &["version_parameter"]),
            ("v2", VersionScheme::Header, "Api_Version", &["version_parameter"]),
            ("v2", VersionScheme::Query, "a&b", &["version_parameter"]),
            ("v2", VersionScheme::Query, "a=b", &["version_parameter"]),
        ] {
            let new = NewVersion { version: version.to_owned(), scheme, parameter: parameter.to_owned() };
            let complaints = check_new_version(&tidy_version(new));
            let named: Vec<_> = complaints.iter().map(|error| error.field.as_str()).collect();
            assert_eq!(named, fields, "{version} {scheme:?} {parameter}");
        }
    }
}
