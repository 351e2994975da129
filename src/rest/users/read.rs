//! `GET /api/v1/users` and `GET /api/v1/users/{user}`

use axum::extract::{Path, State};

use super::model::User;
use crate::identity::server::people::service;
use crate::platform::AppState;
use crate::rest::http::{Access, Answer, Arguments, List, Position, ok, single};

/// The most characters of a text that is looked for.
const QUERY: usize = 254;

/// Lists people by their e-mail addresses.
#[utoipa::path(
    get, path = "/api/v1/users", operation_id = "listUsers", tag = "Users", security(("token" = ["admin"])),
    params(Position,
        ("q" = Option<String>, Query, description = "What must occur in their e-mail addresses", max_length = 254)),
    responses((status = 200, description = "A part of the list", body = List<User>)),
)]
pub(in crate::rest) async fn list(State(state): State<AppState>, access: Access, arguments: Arguments) -> Answer {
    let permit = access.admin()?;
    let page = Position::read(&arguments)?;
    let query = arguments.text("q", QUERY)?.unwrap_or_default();
    let accounts = service::accounts(&state, &permit, query, page).await?.accounts;
    Ok(ok(&List::of(accounts, User::from)))
}

/// Reads a person's account.
#[utoipa::path(
    get, path = "/api/v1/users/{user}", operation_id = "getUser", tag = "Users", security(("token" = ["admin"])),
    params(("user" = String, Path, description = "Their id")),
    responses((status = 200, description = "The account", body = User, headers(("ETag" = String, description = "Its tag, for If-Match")))),
)]
pub(in crate::rest) async fn get(State(state): State<AppState>, access: Access, Path(id): Path<String>) -> Answer {
    let permit = access.admin()?;
    Ok(single(&User::from(service::account(&state, &permit, &id.into()).await?)))
}
