//! Inviting somebody: an account that waits until they choose its password with the link that they are sent.

use serde_json::json;
use sqlx::SqliteConnection;

use super::caller::Administrator;
use super::groups::service::add_to_group;
use super::links::{self, Purpose};
use super::password;
use super::store::accounts::{self, NewAccount};
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::identity::account::{AccountState, check_name};
use crate::identity::model::Role;
use crate::identity::rules;
use crate::kernel::ids::{GroupId, UserId};
use crate::kernel::{ApiError, Checks, Message};
use crate::notifications::{self, Letter};
use crate::paths;
use crate::platform::{AppError, AppState};

const MINUTES_A_DAY: i64 = 24 * 60;

/// Whom to invite.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// The e-mail address.
    pub email: &'a str,
    /// What they are called; may be empty.
    pub name: &'a str,
    /// What they may do.
    pub role: Role,
    /// The groups that they are put into.
    pub groups: &'a [GroupId],
}

impl Default for Invitation<'_> {
    fn default() -> Self {
        Self { email: "", name: "", role: Role::Developer, groups: &[] }
    }
}

/// Makes an account for `email` and writes its owner how to choose a password. Where one waits already, it gets a new link
/// and keeps its role. It works whatever the mode of signing up is.
///
/// # Errors
/// [`ApiError::Invalid`] at `email` when it is none, or [`Message::Taken`] when it has an account that can be used or was
/// suspended.
pub async fn invite(state: &AppState, permit: &Administrator, email: &str, role: Role) -> Result<UserId, AppError> {
    invite_with(state, permit, &Invitation { email, role, ..Invitation::default() }).await
}

/// Makes an account as `invitation` says and writes its owner how to choose a password. Where one waits already, it gets a new
/// link and keeps its role. It works whatever the mode of signing up is.
///
/// # Errors
/// [`ApiError::Invalid`] at `email` when it is none, or [`Message::Taken`] when it has an account that can be used or was
/// suspended; at `name`; at `groups` when one of them is gone.
pub async fn invite_with(
    state: &AppState,
    permit: &Administrator,
    invitation: &Invitation<'_>,
) -> Result<UserId, AppError> {
    let Invitation { name, role, groups, .. } = *invitation;
    let mut checks = Checks::new();
    let email = checks.take("email", rules::email(invitation.email)).unwrap_or_default();
    let name = name.trim();
    check_name(name, &mut checks);
    checks.finish()?;
    // Nobody knows this password, so until another one is chosen nobody can sign in.
    let password_hash = password::hash(state, &state.rng.token()).await?;
    let folded = rules::fold_email(email);
    let mut db = state.db.write().await?;
    let mut first_role = None;
    let id = match accounts::find_account(&mut db, &folded).await? {
        Some(account) if account.state == AccountState::Unconfirmed => {
            // Whoever signed up with this address before has not shown that it is theirs.
            accounts::update_unconfirmed(&mut db, &account.id, name, &password_hash, state.clock.now()).await?;
            links::revoke(&mut db, &account.id, Purpose::Confirm).await?;
            account.id
        }
        Some(_) => return Err(ApiError::field("email", Message::Taken).into()),
        None => {
            let id = UserId::from(state.rng.id(&state.clock));
            let new = NewAccount {
                id: &id,
                email,
                email_folded: &folded,
                name,
                role,
                state: AccountState::Unconfirmed,
                password_hash: &password_hash,
            };
            accounts::insert_account(&mut db, &new, state.clock.now()).await?;
            first_role = Some(role.as_str());
            id
        }
    };
    for group in groups {
        add_to_group(&mut db, group, &id).await?;
    }
    write(state, &mut db, &id, email).await?;
    let groups: Vec<&str> = groups.iter().map(GroupId::as_str).collect();
    let invited = Entry::new(Action::UserInvite, id.as_str(), email)
        .created(&json!({ "name": name, "role": first_role, "groups": groups }));
    record(state, &mut db, permit.actor(), invited).await?;
    db.commit().await?;
    notifications::wake(state);
    tracing::info!(user = %id, role = role.as_str(), "user {id} was invited as {}", role.as_str());
    Ok(id)
}

/// Writes to `email`, whose account is `id`, how to choose its password.
pub(super) async fn write(
    state: &AppState,
    db: &mut SqliteConnection,
    id: &UserId,
    email: &str,
) -> Result<(), AppError> {
    let token = links::issue(state, db, id, Purpose::Invite).await?;
    let link = links::whole(state, &paths::new_password(token.as_str()));
    let days = Purpose::Invite.minutes() / MINUTES_A_DAY;
    notifications::enqueue(state, db, email, &Letter::Invitation { link: &link, days }).await
}
