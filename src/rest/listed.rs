//! The management API in the portal's own catalog, as an API like any other.

use sha2::{Digest as _, Sha256};

use super::document;
use crate::catalog::model::{ApiInput, Scheme, Visibility};
use crate::catalog::rules::slug_or;
use crate::catalog::server::service::{self, OwnApi};
use crate::identity::server::Administrator;
use crate::openapi::server::{ImportError, Options, Progress, import};
use crate::platform::rng::hex;
use crate::platform::{AppError, AppState};

/// What the catalog calls it.
const NAME: &str = "Portal management API";

/// Lists the management API in the catalog, for whoever has signed in, and gives it a new revision where this version or
/// this address of the portal has another document. What administrators made of it stays: also that they withdrew or deleted
/// it.
///
/// # Errors
/// When the catalog refuses it or the database fails. The next start tries it again.
pub async fn list_in_catalog(state: &AppState) -> Result<(), ImportError> {
    let permit = Administrator::system();
    let address = state.config.public_url.as_str().trim_end_matches('/');
    let document = serde_json::to_vec(&document(address)).map_err(|error| AppError::Unexpected(error.to_string()))?;
    let hash = hex(&Sha256::digest(&document));
    let own = match service::own_api(state, &permit).await? {
        Some(own) => own,
        None => service::create_own_api(state, &permit, input(address)).await?,
    };
    let OwnApi { id, api: Some(api), document_hash, address: before } = own else { return Ok(()) };
    if document_hash == hash {
        return Ok(());
    }
    let slug = api.input.slug;
    let options = Options { update: Some(slug.clone()), name: None, suffix: None, published: false, dry_run: false };
    import(state, &permit, document, options, &Progress::default()).await?;
    let api = service::admin_api_by_slug(state, &permit, &slug).await?;
    let has_moved = api.input.service_url == before;
    let input = ApiInput {
        published: api.input.published || document_hash.is_empty(),
        service_url: if has_moved { address.to_owned() } else { api.input.service_url.clone() },
        ..api.input.clone()
    };
    if input != api.input {
        service::update_api(state, &permit, &api.id, api.revision, input).await?;
    }
    service::save_own_api(state, &permit, &id, &hash, address).await?;
    tracing::info!(api = slug, "the management API is in the catalog as {slug}");
    Ok(())
}

/// The API before it has its operations, which nobody sees yet.
fn input(address: &str) -> ApiInput {
    ApiInput {
        name: NAME.to_owned(),
        slug: slug_or(NAME, "api"),
        suffix: slug_or(NAME, "api"),
        service_url: address.to_owned(),
        scheme: if address.starts_with("http:") { Scheme::Both } else { Scheme::Https },
        published: false,
        visibility: Visibility { guests: false, developers: true, groups: Vec::new() },
        ..ApiInput::default()
    }
}
