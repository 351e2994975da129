//! `GET`, `PUT` and `DELETE /api/v1/apis/{api}/backend-credential`

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use crate::credentials::model::{self, CredentialShown, KeyPlace, Way};
use crate::credentials::rules::tidy;
use crate::credentials::server::service::{self, NewCredential};
use crate::identity::server::Publisher;
use crate::kernel::{ApiError, Timestamp};
use crate::platform::{AppError, AppState};
use crate::rest::http::{Access, Answer, gone, json, moment, ok};

/// How a web service is shown its credential.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum CredentialKind {
    Bearer,
    Basic,
    ApiKey,
}

/// Where a key stands.
#[derive(Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum CredentialPlace {
    #[default]
    Header,
    Query,
}

/// What the gateway shows the API's web service, without the secret, which nobody sees again.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct BackendCredential {
    kind: CredentialKind,
    /// The user name of `basic`.
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<String>,
    /// What the header or query parameter of `api_key` is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Where the key of `api_key` stands.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    place: Option<CredentialPlace>,
    /// Scheme, host and port that it was given for; it goes nowhere else.
    origin: String,
    /// When it was given.
    #[serde(serialize_with = "moment::write")]
    #[schema(value_type = String, format = DateTime)]
    set_at: Timestamp,
}

/// A credential with its secret: `token` of `bearer`, `password` of `basic`, `value` of `api_key`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct BackendCredentialFields {
    kind: CredentialKind,
    /// The token of `bearer`: one word.
    #[serde(default)]
    #[schema(max_length = 8000, write_only)]
    token: String,
    /// The user name of `basic`.
    #[serde(default)]
    #[schema(max_length = 200)]
    username: String,
    /// The password of `basic`.
    #[serde(default)]
    #[schema(max_length = 8000, write_only)]
    password: String,
    /// What the header or query parameter of `api_key` is called.
    #[serde(default)]
    #[schema(max_length = 200, example = "X-Api-Key")]
    name: String,
    /// The key of `api_key`.
    #[serde(default)]
    #[schema(max_length = 8000, write_only)]
    value: String,
    /// Where the key of `api_key` stands.
    #[serde(default, rename = "in")]
    place: CredentialPlace,
}

impl From<model::BackendCredential> for BackendCredential {
    fn from(it: model::BackendCredential) -> Self {
        let (kind, username, name, place) = match it.way {
            Way::Bearer => (CredentialKind::Bearer, None, None, None),
            Way::Basic { username } => (CredentialKind::Basic, Some(username), None, None),
            Way::ApiKey { name, place: KeyPlace::Header } => {
                (CredentialKind::ApiKey, None, Some(name), Some(CredentialPlace::Header))
            }
            Way::ApiKey { name, place: KeyPlace::Query } => {
                (CredentialKind::ApiKey, None, Some(name), Some(CredentialPlace::Query))
            }
        };
        Self { kind, username, name, place, origin: it.origin, set_at: it.set_at }
    }
}

impl BackendCredentialFields {
    /// What is given, and what the field of its secret is called here.
    fn read(self) -> (NewCredential, &'static str) {
        let (way, secret, field) = match self.kind {
            CredentialKind::Bearer => (Way::Bearer, self.token, "token"),
            CredentialKind::Basic => (Way::Basic { username: self.username }, self.password, "password"),
            CredentialKind::ApiKey => {
                let place = match self.place {
                    CredentialPlace::Header => KeyPlace::Header,
                    CredentialPlace::Query => KeyPlace::Query,
                };
                (Way::ApiKey { name: self.name, place }, self.value, "value")
            }
        };
        let secret = Zeroizing::new(secret);
        let (way, secret) = tidy(way, &secret);
        (NewCredential { way, secret: Zeroizing::new(secret.to_owned()) }, field)
    }
}

/// Reads what is known of an API's backend credential: all but the secret.
#[utoipa::path(
    get, path = "/api/v1/apis/{api}/backend-credential", operation_id = "getBackendCredential", tag = "APIs",
    security(("token" = ["write"])),
    params(("api" = String, Path, description = "Its slug")),
    responses((status = 200, description = "The credential, without its secret", body = BackendCredential)),
)]
pub(in crate::rest) async fn read(State(state): State<AppState>, access: Access, Path(api): Path<String>) -> Answer {
    shown(&state, &access.write()?, &api).await
}

/// Gives an API a backend credential, in place of the one before.
///
/// The gateway shows it the web service that the API has now, from the next call on; what callers send under the same name
/// does not arrive there.
#[utoipa::path(
    put, path = "/api/v1/apis/{api}/backend-credential", operation_id = "setBackendCredential", tag = "APIs",
    security(("token" = ["write"])),
    params(("api" = String, Path, description = "Its slug")),
    request_body = BackendCredentialFields,
    responses((status = 200, description = "The credential, without its secret", body = BackendCredential)),
)]
pub(in crate::rest) async fn set(
    State(state): State<AppState>,
    access: Access,
    Path(api): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let permit = access.write()?;
    let fields: BackendCredentialFields = json::read(&headers, &body)?;
    let (new, secret) = fields.read();
    service::set(&state, &permit, &api, new).await.map_err(|error| renamed(error, secret))?;
    shown(&state, &permit, &api).await
}

/// Removes an API's backend credential: from the next call on its web service is shown what callers send.
#[utoipa::path(
    delete, path = "/api/v1/apis/{api}/backend-credential", operation_id = "removeBackendCredential", tag = "APIs",
    security(("token" = ["write"])),
    params(("api" = String, Path, description = "Its slug")),
    responses((status = 204, description = "It is gone")),
)]
pub(in crate::rest) async fn remove(State(state): State<AppState>, access: Access, Path(api): Path<String>) -> Answer {
    service::remove(&state, &access.write()?, &api).await?;
    Ok(gone())
}

async fn shown(state: &AppState, permit: &Publisher, api: &str) -> Answer {
    let CredentialShown { credential, .. } = service::credential(state, permit, api).await?;
    Ok(ok(&BackendCredential::from(credential.ok_or(ApiError::NotFound)?)))
}

/// The same with the secret's field as it is called here.
fn renamed(error: AppError, secret: &str) -> ApiError {
    match error.into_api() {
        ApiError::Invalid { mut fields } => {
            for error in fields.iter_mut().filter(|error| error.field == "secret") {
                secret.clone_into(&mut error.field);
            }
            ApiError::Invalid { fields }
        }
        error => error,
    }
}
