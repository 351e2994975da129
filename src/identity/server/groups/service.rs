//! Making groups and putting people into them.

use serde::Serialize;
use sqlx::SqliteConnection;

use super::store;
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::identity::model::{Group, GroupDetails};
use crate::identity::rules;
use crate::identity::server::{Administrator, Publisher, store as accounts};
use crate::kernel::ids::{GroupId, UserId};
use crate::kernel::{ApiError, Checks, Message, Page, PageRequest};
use crate::platform::{AppError, AppState};

/// What the form of a group says.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GroupInput {
    /// What it is called.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
}

/// All groups, by their names.
///
/// # Errors
/// When the database fails.
pub async fn groups(state: &AppState, _: &Administrator) -> Result<Vec<Group>, AppError> {
    store::list(state.db.reader()).await
}

/// The ids and names of all groups, by their names: what a publisher chooses from, who need not know who is in them.
///
/// # Errors
/// When the database fails.
pub async fn names(state: &AppState, _: &Publisher) -> Result<Vec<(GroupId, String)>, AppError> {
    let groups = store::list(state.db.reader()).await?;
    Ok(groups.into_iter().map(|group| (group.id, group.name)).collect())
}

/// A group with a page of its people.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn group(
    state: &AppState,
    _: &Administrator,
    id: &GroupId,
    page: PageRequest,
) -> Result<GroupDetails, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let group = store::find(&mut *db, id).await?.ok_or(ApiError::NotFound)?;
    let items = store::list_members(&mut *db, id, page).await?;
    Ok(GroupDetails { people: Page { items, total: group.members, request: page }, group })
}

/// Makes a group without people.
///
/// # Errors
/// `Invalid` at `name` and `description`.
pub async fn create_group(state: &AppState, permit: &Administrator, input: GroupInput) -> Result<GroupId, AppError> {
    let input = accept(input)?;
    let id = GroupId::from(state.rng.id(&state.clock));
    let mut transaction = state.db.write().await?;
    if store::count(&mut *transaction).await? >= rules::GROUPS {
        let most = usize::try_from(rules::GROUPS).unwrap_or_default();
        return Err(ApiError::field("name", Message::Full { most }).into());
    }
    let folded = rules::fold_group(&input.name);
    let row = (input.name.as_str(), folded.as_str(), input.description.as_str());
    if !store::insert(&mut *transaction, &id, row, state.clock.now()).await? {
        return Err(ApiError::field("name", Message::Taken).into());
    }
    let made = Entry::new(Action::GroupCreate, id.as_str(), input.name.as_str()).created(&input);
    record(state, &mut transaction, permit.actor(), made).await?;
    transaction.commit().await?;
    tracing::info!(group = %id, "group {id} made");
    Ok(id)
}

/// Saves what a group is called and for.
///
/// # Errors
/// `NotFound` when it is gone; `Invalid` at `name` and `description`.
pub async fn update_group(
    state: &AppState,
    permit: &Administrator,
    id: &GroupId,
    input: GroupInput,
) -> Result<(), AppError> {
    update_group_if(state, permit, id, input, |_| true).await
}

/// Saves what a group is called and for, if it still is as somebody has seen it.
///
/// # Errors
/// As [`update_group`]; `Conflict` when it is not.
pub async fn update_group_if(
    state: &AppState,
    permit: &Administrator,
    id: &GroupId,
    input: GroupInput,
    is_as_seen: impl FnOnce(&Group) -> bool + Send,
) -> Result<(), AppError> {
    let input = accept(input)?;
    let mut transaction = state.db.write().await?;
    let folded = rules::fold_group(&input.name);
    let row = (input.name.as_str(), folded.as_str(), input.description.as_str());
    let before = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    if !is_as_seen(&before) {
        return Err(ApiError::Conflict.into());
    }
    match store::update(&mut transaction, id, row, state.clock.now()).await? {
        None => return Err(ApiError::field("name", Message::Taken).into()),
        Some(false) => return Err(ApiError::NotFound.into()),
        Some(true) => {}
    }
    let before = GroupInput { name: before.name, description: before.description };
    let changes = Entry::new(Action::GroupUpdate, id.as_str(), input.name.as_str()).changed(&before, &input);
    record(state, &mut transaction, permit.actor(), changes).await?;
    Ok(transaction.commit().await?)
}

