//! The data that the pages of credentials ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::model::CredentialShown;
use crate::kernel::ApiError;
use crate::kernel::wire::AsJson;

/// What is known of an API's backend credential.
#[server(prefix = "/api/private", endpoint = "admin/credential", input = GetUrl, output = AsJson)]
pub async fn admin_get_credential(
    /// The API's slug.
    api: String,
    /// Whether it is not found where there is none.
    needed: bool,
) -> Result<CredentialShown, ApiError> {
    use crate::credentials::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().publisher())?;
    let shown = service::credential(&current()?, &permit, &api).await;
    let is_missing = needed && matches!(&shown, Ok(shown) if shown.credential.is_none());
    answer(if is_missing { Err(ApiError::NotFound.into()) } else { shown })
}
