//! Every request gets an id, which the log and the answer carry.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::platform::Rng;
use crate::platform::rng::hex;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of the request at hand, an extension of the request: 16 lower-case hexadecimal digits.
#[derive(Clone, Debug, Default)]
pub struct RequestId(pub String);

impl RequestId {
    /// The id of `request`; empty where no id was given out.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        request.extensions().get().cloned().unwrap_or_default()
    }
}

/// Gives the request an id and the answer the header `x-request-id`. An id that the client sends is not looked at: it
/// would let strangers write into our log.
pub async fn identify(State(rng): State<Rng>, mut request: Request, next: Next) -> Response {
    let id = hex(&rng.bytes::<8>());
    request.headers_mut().remove(HEADER);
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert(HEADER, id);
    }
    response
}
