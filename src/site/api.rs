//! The data that the room's pages ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::settings::SettingsData;
use crate::kernel::ApiError;
use crate::kernel::wire::AsJson;

/// The instance's settings.
#[server(prefix = "/api/private", endpoint = "admin/settings", input = GetUrl, output = AsJson)]
pub async fn admin_get_settings() -> Result<SettingsData, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    use crate::site::server::settings;
    let permit = permit(Caller::current().administrator())?;
    answer(settings::data(&current()?, &permit).await)
}

/// The terms of use as HTML; `NotFound` when there are none.
#[server(prefix = "/api/private", endpoint = "terms", input = GetUrl, output = AsJson)]
pub async fn get_terms() -> Result<String, ApiError> {
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    use crate::site::server::settings;
    answer(settings::terms(&current()?).await)
}

/// What the home page begins with as HTML; empty when nothing was chosen.
#[server(prefix = "/api/private", endpoint = "home", input = GetUrl, output = AsJson)]
pub async fn get_home_text() -> Result<String, ApiError> {
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    use crate::site::server::settings;
    answer(settings::home(&current()?).await)
}
