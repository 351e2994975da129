//! The data that the pages of accounts, people and groups ask for.

mod factors;

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::account::{OwnSessions, Profile, SignUpOffer};
use super::model::{Account, AccountPage, Group, GroupDetails};
use super::provider::{OwnIdentities, Provider, ProviderDetails, SignInWays};
use super::token::OwnTokens;
use crate::kernel::ApiError;
use crate::kernel::ids::GroupId;
use crate::kernel::wire::AsJson;
pub use factors::*;

/// How many people a page has.
pub const PAGE_SIZE: u32 = 50;

/// Who may create an account; `NotFound` when nobody may by themselves.
#[server(prefix = "/api/private", endpoint = "sign-up", input = GetUrl, output = AsJson)]
pub async fn get_sign_up_offer() -> Result<SignUpOffer, ApiError> {
    use crate::identity::server::sign_up;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(sign_up::offer(&current()?).await)
}

/// Whether the link with `token` makes the first administrator; `NotFound` where there is one, or for whoever has no
/// business there.
#[server(prefix = "/api/private", endpoint = "setup", input = GetUrl, output = AsJson)]
pub async fn get_setup(
    /// The link's token.
    token: String,
) -> Result<bool, ApiError> {
    use std::net::SocketAddr;

    use axum::extract::ConnectInfo;
    use axum::http::{header, request::Parts};

    use crate::identity::server::setup::{self, Visit};
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let head = permit(use_context::<Parts>().ok_or(ApiError::NotFound))?;
    let peer = head.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let peer = permit(peer.ok_or(ApiError::NotFound))?;
    let host = head.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    match setup::check(&current()?, Visit { peer, host }, &token).await.map_err(crate::platform::AppError::into_api) {
        Ok(()) => Ok(true),
        Err(ApiError::Invalid { .. }) => Ok(false),
        Err(error) => answer(Err(error.into())),
    }
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

/// What the groups are called that an API can be visible to.
#[server(prefix = "/api/private", endpoint = "admin/group-names", input = GetUrl, output = AsJson)]
pub async fn admin_list_group_names() -> Result<Vec<(GroupId, String)>, ApiError> {
    use crate::identity::server::Caller;
    use crate::identity::server::groups::service;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().publisher())?;
    answer(service::names(&current()?, &permit).await)
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

/// How people can sign in besides their password, and why this browser's last attempt came to nothing.
#[server(prefix = "/api/private", endpoint = "sign-in", input = GetUrl, output = AsJson)]
pub async fn get_sign_in_ways(
    /// The name under which that is remembered; empty for none.
    failed: String,
) -> Result<SignInWays, ApiError> {
    use crate::identity::server::{cookie, oidc};
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    let state = current()?;
    let head = use_context::<axum::http::request::Parts>();
    let browser = head.and_then(|head| cookie::browser(&state.config, &head.headers));
    answer(oidc::ways(&state, browser.as_ref(), &failed).await)
}

/// The caller's accounts at providers.
#[server(prefix = "/api/private", endpoint = "account/identities", input = GetUrl, output = AsJson)]
pub async fn get_identities() -> Result<OwnIdentities, ApiError> {
    use crate::identity::server::{Caller, oidc};
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(oidc::identities::list(&current()?, &Caller::current()).await)
}

/// All OpenID providers.
#[server(prefix = "/api/private", endpoint = "admin/providers", input = GetUrl, output = AsJson)]
pub async fn admin_list_providers() -> Result<Vec<Provider>, ApiError> {
    use crate::identity::server::Caller;
    use crate::identity::server::providers::service;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    answer(service::providers(&current()?, &permit).await)
}

/// An OpenID provider, and what a test of it found.
#[server(prefix = "/api/private", endpoint = "admin/provider", input = GetUrl, output = AsJson)]
pub async fn admin_get_provider(
    /// Its id.
    id: String,
    /// The name under which the findings are remembered; empty for none.
    tested: String,
) -> Result<ProviderDetails, ApiError> {
    use crate::identity::server::Caller;
    use crate::identity::server::providers::service;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    answer(service::provider(&current()?, &permit, &id.into(), &tested).await)
}

/// What the form of a new OpenID provider needs.
#[server(prefix = "/api/private", endpoint = "admin/provider/new", input = GetUrl, output = AsJson)]
pub async fn admin_new_provider(
    /// The id that the form had before; empty for a new one.
    id: String,
) -> Result<ProviderDetails, ApiError> {
    use crate::identity::server::Caller;
    use crate::identity::server::providers::service;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    answer(service::new_provider(&current()?, &permit, &id).await)
}
