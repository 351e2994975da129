//! What the form to sign in offers.

use super::failed::find;
use crate::identity::provider::SignInWays;
use crate::identity::server::Token;
use crate::identity::server::providers::store;
use crate::platform::{AppError, AppState};

/// The providers that are on, and why `browser` could not sign in, if that is remembered under the name `failed`.
///
/// # Errors
/// When the database fails.
pub async fn ways(state: &AppState, browser: Option<&Token>, failed: &str) -> Result<SignInWays, AppError> {
    let providers = store::list_ways(state.db.reader()).await?;
    Ok(SignInWays { providers, failure: find(state, browser, failed) })
}
