//! The addresses of backend credentials.

use super::admin_api;

/// The page of an API's backend credential, and where its form is sent.
#[must_use]
pub fn admin_credential(api: &str) -> String {
    format!("{}/credential", admin_api(api))
}

/// The page that asks before it is removed; also where the confirmation is sent.
#[must_use]
pub fn admin_delete_credential(api: &str) -> String {
    format!("{}/delete", admin_credential(api))
}
