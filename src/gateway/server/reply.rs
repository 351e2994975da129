//! What the gateway itself answers.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use bytes::Bytes;
use serde_json::json;

use super::limits::{TOLD, Throttled};
use super::policy::stop::Refusal;
use super::upstream::AnswerBody;
use super::usage::Record;
use crate::kernel::Failure;
use crate::kernel::failure::Stage;

/// The header with the id of the call, by which the log knows it.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// An answer of our own: a status, a sentence for whoever programs the client, and headers.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    message: Cow<'static, str>,
    headers: HeaderMap,
}

/// Why a backend gave no answer.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It has as many calls as it may have.
    Crowded,
    /// It failed so often that it gets no calls for so long.
    Ejected(Duration),
    /// The call's own body broke off.
    BrokenCall,
    /// It did not come.
    SlowCall,
    /// The call's body is longer than the operator allows.
    LongCall,
    /// It did not answer, or not as it should.
    Failed(Failure),
}

/// Makes ids of calls: of where they were answered, and a number.
#[derive(Debug)]
pub(super) struct Ids {
    prefix: u64,
    next: AtomicU64,
}

impl Ids {
    pub(super) fn new(random: [u8; 8]) -> Self {
        Self { prefix: u64::from_le_bytes(random), next: AtomicU64::new(1) }
    }

    fn next(&self) -> String {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        format!("{:016x}-{number:x}", self.prefix)
    }

    /// Puts a new one there; gives it back.
    pub(super) fn put(&self, headers: &mut HeaderMap) -> String {
        let id = self.next();
        if let Ok(id) = HeaderValue::try_from(id.as_str()) {
            headers.insert(REQUEST_ID, id);
        }
        id
    }
}

/// Gives what one of our errors says besides its words to the answer that a policy puts in its place, which may say it otherwise.
pub(super) fn hand_on(error: &HeaderMap, answer: &mut HeaderMap) {
    for name in [REQUEST_ID, header::RETRY_AFTER].into_iter().chain(TOLD) {
        if let (false, Some(value)) = (answer.contains_key(&name), error.get(&name)) {
            answer.insert(name, value.clone());
        }
    }
}

impl Reply {
    pub(super) fn new(status: StatusCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self { status, message: message.into(), headers: HeaderMap::new() }
    }

    pub(super) fn bad(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is no such operation here.")
    }

    pub(super) fn forbidden(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::FORBIDDEN, message)
    }

    /// 401; `header` and `query` are where a key is expected.
    pub(super) fn unauthorized(message: &'static str, header_name: &HeaderName, query: &str) -> Self {
        let mut reply = Self::new(
            StatusCode::UNAUTHORIZED,
            format!(
                "{message} Send your subscription's key in the header {header_name}, or in the query parameter {query}."
            ),
        );
        let challenge = format!("SubscriptionKey header=\"{header_name}\"");
        if let Ok(challenge) = HeaderValue::try_from(challenge) {
            reply.headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        reply
    }

    /// 405, with the verbs that there are.
    pub(super) fn wrong_verb(allowed: &[Method]) -> Self {
        let mut reply = Self::new(StatusCode::METHOD_NOT_ALLOWED, "There is no such operation here for this verb.");
        let allowed = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
        if let Ok(allowed) = HeaderValue::try_from(allowed) {
            reply.headers.insert(header::ALLOW, allowed);
        }
        reply
    }

    pub(super) fn throttled(throttled: Throttled) -> Self {
        let (told, what) = match throttled {
            Throttled::Rate(told) => (told, "Too many calls in a short time."),
            Throttled::Quota(told) => (told, "The subscription's quota is used up."),
        };
        let seconds = told.seconds();
        let mut reply = Self::new(StatusCode::TOO_MANY_REQUESTS, format!("{what} Try again in {seconds} seconds."));
        told.write(&mut reply.headers);
        reply.after(seconds)
    }

    fn after(mut self, seconds: u64) -> Self {
        self.headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        self
    }

    /// One of a policy's.
    pub(super) fn refused(Refusal { status, message, headers }: Refusal) -> Self {
        Self { status, message: message.into(), headers: headers.into_iter().collect() }
    }

    /// The response.
    pub(super) fn into_response(self, ids: &Ids, mut record: Record) -> Response<AnswerBody> {
        record.status = self.status.as_u16();
        let body = json!({ "statusCode": self.status.as_u16(), "message": self.message }).to_string();
        let mut response = Response::new(AnswerBody::own(Bytes::from(body), record));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let id = ids.put(headers);
        tracing::debug!(status = self.status.as_u16(), id, "answered by the gateway itself: {}", self.message);
        response
    }
}

impl From<Trouble> for Reply {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Crowded => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "The web service has more calls than it can take right now.")
                    .after(1)
            }
            Trouble::Ejected(pause) => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "The web service did not answer the last calls, so it gets none for a moment.",
            )
            .after(pause.as_secs() + 1),
            Trouble::SlowCall => Self::new(StatusCode::REQUEST_TIMEOUT, "The call's body did not come in time."),
            Trouble::BrokenCall => Self::bad("The call's body broke off."),
            Trouble::LongCall => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "The call's body is longer than the gateway passes on.")
            }
            Trouble::Failed(failure) => {
                let (status, message) = told(&failure);
                Self::new(status, message)
            }
        }
    }
}

/// What clients are told of a failure: the stage, and nothing of the backend's address.
fn told(failure: &Failure) -> (StatusCode, Cow<'static, str>) {
    let bad = StatusCode::BAD_GATEWAY;
    match failure {
        Failure::BadAddress => (bad, "The web service's address is none that can be called.".into()),
        Failure::NameNotResolved => (bad, "The web service's name is unknown.".into()),
        Failure::Blocked => (bad, "The gateway may not call the web service: the outbound policy blocks it.".into()),
        Failure::Refused => (bad, "The web service refused the connection.".into()),
        Failure::Unreachable => (bad, "The web service cannot be reached.".into()),
        Failure::Tls { reason } => {
            let mut message = String::from("No secure connection to the web service came about: ");
            let _ = write!(message, "{reason}.");
            (bad, message.into())
        }
        Failure::TimedOut { stage, .. } => {
            let stage = match stage {
                Stage::Name => "The web service's name was not found in time.",
                Stage::Connect => "No connection to the web service came about in time.",
                Stage::FirstByte | Stage::Body | Stage::Silence => "The web service did not answer in time.",
            };
            (StatusCode::GATEWAY_TIMEOUT, stage.into())
        }
        Failure::CutOff => (bad, "The web service closed the connection before it had answered.".into()),
        Failure::BadResponse => (bad, "The web service did not answer with valid HTTP.".into()),
    }
}
