//! `GET /api/v1/tokens` and `GET /api/v1/tokens/{token}`

use axum::extract::{Path, State};

use super::model::Token;
use crate::identity::server::tokens::service;
use crate::platform::AppState;
use crate::rest::http::{Access, Answer, Arguments, List, Position, ok, single};

/// Lists the tokens of the token's owner, the newest first.
#[utoipa::path(
    get, path = "/api/v1/tokens", operation_id = "listTokens", tag = "Tokens", security(("token" = ["read"])),
    params(Position),
    responses((status = 200, description = "A part of the list", body = List<Token>)),
)]
pub(in crate::rest) async fn list(State(state): State<AppState>, access: Access, arguments: Arguments) -> Answer {
    let page = Position::read(&arguments)?;
    let tokens = service::list(&state, access.caller()).await?.tokens;
    Ok(ok(&List::cut(tokens.into_iter().map(Token::from).collect(), page)))
}

/// Reads a token's description.
#[utoipa::path(
    get, path = "/api/v1/tokens/{token}", operation_id = "getToken", tag = "Tokens", security(("token" = ["read"])),
    params(("token" = String, Path, description = "Its id")),
    responses((status = 200, description = "The token, without itself", body = Token)),
)]
pub(in crate::rest) async fn get(State(state): State<AppState>, access: Access, Path(id): Path<String>) -> Answer {
    Ok(single(&Token::from(service::find(&state, access.caller(), &id.into()).await?)))
}
