//! The data that the pages of policies ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::model::{PoliciesShown, PolicyFormData};
use crate::kernel::ApiError;
use crate::kernel::wire::AsJson;

/// The policies of a scope, and what acts on its calls.
#[server(prefix = "/api/private", endpoint = "admin/policies", input = GetUrl, output = AsJson)]
pub async fn admin_get_policies(
    /// The product's id; empty for none.
    product: String,
    /// The API's slug; empty for none.
    api: String,
    /// The operation's slug; empty for none.
    operation: String,
) -> Result<PoliciesShown, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    use crate::policies::model::ScopeAddress;
    use crate::policies::server::service;
    let permit = permit(Caller::current().administrator())?;
    answer(service::policies(&current()?, &permit, &ScopeAddress { product, api, operation }).await)
}

/// What the form of a policy needs.
#[server(prefix = "/api/private", endpoint = "admin/policy", input = GetUrl, output = AsJson)]
pub async fn admin_get_policy(
    /// The product's id; empty for none.
    product: String,
    /// The API's slug; empty for none.
    api: String,
    /// The operation's slug; empty for none.
    operation: String,
    /// The policy's id; empty for a new one.
    policy: String,
) -> Result<PolicyFormData, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    use crate::policies::model::ScopeAddress;
    use crate::policies::server::service;
    let permit = permit(Caller::current().administrator())?;
    answer(service::form(&current()?, &permit, &ScopeAddress { product, api, operation }, &policy).await)
}
