//! A document from an address, through the outbound policy.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use futures_util::StreamExt as _;
use url::Url;

use super::read::MOST_BYTES;
use crate::kernel::Failure;
use crate::platform::AppState;
use crate::platform::outbound::{AnswerBody, Call};

/// How many redirects are followed. Each is a call of its own, which the policy checks again.
const REDIRECTS: usize = 5;
/// How long one call may take.
const TIMEOUT: Duration = Duration::from_secs(120);

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// It is no address that can be called.
    #[error("an http or https address was expected, such as https://example.com/openapi.json")]
    NotAnAddress,
    /// The call failed.
    #[error("the document could not be fetched: {0}")]
    Failed(Failure),
    /// Something else was answered.
    #[error("the server answered {0} instead of the document")]
    Status(u16),
    /// It led from one address to the next.
    #[error("the address redirects more than {REDIRECTS} times")]
    TooManyRedirects,
    /// It does not end, or not soon enough.
    #[error("the document broke off, or is larger than {} MB", MOST_BYTES / 1_000_000)]
    Cut,
}

/// The document at `address`. Credentials are none of ours, so none are sent.
///
/// # Errors
/// [`FetchError`], whose text is meant for the person who asked.
pub async fn fetch(state: &AppState, address: &str) -> Result<Vec<u8>, FetchError> {
    let mut url = Url::parse(address).map_err(|_| FetchError::NotAnAddress)?;
    for _ in 0..=REDIRECTS {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json, application/yaml, */*"));
        headers.insert(header::USER_AGENT, HeaderValue::from_static(concat!("Loggia/", env!("CARGO_PKG_VERSION"))));
        let call = Call { method: Method::GET, url: url.clone(), headers, body: Body::empty(), timeout: TIMEOUT };
        let answer = state.outbound.send(call).await.map_err(FetchError::Failed)?;
        if answer.status.is_redirection() {
            let next = answer.headers.get(header::LOCATION).and_then(|location| location.to_str().ok());
            url = next.and_then(|next| url.join(next).ok()).ok_or(FetchError::Status(answer.status.as_u16()))?;
            continue;
        }
        if !answer.status.is_success() {
            return Err(FetchError::Status(answer.status.as_u16()));
        }
        return read(answer.body).await.ok_or(FetchError::Cut);
    }
    Err(FetchError::TooManyRedirects)
}

/// The whole body; `None` when it breaks off or is larger than a document may be.
async fn read(mut body: AnswerBody) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = body.next().await {
        bytes.extend_from_slice(&chunk.ok()?);
        if bytes.len() > MOST_BYTES {
            return None;
        }
    }
    Some(bytes)
}
