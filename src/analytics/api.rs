//! The data that the pages of usage ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::model::{LimitUse, Usage};
use crate::kernel::ApiError;
use crate::kernel::ids::SubscriptionId;
use crate::kernel::wire::AsJson;

/// What the keys of a subscription were used for, for its owner and for administrators.
#[server(prefix = "/api/private", endpoint = "usage", input = GetUrl, output = AsJson)]
pub async fn get_usage(
    /// The subscription.
    subscription: SubscriptionId,
) -> Result<Usage, ApiError> {
    use crate::analytics::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::usage_of(&current()?, &Caller::current(), &subscription).await)
}

/// How far the limits of a subscription are used up, for its owner and for administrators; nothing where no gateway runs.
#[server(prefix = "/api/private", endpoint = "usage/limits", input = GetUrl, output = AsJson)]
pub async fn get_limits(
    /// The subscription.
    subscription: SubscriptionId,
) -> Result<Vec<LimitUse>, ApiError> {
    use crate::analytics::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::limits_of(&current()?, &Caller::current(), &subscription).await)
}
