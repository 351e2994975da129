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
    /// It ended too soon.
    #[error("the document broke off")]
    Cut,
    /// It does not end, or not soon enough.
    #[error("the document is larger than {} MB", MOST_BYTES / 1_000_000)]
    TooLarge,
}

/// What was fetched.
pub(super) struct Fetched {
    /// Where it was found in the end; references in it are relative to this (RFC 3986 section 5.1.3).
    pub(super) at: Url,
    /// What is in it.
    pub(super) bytes: Vec<u8>,
}

/// The document at `url`, of `most` bytes. Credentials are none of ours, so none are sent.
///
/// # Errors
/// [`FetchError`], whose text is meant for the person who asked.
pub(super) async fn fetch(state: &AppState, url: &Url, most: usize) -> Result<Fetched, FetchError> {
    let mut url = url.clone();
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
        return Ok(Fetched { at: url, bytes: read(answer.body, most).await? });
    }
    Err(FetchError::TooManyRedirects)
}

/// The whole body, unless it has more than `most` bytes.
async fn read(mut body: AnswerBody, most: usize) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = body.next().await {
        bytes.extend_from_slice(&chunk.map_err(|_| FetchError::Cut)?);
        if bytes.len() > most {
            return Err(FetchError::TooLarge);
        }
    }
    Ok(bytes)
}
