//! What the console offers of the gateway.

use crate::catalog::model::GatewayAddress;
use crate::catalog::server::service::operation_for_call;
use crate::console::model::{GatewayOffer, OfferedSubscription};
use crate::gateway::server::Gateway;
use crate::identity::server::Caller;
use crate::kernel::ids::OperationId;
use crate::platform::{AppError, AppState};
use crate::products::server::service::usable_subscriptions;

/// With which of the caller's subscriptions the operation can be called, and where; `None` where no gateway runs.
///
/// # Errors
/// `NotFound` when the operation is none that `caller` may see.
pub async fn gateway_offer(
    state: &AppState,
    caller: &Caller,
    operation: &OperationId,
) -> Result<Option<GatewayOffer>, AppError> {
    let (api, _) = operation_for_call(state, caller, operation).await?;
    if Gateway::running(state).is_none() || !api.input.published {
        return Ok(None);
    }
    let subscriptions = usable_subscriptions(state, caller, &api.id).await?.into_iter().map(|subscription| {
        let (id, name, scope_name) = (subscription.id, subscription.name, subscription.scope_name);
        OfferedSubscription { id, name, scope_name }
    });
    let GatewayAddress { base_url, version } = GatewayAddress::of(&api.input, state.config.gateway.public_url.as_str());
    Ok(Some(GatewayOffer {
        base_url,
        version,
        key_header: api.input.key_header,
        subscriptions: subscriptions.collect(),
    }))
}
