//! The data that pages ask for: how an import goes, and what a document says.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::import::ImportState;
use crate::i18n::Locale;
use crate::kernel::ApiError;

/// How far the import `id` is.
#[server(prefix = "/api/private", endpoint = "admin/import", input = GetUrl)]
pub async fn admin_import_state(
    /// The import's id.
    id: String,
) -> Result<ImportState, ApiError> {
    use crate::identity::server::Caller;
    use crate::openapi::server::Job;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    answer(Job::find(&current()?, &permit, &id).map(|job| job.now()).map_err(Into::into))
}

/// What the document of an API that the caller may see says of it as a whole, as HTML.
#[server(prefix = "/api/private", endpoint = "api/about", input = GetUrl)]
pub async fn get_about_api(
    /// The API's slug.
    slug: String,
    /// The language.
    locale: Locale,
) -> Result<String, ApiError> {
    use crate::identity::server::Caller;
    use crate::openapi::server::about;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(about(&current()?, &Caller::current(), &slug, locale).await)
}
