//! The data that the pages of second factors ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::identity::factors::{AppSetup, FactorCounts, Security, StepOffer};
use crate::kernel::ApiError;
use crate::kernel::wire::AsJson;

/// What the caller signs in with.
#[server(prefix = "/api/private", endpoint = "account/security", input = GetUrl, output = AsJson)]
pub async fn get_security() -> Result<Security, ApiError> {
    use crate::identity::server::factors::{Owner, overview};
    use crate::identity::server::{Caller, cookie};
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    use std::net::{IpAddr, Ipv4Addr};
    let state = current()?;
    let head = use_context::<axum::http::request::Parts>();
    let token = head.and_then(|head| cookie::token(&state.config, &head.headers));
    let caller = Caller::current();
    // Nothing is tried here, so nobody's attempts are counted.
    let peer = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
    answer(overview::security(&state, Owner { caller: &caller, peer, session: token.as_ref() }).await)
}

/// The app that the caller is setting up; `NotFound` when there is none.
#[server(prefix = "/api/private", endpoint = "account/security/app", input = GetUrl, output = AsJson)]
pub async fn get_app_setup() -> Result<AppSetup, ApiError> {
    use crate::identity::server::Caller;
    use crate::identity::server::factors::setup;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(setup::shown(&current()?, &Caller::current()).await)
}

/// What whoever has just given the right password is asked for; `Unauthenticated` for everybody else.
#[server(prefix = "/api/private", endpoint = "sign-in/code", input = GetUrl, output = AsJson)]
pub async fn get_step() -> Result<StepOffer, ApiError> {
    use crate::identity::server::cookie;
    use crate::identity::server::factors::step;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    let state = current()?;
    let head = use_context::<axum::http::request::Parts>();
    let token = head.and_then(|head| cookie::step(&state.config, &head.headers));
    answer(step::offer(&state, token.as_ref()).await)
}

/// What somebody has besides the password.
#[server(prefix = "/api/private", endpoint = "admin/user/factors", input = GetUrl, output = AsJson)]
pub async fn admin_get_factors(
    /// The account's id.
    id: String,
) -> Result<FactorCounts, ApiError> {
    use crate::identity::server::Caller;
    use crate::identity::server::factors::overview;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    answer(overview::counts(&current()?, &permit, &id.into()).await)
}
