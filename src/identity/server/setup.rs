//! The first administrator: made with a link that the program prints where there is none yet.

use std::net::IpAddr;

use url::Url;

use super::links::whole;
use super::password;
use super::session::Token;
use super::store::{self, accounts};
use crate::audit::model::Action;
use crate::audit::server::{Actor, Entry, record};
use crate::identity::account::{AccountState, check_name};
use crate::identity::model::Role;
use crate::identity::rules;
use crate::kernel::ids::UserId;
use crate::kernel::{ApiError, Checks, Message};
use crate::paths;
use crate::platform::{AppError, AppState};

/// For how many milliseconds the link is valid.
const LIFETIME: i64 = 60 * 60_000;

/// Who opened the link: where from, and by which name they call the portal.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The address.
    pub peer: IpAddr,
    /// The request's host, with a port where it has one.
    pub host: &'a str,
}

/// The form of the first administrator, as it was filled in.
pub struct FirstAdministrator {
    /// The e-mail address to sign in with.
    pub email: String,
    /// What they call themselves; may be empty.
    pub name: String,
    /// The password to sign in with.
    pub password: String,
}

/// Makes the link, if there is no administrator yet. Earlier ones stop working.
///
/// # Errors
/// When the database cannot be read.
pub async fn link(state: &AppState) -> Result<Option<String>, AppError> {
    if store::has_role(state.db.reader(), Role::Administrator).await? {
        return Ok(None);
    }
    let token = Token::new(&state.rng);
    state.setup.put(&token.hash(), String::new(), LIFETIME);
    Ok(Some(whole(state, &paths::setup(token.as_str()))))
}

/// Whether the link with `token` works.
///
/// # Errors
/// `NotFound` when there is an administrator, and for whoever is neither on this machine nor calls the portal by its public
/// name; `Invalid` with [`Message::LinkOver`] at `token` when the link was replaced or is older than an hour.
pub async fn check(state: &AppState, visit: Visit<'_>, token: &str) -> Result<(), AppError> {
    known(state, visit, token).await.map(|_| ())
}

/// Makes the first administrator with the link's `token`: once.
///
/// # Errors
/// As [`check`]; `Invalid` with what is wrong at `email`, `name` and `password`.
pub async fn set_up(
    state: &AppState,
    visit: Visit<'_>,
    token: &str,
    form: &FirstAdministrator,
) -> Result<UserId, AppError> {
    let token = known(state, visit, token).await?;
    let mut checks = Checks::new();
    let email = checks.take("email", rules::email(&form.email)).unwrap_or_default();
    let name = form.name.trim();
    check_name(name, &mut checks);
    checks.take("password", rules::new_password(&form.password));
    checks.finish()?;
    let password_hash = password::hash(state, &form.password).await?;
    let folded = rules::fold_email(email);
    let mut db = state.db.write().await?;
    // Asked where nobody else can write: of two who send the form at once, one is the first.
    if store::has_role(&mut *db, Role::Administrator).await? {
        return Err(ApiError::NotFound.into());
    }
    if accounts::find_account(&mut db, &folded).await?.is_some() {
        return Err(ApiError::field("email", Message::Taken).into());
    }
    let id = UserId::from(state.rng.id(&state.clock));
    let new = accounts::NewAccount {
        id: &id,
        email,
        email_folded: &folded,
        name,
        role: Role::Administrator,
        state: AccountState::Active,
        password_hash: &password_hash,
    };
    accounts::insert_account(&mut db, &new, state.clock.now()).await?;
    let made = Entry::new(Action::SettingsSetUp, id.as_str(), email).with("role", Role::Administrator.as_str());
    record(state, &mut db, &Actor::visitor(), made).await?;
    db.commit().await?;
    state.setup.forget(&token.hash());
    tracing::info!(user = %id, "user {id} is the first administrator");
    Ok(id)
}

async fn known(state: &AppState, visit: Visit<'_>, token: &str) -> Result<Token, AppError> {
    let is_here = visit.peer.to_canonical().is_loopback() || is_public(&state.config.public_url, visit.host);
    if !is_here || store::has_role(state.db.reader(), Role::Administrator).await? {
        return Err(ApiError::NotFound.into());
    }
    let token = Token::parse(token).filter(|token| state.setup.get(&token.hash()).is_some());
    Ok(token.ok_or_else(|| ApiError::field("token", Message::LinkOver))?)
}

/// Whether `host` is the one of `public_url`, with its port unless that is the usual one.
fn is_public(public_url: &Url, host: &str) -> bool {
    let Some(name) = public_url.host_str() else { return false };
    let whole = public_url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
    let usual = public_url.port_or_known_default().map(|port| format!("{name}:{port}"));
    host.eq_ignore_ascii_case(&whole) || usual.is_some_and(|usual| host.eq_ignore_ascii_case(&usual))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_name_is_the_whole_of_it() {
        for (url, host, is_fine) in [
            ("https://portal.example", "portal.example", true),
            ("https://portal.example", "Portal.Example:443", true),
            ("https://portal.example", "portal.example:80", false),
            ("https://portal.example", "portal.example.evil", false),
            ("http://localhost:3000", "localhost:3000", true),
            ("http://localhost:3000", "localhost", false),
            ("https://portal.example", "", false),
        ] {
            assert_eq!(is_public(&url.parse().unwrap(), host), is_fine, "{url} {host}");
        }
    }
}
