//! The data that the browser asks for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::model::User;
use crate::kernel::ApiError;

/// Who is signed in.
///
/// # Errors
/// Only those of the way: none of its own.
#[server(prefix = "/api/private", endpoint = "identity/current-user", input = GetUrl)]
pub async fn current_user() -> Result<Option<User>, ApiError> {
    Ok(super::server::Caller::current().signed_in().cloned())
}
