//! The data that the log's pages ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::model::{AuditDetails, AuditFilter, AuditPage};
use crate::kernel::ApiError;
use crate::kernel::wire::AsJson;

/// A part of the log, newest first.
#[server(prefix = "/api/private", endpoint = "admin/audit", input = GetUrl, output = AsJson)]
pub async fn admin_list_audit(
    /// What it is narrowed to.
    filter: AuditFilter,
    /// Where it begins; empty for the newest entry.
    older: String,
) -> Result<AuditPage, ApiError> {
    use crate::audit::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().audit_reader())?;
    answer(service::list(&current()?, &permit, &filter, &older, service::PAGE).await)
}

/// An entry of the log.
#[server(prefix = "/api/private", endpoint = "admin/audit-entry", input = GetUrl, output = AsJson)]
pub async fn admin_get_audit_entry(
    /// Its number.
    id: String,
) -> Result<AuditDetails, ApiError> {
    use crate::audit::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let caller = permit(Caller::current().audit_reader())?;
    let id = permit(id.parse().map_err(|_| ApiError::NotFound))?;
    answer(service::details(&current()?, &caller, id).await)
}
