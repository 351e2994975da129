//! The security schemes of an operation, for whoever gets tokens for its calls.

use std::collections::BTreeSet;

use super::read::operation_for_call;
use crate::catalog::server::store;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::kernel::ids::OperationId;
use crate::openapi::model::SecurityScheme;
use crate::platform::{AppError, AppState};

/// A security scheme that an operation uses.
#[derive(Clone, Debug)]
pub struct UsedScheme {
    /// Where the operation's API is served; relative addresses of the scheme are relative to it.
    pub service_url: String,
    /// The scheme as the API's document has it.
    pub scheme: SecurityScheme,
    /// The scopes that a call of the operation needs.
    pub scopes: BTreeSet<String>,
}

/// The security scheme `name` as the operation `id`, which the caller may call, uses it.
///
/// # Errors
/// `NotFound` when there is no such operation, or it does not use such a scheme.
pub async fn scheme_for_call(
    state: &AppState,
    caller: &Caller,
    id: &OperationId,
    name: &str,
) -> Result<UsedScheme, AppError> {
    let (api, operation) = operation_for_call(state, caller, id).await?;
    let requirements = operation.input.documented.security.unwrap_or_default();
    let used: Vec<_> = requirements.into_iter().flatten().filter(|used| used.scheme == name).collect();
    let mut db = state.db.reader().acquire().await?;
    let revision = store::revisions::current(&mut *db, &api.id).await?.ok_or(ApiError::NotFound)?;
    let schemes = store::revisions::security_schemes(&mut *db, &revision).await?.unwrap_or_default();
    let schemes: Vec<SecurityScheme> = serde_json::from_str(&schemes).unwrap_or_default();
    let scheme = schemes.into_iter().find(|scheme| scheme.name == name && !used.is_empty());
    Ok(UsedScheme {
        service_url: api.input.service_url,
        scheme: scheme.ok_or(ApiError::NotFound)?,
        scopes: used.into_iter().flat_map(|used| used.scopes).collect(),
    })
}
