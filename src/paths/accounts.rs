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

/// The form to sign in, with a note of what was just done: `confirmed` or `password`.
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
