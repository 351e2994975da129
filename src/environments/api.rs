//! The data that the pages of environments and the console ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::model::Environment;
use crate::kernel::ApiError;
use crate::kernel::wire::AsJson;

/// The caller's environments with their variables; private ones without their values.
#[server(prefix = "/api/private", endpoint = "environments", input = GetUrl, output = AsJson)]
pub async fn get_environments() -> Result<Vec<Environment>, ApiError> {
    use crate::environments::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::environments(&current()?, &Caller::current()).await)
}

/// An environment of the caller's; private variables without their values.
#[server(prefix = "/api/private", endpoint = "environment", input = GetUrl, output = AsJson)]
pub async fn get_environment(
    /// Its id.
    id: String,
) -> Result<Environment, ApiError> {
    use crate::environments::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::environment(&current()?, &Caller::current(), &id.into()).await)
}
