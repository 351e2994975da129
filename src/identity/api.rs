//! The data that the pages of accounts ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::account::{OwnSessions, Profile, SignUpOffer};
use crate::kernel::ApiError;

/// Who may create an account; `NotFound` when nobody may by themselves.
#[server(prefix = "/api/private", endpoint = "sign-up", input = GetUrl)]
pub async fn get_sign_up_offer() -> Result<SignUpOffer, ApiError> {
    use crate::identity::server::sign_up;
    use crate::platform::respond::permit;
    use crate::platform::state::current;
    permit(sign_up::offer(&current()?))
}

/// The caller's own account.
#[server(prefix = "/api/private", endpoint = "account", input = GetUrl)]
pub async fn get_profile() -> Result<Profile, ApiError> {
    use crate::identity::server::{Caller, profile};
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(profile::profile(&current()?, &Caller::current()).await)
}

/// The browsers that the caller is signed in with.
#[server(prefix = "/api/private", endpoint = "account/sessions", input = GetUrl)]
pub async fn get_sessions() -> Result<OwnSessions, ApiError> {
    use crate::identity::server::{Caller, cookie, sessions};
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    let state = current()?;
    let head = use_context::<axum::http::request::Parts>();
    let token = head.and_then(|head| cookie::token(&state.config, &head.headers));
    answer(sessions::list(&state, &Caller::current(), token.as_ref()).await)
}
