//! The data that the import's pages ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::import::ImportState;
use crate::kernel::ApiError;
use crate::kernel::wire::AsJson;

/// How far the import `id` is.
#[server(prefix = "/api/private", endpoint = "admin/import", input = GetUrl, output = AsJson)]
pub async fn admin_import_state(
    /// The import's id.
    id: String,
) -> Result<ImportState, ApiError> {
    use crate::identity::server::Caller;
    use crate::openapi::server::Job;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().publisher())?;
    answer(Job::find(&current()?, &permit, &id).map(|job| job.now()).map_err(Into::into))
}
