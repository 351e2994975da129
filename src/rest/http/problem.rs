//! What goes wrong, as `application/problem+json` (RFC 9457).

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::i18n::Locale;
use crate::identity::token::Scope;
use crate::kernel::{ApiError, FieldError};
use crate::paths;
use crate::platform::AppError;
use crate::ui::message::sentence;

/// The media type.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not carried out.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    detail: String,
    errors: Vec<FieldProblem>,
    challenge: Option<Challenge>,
    retry_after: Option<u64>,
}

/// What a client that lacks something is told (RFC 6750 section 3).
#[derive(Clone, Copy, Debug)]
enum Challenge {
    Missing,
    Invalid,
    Scope(Scope),
}

/// A problem as it is sent.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Always `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    #[schema(format = "uri-reference", example = "about:blank")]
    kind: &'static str,
    /// The status in words.
    #[schema(example = "Unprocessable Content")]
    title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, example = 422)]
    status: u16,
    /// What happened and what to do, for people.
    detail: String,
    /// What is wrong with single fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<FieldProblem>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field's name, such as `service_url` or `parameters.2.name`, or that of a parameter.
    #[schema(example = "service_url")]
    field: String,
    /// What was expected, for people.
    message: String,
}

impl Problem {
    /// A problem with this status.
    #[must_use]
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), errors: Vec::new(), challenge: None, retry_after: None }
    }

    /// A request that cannot be understood.
    #[must_use]
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// The same, because of one parameter or header.
    #[must_use]
    pub fn parameter(name: &str, expected: &str) -> Self {
        let problem = Self::malformed(format!("{name}: {expected}"));
        Self { errors: vec![FieldProblem { field: name.to_owned(), message: expected.to_owned() }], ..problem }
    }

    /// No token was shown.
    #[must_use]
    pub fn no_token() -> Self {
        let detail = "A token is expected: Authorization: Bearer lgt_…; people make them at /account/tokens.";
        Self { challenge: Some(Challenge::Missing), ..Self::new(StatusCode::UNAUTHORIZED, detail) }
    }

    /// A token was shown that does not work.
    #[must_use]
    pub fn wrong_token() -> Self {
        let detail =
            "The token does not work: it was mistyped or revoked, has expired, or its owner's account is suspended.";
        Self { challenge: Some(Challenge::Invalid), ..Self::new(StatusCode::UNAUTHORIZED, detail) }
    }

    /// The token does not allow this.
    #[must_use]
    pub fn scope(scope: Scope) -> Self {
        let detail = format!("A token with the scope {} is expected.", scope.as_str());
        Self { challenge: Some(Challenge::Scope(scope)), ..Self::new(StatusCode::FORBIDDEN, detail) }
    }
}

impl From<ApiError> for Problem {
    fn from(error: ApiError) -> Self {
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let detail = match &error {
            ApiError::NotFound => "There is no such thing here, or you may not see it.".to_owned(),
            ApiError::Invalid { .. } => "Some fields cannot be accepted.".to_owned(),
            ApiError::Unauthenticated => return Self::no_token(),
            ApiError::Forbidden => "The token's owner may not do this.".to_owned(),
            ApiError::Conflict => {
                "It was changed in the meantime, or its state does not allow this: read it again.".to_owned()
            }
            ApiError::RateLimited { retry_after_seconds } => {
                format!("Too many requests; the next one is accepted in {retry_after_seconds} seconds.")
            }
            ApiError::Malformed => "The request cannot be understood.".to_owned(),
            ApiError::TooLarge => "The request's body is larger than what is taken here.".to_owned(),
            ApiError::Unavailable | ApiError::Unreachable => {
                "This cannot be done right now; try again later.".to_owned()
            }
            ApiError::Internal { request_id } => {
                format!("Something went wrong on the server; its log has more under {request_id}.")
            }
        };
        let mut problem = Self::new(status, detail);
        match error {
            ApiError::Invalid { fields } => problem.errors = fields.iter().map(field_problem).collect(),
            ApiError::RateLimited { retry_after_seconds } => problem.retry_after = Some(retry_after_seconds),
            _ => {}
        }
        problem
    }
}

fn field_problem(FieldError { field, message }: &FieldError) -> FieldProblem {
    FieldProblem { field: field.clone(), message: sentence(Locale::default(), message) }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        error.into_api().into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = ProblemBody {
            kind: "about:blank",
            title: self.status.canonical_reason().unwrap_or_default().to_owned(),
            status: self.status.as_u16(),
            detail: self.detail,
            errors: self.errors,
        };
        let text = serde_json::to_vec(&body).unwrap_or_default();
        let mut response = (self.status, [(header::CONTENT_TYPE, MEDIA_TYPE)], text).into_response();
        let headers = response.headers_mut();
        let challenge = self.challenge.map(|challenge| match challenge {
            Challenge::Missing => "Bearer realm=\"Loggia\"".to_owned(),
            Challenge::Invalid => "Bearer realm=\"Loggia\", error=\"invalid_token\"".to_owned(),
            Challenge::Scope(scope) => {
                format!("Bearer realm=\"Loggia\", error=\"insufficient_scope\", scope=\"{}\"", scope.as_str())
            }
        });
        if let Some(challenge) = challenge.and_then(|text| HeaderValue::try_from(text).ok()) {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Makes problems of what the portal's own middleware and router refuse below `/api/v1`: unknown addresses, wrong methods,
/// bodies that are too large, requests that take too long, panics.
pub async fn present(request: Request, next: Next) -> Response {
    if !paths::is_rest(request.uri().path()) {
        return next.run(request).await;
    }
    let mut response = next.run(request).await;
    let status = response.status();
    let is_presented = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(MEDIA_TYPE.as_bytes()));
    if is_presented || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let problem = match (response.extensions_mut().remove::<ApiError>(), status) {
        (Some(error), _) => Problem::from(error),
        (None, StatusCode::METHOD_NOT_ALLOWED) => Problem::new(status, "The header Allow names what can be done here."),
        (None, StatusCode::NOT_FOUND) => ApiError::NotFound.into(),
        (None, StatusCode::BAD_REQUEST) => ApiError::Malformed.into(),
        (None, _) => Problem::new(status, "The request cannot be carried out."),
    };
    let allow = response.headers_mut().remove(header::ALLOW);
    let mut response = problem.into_response();
    if let Some(allow) = allow {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}