/// Removes a group. Its people stay; what only they could see is seen by administrators alone.
///
/// # Errors
/// `NotFound` when it is gone already.
pub async fn delete_group(state: &AppState, permit: &Administrator, id: &GroupId) -> Result<(), AppError> {
    delete_group_if(state, permit, id, |_| true).await
}

/// Removes a group, if it still is as somebody has seen it.
///
/// # Errors
/// As [`delete_group`]; `Conflict` when it is not.
pub async fn delete_group_if(
    state: &AppState,
    permit: &Administrator,
    id: &GroupId,
    is_as_seen: impl FnOnce(&Group) -> bool + Send,
) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let group = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    if !is_as_seen(&group) {
        return Err(ApiError::Conflict.into());
    }
    if !store::delete(&mut *transaction, id).await? {
        return Err(ApiError::NotFound.into());
    }
    let removed = Entry::new(Action::GroupDelete, id.as_str(), group.name.as_str()).removed(&group);
    record(state, &mut transaction, permit.actor(), removed).await?;
    transaction.commit().await?;
    tracing::info!(group = %id, "group {id} removed");
    Ok(())
}

/// Puts the person with this e-mail address into a group. It holds from their next request on.
///
/// # Errors
/// `NotFound` when the group is gone; `Invalid` at `email` when nobody has it.
pub async fn add_member(state: &AppState, permit: &Administrator, id: &GroupId, email: &str) -> Result<(), AppError> {
    let email = rules::email(email).map_err(|message| ApiError::field("email", message))?;
    let mut transaction = state.db.write().await?;
    let group = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    let user = accounts::find_by_email(&mut *transaction, &rules::fold_email(email)).await?;
    let user = user.ok_or_else(|| ApiError::field("email", Message::NoSuchAccount))?;
    if !store::insert_member(&mut *transaction, id, &user.id).await? {
        return Ok(());
    }
    let added = Entry::new(Action::GroupAddMember, id.as_str(), group.name).with("member", user.email.as_str());
    record(state, &mut transaction, permit.actor(), added).await?;
    transaction.commit().await?;
    tracing::info!(group = %id, user = %user.id, "user {} put into group {id}", user.id);
    Ok(())
}

/// Puts `user` into a group inside the transaction that makes their account.
///
/// # Errors
/// `Invalid` at `groups` when the group is gone.
pub(in crate::identity::server) async fn add_to_group(
    db: &mut SqliteConnection,
    id: &GroupId,
    user: &UserId,
) -> Result<(), AppError> {
    if store::find(&mut *db, id).await?.is_none() {
        return Err(ApiError::field("groups", Message::NotUnderstood).into());
    }
    store::insert_member(db, id, user).await?;
    Ok(())
}

/// Takes somebody out of a group. It holds from their next request on.
///
/// # Errors
/// `NotFound` when they are not in it.
pub async fn remove_member(
    state: &AppState,
    permit: &Administrator,
    id: &GroupId,
    user: &UserId,
) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let group = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    let person = accounts::find_by_id(&mut *transaction, user).await?.ok_or(ApiError::NotFound)?;
    if !store::delete_member(&mut *transaction, id, user).await? {
        return Err(ApiError::NotFound.into());
    }
    let removed = Entry::new(Action::GroupRemoveMember, id.as_str(), group.name).without("member", person.email);
    record(state, &mut transaction, permit.actor(), removed).await?;
    transaction.commit().await?;
    tracing::info!(group = %id, %user, "user {user} taken out of group {id}");
    Ok(())
}

fn accept(input: GroupInput) -> Result<GroupInput, ApiError> {
    let input = GroupInput { name: input.name.trim().to_owned(), description: input.description.trim().to_owned() };
    let mut checks = Checks::new();
    checks.text("name", &input.name, rules::GROUP_NAME_MOST);
    checks.one_line("name", &input.name);
    if rules::is_built_in(&input.name) {
        checks.complain("name", Message::Taken);
    }
    checks.optional_text("description", &input.description, rules::GROUP_DESCRIPTION_MOST);
    checks.finish()?;
    Ok(input)
}
