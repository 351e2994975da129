//! From the neutral request to the one that is sent.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use url::Url;

use crate::console::request::NeutralRequest;
use crate::kernel::{ApiError, Message};
use crate::platform::outbound::Call;

/// What we call ourselves where the person does not say otherwise.
const USER_AGENT: HeaderValue = HeaderValue::from_static(concat!("Loggia/", env!("CARGO_PKG_VERSION")));

/// The call that `request` describes. Its headers are the request's and nobody else's.
///
/// # Errors
/// `Invalid` for what passed the checks and still cannot be sent, such as more headers than a message holds.
pub fn outgoing(request: NeutralRequest, timeout: Duration) -> Result<Call, ApiError> {
    let url = Url::parse(&request.url).map_err(|_| ApiError::field("url", Message::NotAServiceUrl))?;
    let method =
        Method::from_bytes(request.method.as_bytes()).map_err(|_| ApiError::field("verb", Message::NotAVerb))?;
    let mut headers = HeaderMap::new();
    for (name, value) in &request.headers {
        let name = HeaderName::try_from(name).map_err(|_| ApiError::field(name, Message::NotAHeaderName))?;
        let value = HeaderValue::try_from(value.as_bytes())
            .map_err(|_| ApiError::field(name.as_str(), Message::NotAHeaderValue))?;
        headers.try_append(name, value).map_err(|_| ApiError::TooLarge)?;
    }
    headers.entry(header::ACCEPT).or_insert(HeaderValue::from_static("*/*"));
    headers.entry(header::USER_AGENT).or_insert(USER_AGENT);
    Ok(Call { method, url, headers, body: request.body.map_or_else(Body::empty, Body::from), timeout })
}
