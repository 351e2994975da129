//! Signing in with an OpenID provider (OpenID Connect Core 1.0, authorization code flow with PKCE).
//!
//! Owns the tables `identities` and `provider_memberships`.

mod account;
mod begin;
mod callback;
mod claims;
pub(super) mod discovery;
mod failed;
pub(super) mod fetch;
mod flow;
mod id_token;
pub mod identities;
pub(super) mod keys;
pub(super) mod memberships;
mod store;
mod token;
mod user_info;
mod ways;

pub use begin::{Begun, begin};
pub use callback::{Back, come_back};
pub use failed::note as note_failure;
pub use ways::ways;

use crate::identity::provider::{ProviderProblem, ProviderStep};
use crate::kernel::ids::ProviderId;
use crate::paths;
use crate::platform::{AppError, AppState};

/// Why nobody is signed in.
#[derive(Debug)]
pub(super) enum Stop {
    /// Something of our own failed.
    Broken(AppError),
    /// The provider or what it says of the person does not do.
    Failed(ProviderStep, ProviderProblem),
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        Self::Broken(error)
    }
}

/// Makes a problem the end of `step`.
fn at(step: ProviderStep) -> impl Fn(ProviderProblem) -> Stop {
    move |problem| Stop::Failed(step, problem)
}

/// Where `provider` sends people back to.
pub(super) fn redirect_uri(state: &AppState, provider: &ProviderId) -> String {
    format!("{}{}", state.config.public_url.origin().ascii_serialization(), paths::sign_in_callback(provider))
}
