//! `POST /api/v1/tokens` and `DELETE /api/v1/tokens/{token}`

use axum::extract::{Path, Request, State};

use super::model::{MadeToken, TokenFields};
use crate::identity::server::tokens::service;
use crate::identity::token::{DAY, NewToken, Scope};
use crate::paths;
use crate::platform::AppState;
use crate::rest::http::{Access, Answer, created, gone, json, once};

/// Makes a token for the token's owner. It does not outlive the token that is shown.
#[utoipa::path(
    post, path = "/api/v1/tokens", operation_id = "createToken", tag = "Tokens", security(("token" = ["admin"])),
    request_body = TokenFields,
    responses((status = 201, description = "The token, this once with itself", body = MadeToken)),
)]
pub(in crate::rest) async fn create(State(state): State<AppState>, access: Access, request: Request) -> Answer {
    access.scope(Scope::Admin)?;
    once(&state, &access, request, async |head, body| {
        let fields: TokenFields = json::read(&head.headers, &body)?;
        let new = NewToken {
            name: fields.name,
            scope: fields.scope.into(),
            lifetime: fields.expires_in_days.map(|days| i64::from(days) * DAY),
            not_after: access.expires_at(),
        };
        let made = service::create(&state, access.caller(), new).await?;
        let address = paths::rest(&["tokens", made.token.id.as_str()]);
        Ok(created(&address, &MadeToken { token: made.token.into(), secret: made.secret.as_str().to_owned() }))
    })
    .await
}

/// Revokes a token of the token's owner: it does not work any more from the next request on.
#[utoipa::path(
    delete, path = "/api/v1/tokens/{token}", operation_id = "revokeToken", tag = "Tokens", security(("token" = ["admin"])),
    params(("token" = String, Path, description = "Its id")),
    responses((status = 204, description = "It is revoked")),
)]
pub(in crate::rest) async fn revoke(State(state): State<AppState>, access: Access, Path(id): Path<String>) -> Answer {
    access.scope(Scope::Admin)?;
    service::revoke(&state, access.caller(), &id.into()).await?;
    Ok(gone())
}
