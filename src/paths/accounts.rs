//! The addresses of accounts: signing up, passwords, the profile.

mod providers;

pub use providers::*;

use super::encode;

/// The form to create an account, and where it is sent.
pub const SIGN_UP: &str = "/sign-up";
/// The page that says to look for mail.
pub const MAIL_SENT: &str = "/mail-sent";
/// The page whose button confirms an e-mail address, and where it is sent.
pub const CONFIRM: &str = "/confirm";
/// Where the button to have that mail sent again is sent.
pub const CONFIRM_AGAIN: &str = "/confirm/again";
/// The form of the first administrator, and where it is sent.
pub const SETUP: &str = "/setup";
/// The form that asks for a new password, and where it is sent.
pub const RESET_PASSWORD: &str = "/reset-password";
/// The form to choose a new password with a link from a mail, and where it is sent.
pub const NEW_PASSWORD: &str = "/reset-password/new";

/// The page that a mail leads to, whose button confirms an e-mail address.
#[must_use]
pub fn confirm(token: &str) -> String {
    format!("{CONFIRM}?token={}", encode(token))
}

/// The form that a mail leads to, to choose a new password.
#[must_use]
pub fn new_password(token: &str) -> String {
    format!("{NEW_PASSWORD}?token={}", encode(token))
}

/// The form of the first administrator, with the link's token.
#[must_use]
pub fn setup(token: &str) -> String {
    format!("{SETUP}?token={}", encode(token))
}

/// The form to sign in, with a note of what was just done: `confirmed`, `password` or `set-up`.
#[must_use]
pub fn sign_in_after(done: &str) -> String {
    format!("{}?done={}", super::SIGN_IN, encode(done))
}

/// One's own account.
pub const ACCOUNT: &str = "/account";
/// Where its form with one's name is sent.
pub const ACCOUNT_NAME: &str = "/account/name";
/// Where its form with a new password is sent.
pub const ACCOUNT_PASSWORD: &str = "/account/password";
/// What the portal keeps of somebody, as JSON.
pub const ACCOUNT_DATA: &str = "/account/data.json";
/// The page that says what closing one's account loses; also where the confirmation is sent.
pub const CLOSE_ACCOUNT: &str = "/account/close";
/// The browsers that somebody is signed in with.
pub const SESSIONS: &str = "/account/sessions";
/// Where the button to sign out everywhere is sent.
pub const END_SESSIONS: &str = "/account/sessions/end";

/// Where somebody sees what they sign in with.
pub const SECURITY: &str = "/account/security";
/// The page on which an app for codes is set up; also where the button that begins it is sent.
pub const SECURITY_APP: &str = "/account/security/app";
/// Where the app's first code is sent.
pub const SECURITY_APP_CONFIRM: &str = "/account/security/app/confirm";
/// Where the form that switches it off is sent.
pub const SECURITY_APP_OFF: &str = "/account/security/app/off";
/// The page of recovery codes, and where the button that makes new ones is sent.
pub const SECURITY_CODES: &str = "/account/security/codes";
/// Where a new passkey is sent.
pub const PASSKEYS: &str = "/account/security/passkeys";
/// Where a browser learns what to ask its authenticator for.
pub const PASSKEY_OPTIONS: &str = "/account/security/passkeys/options";
/// The same for signing in.
pub const SIGN_IN_PASSKEY_OPTIONS: &str = "/sign-in/passkey/options";
/// Where the authenticator's answer is sent that signs somebody in.
pub const SIGN_IN_PASSKEY: &str = "/sign-in/passkey";
/// Where signing in asks for a second factor, and where a code is sent.
pub const SIGN_IN_CODE: &str = "/sign-in/code";

/// The page that asks for a second factor, to go on to `next` from there.
#[must_use]
pub fn sign_in_code(next: &str) -> String {
    if next.is_empty() { SIGN_IN_CODE.to_owned() } else { format!("{SIGN_IN_CODE}?next={}", encode(next)) }
}

/// What somebody signs in with, with a note of what was just done: `app-on`, `app-off`, `passkey-added`, `passkey-renamed`
/// or `passkey-removed`.
#[must_use]
pub fn security_after(done: &str) -> String {
    format!("{SECURITY}?done={}", encode(done))
}

/// Where the form that renames a passkey is sent.
#[must_use]
pub fn rename_passkey(id: &str) -> String {
    format!("{PASSKEYS}/{}/rename", encode(id))
}

/// Where the form that removes it is sent.
#[must_use]
pub fn remove_passkey(id: &str) -> String {
    format!("{PASSKEYS}/{}/remove", encode(id))
}

/// Where the button is sent by which an administrator takes somebody's second factors away.
#[must_use]
pub fn admin_reset_factors(id: &crate::kernel::ids::UserId) -> String {
    format!("{}/factors/reset", super::admin_user(id))
}

/// Where the button to end a session is sent.
#[must_use]
pub fn end_session(id: &str) -> String {
    format!("{SESSIONS}/{}/end", encode(id))
}

/// One's own account, with a note of what was just done: `name` or `password`.
#[must_use]
pub fn account_after(done: &str) -> String {
    format!("{ACCOUNT}?done={}", encode(done))
}
