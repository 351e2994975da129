//! What an API's document says of it as a whole, for the API's page.

use crate::catalog::server::{about_api, service};
use crate::i18n::Locale;
use crate::identity::server::Caller;
use crate::platform::{AppError, AppState};

/// Terms, licence, contact and links to documentation elsewhere of an API that the caller may see, as HTML; empty when
/// its document has none.
///
/// # Errors
/// `NotFound` when there is no such API, or only a draft.
pub async fn about(state: &AppState, caller: &Caller, slug: &str, locale: Locale) -> Result<String, AppError> {
    let api = service::api_by_slug(state, caller, slug).await?.api;
    let documented = service::documented(state, &api.id).await?;
    Ok(about_api(locale, &serde_json::from_str(&documented).unwrap_or_default()))
}
