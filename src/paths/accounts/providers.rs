//! The addresses of signing in with OpenID providers, and of looking after them.

use super::super::{SIGN_IN, encode};
use super::ACCOUNT;
use crate::kernel::ids::ProviderId;

/// Where the button to sign in with a provider is sent.
#[must_use]
pub fn sign_in_with(provider: &ProviderId) -> String {
    format!("{SIGN_IN}/with/{}", encode(provider.as_str()))
}

/// Where a provider sends people back to. It is registered there, together with the portal's own address.
#[must_use]
pub fn sign_in_callback(provider: &ProviderId) -> String {
    format!("{SIGN_IN}/callback/{}", encode(provider.as_str()))
}

/// The form to sign in, which says what went wrong under this name and leads on to `next`, if that is not empty.
#[must_use]
pub fn sign_in_failed(name: &str, next: &str) -> String {
    let next = if next.is_empty() { String::new() } else { format!("&next={}", encode(next)) };
    format!("{SIGN_IN}?failed={}{next}", encode(name))
}

/// Where the button is sent by which somebody parts from an account at a provider.
#[must_use]
pub fn unlink_identity(id: &str) -> String {
    format!("{ACCOUNT}/identities/{}/unlink", encode(id))
}

/// The list of providers.
pub const ADMIN_PROVIDERS: &str = "/admin/identity-providers";
/// The form for a new provider, and where it is sent.
pub const ADMIN_NEW_PROVIDER: &str = "/admin/identity-providers/new";

/// A provider's form, and where it is sent.
#[must_use]
pub fn admin_provider(id: &ProviderId) -> String {
    format!("{ADMIN_PROVIDERS}/{}", encode(id.as_str()))
}

/// The same with the findings that are remembered under this name.
#[must_use]
pub fn admin_provider_tested(id: &ProviderId, name: &str) -> String {
    format!("{}?tested={}", admin_provider(id), encode(name))
}

/// Where the button to test a provider is sent.
#[must_use]
pub fn admin_test_provider(id: &ProviderId) -> String {
    format!("{}/test", admin_provider(id))
}

/// Where the buttons to move a provider up and down are sent.
#[must_use]
pub fn admin_move_provider(id: &ProviderId) -> String {
    format!("{}/move", admin_provider(id))
}

/// The page that says what removing a provider loses; also where the confirmation is sent.
#[must_use]
pub fn admin_delete_provider(id: &ProviderId) -> String {
    format!("{}/delete", admin_provider(id))
}
