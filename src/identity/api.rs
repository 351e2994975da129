//! The data that the pages of accounts, people and groups ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::account::{OwnSessions, Profile, SignUpOffer};
use super::model::{Account, AccountPage, Group, GroupDetails};
use super::token::OwnTokens;
use crate::kernel::ApiError;
use crate::kernel::wire::AsJson;

/// How many people a page has.
pub const PAGE_SIZE: u32 = 50;

/// Who may create an account; `NotFound` when nobody may by themselves.
#[server(prefix = "/api/private", endpoint = "sign-up", input = GetUrl, output = AsJson)]
pub async fn get_sign_up_offer() -> Result<SignUpOffer, ApiError> {
    use crate::identity::server::sign_up;
    use crate::platform::respond::permit;
    use crate::platform::state::current;
    permit(sign_up::offer(&current()?))
}

/// The caller's own account.
#[server(prefix = "/api/private", endpoint = "account", input = GetUrl, output = AsJson)]
pub async fn get_profile() -> Result<Profile, ApiError> {
    use crate::identity::server::{Caller, profile};
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(profile::profile(&current()?, &Caller::current()).await)
}

/// The browsers that the caller is signed in with.
#[server(prefix = "/api/private", endpoint = "account/sessions", input = GetUrl, output = AsJson)]
pub async fn get_sessions() -> Result<OwnSessions, ApiError> {
    use crate::identity::server::{Caller, cookie, sessions};
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    let state = current()?;
    let head = use_context::<axum::http::request::Parts>();
    let token = head.and_then(|head| cookie::token(&state.config, &head.headers));
    answer(sessions::list(&state, &Caller::current(), token.as_ref()).await)
}

/// The tokens of the caller's programs.
#[server(prefix = "/api/private", endpoint = "account/tokens", input = GetUrl, output = AsJson)]
pub async fn get_tokens() -> Result<OwnTokens, ApiError> {
    use crate::identity::server::{Caller, tokens};
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(tokens::service::list(&current()?, &Caller::current()).await)
}

/// All groups that administrators made.
#[server(prefix = "/api/private", endpoint = "admin/groups", input = GetUrl, output = AsJson)]
pub async fn admin_list_groups() -> Result<Vec<Group>, ApiError> {
    use crate::identity::server::Caller;
    use crate::identity::server::groups::service;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    answer(service::groups(&current()?, &permit).await)
}

/// A group with its people.
#[server(prefix = "/api/private", endpoint = "admin/group", input = GetUrl, output = AsJson)]
pub async fn admin_get_group(
    /// Its id.
    id: String,
    /// The page of its people, from 1.
    page: u32,
) -> Result<GroupDetails, ApiError> {
    use crate::identity::server::Caller;
    use crate::identity::server::groups::service;
    use crate::kernel::PageRequest;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    answer(service::group(&current()?, &permit, &id.into(), PageRequest::new(page, PAGE_SIZE)).await)
}

/// A page of the accounts.
#[server(prefix = "/api/private", endpoint = "admin/users", input = GetUrl, output = AsJson)]
pub async fn admin_list_users(
    /// What must occur in the e-mail addresses; empty for all.
    query: String,
    /// The page, from 1.
    page: u32,
) -> Result<AccountPage, ApiError> {
    use crate::identity::server::Caller;
    use crate::identity::server::people::service;
    use crate::kernel::PageRequest;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    answer(service::accounts(&current()?, &permit, &query, PageRequest::new(page, PAGE_SIZE)).await)
}

/// An account.
#[server(prefix = "/api/private", endpoint = "admin/user", input = GetUrl, output = AsJson)]
pub async fn admin_get_user(
    /// Its id.
    id: String,
) -> Result<Account, ApiError> {
    use crate::identity::server::Caller;
    use crate::identity::server::people::service;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    answer(service::account(&current()?, &permit, &id.into()).await)
}
