//! The data that the console asks for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::oauth::OAuthOptions;
use crate::kernel::ApiError;
use crate::kernel::ids::OperationId;

/// What there is to choose before a token for calls of an operation is asked for.
#[server(prefix = "/api/private", endpoint = "oauth-options", input = GetUrl)]
pub async fn get_oauth_options(
    /// The operation.
    operation: OperationId,
    /// The security scheme, by its name in the document.
    scheme: String,
) -> Result<OAuthOptions, ApiError> {
    use crate::console::server::oauth::options;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(options(&current()?, &Caller::current(), &operation, &scheme).await)
}
