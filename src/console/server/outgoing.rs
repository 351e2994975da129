//! From the neutral request to the one that is sent.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use url::Url;

use super::upload::{Files, without_files};
use crate::console::request::{self, NeutralRequest, PartContent};
use crate::kernel::{ApiError, Message};
use crate::platform::outbound::Call;

/// What we call ourselves where the person does not say otherwise.
const USER_AGENT: HeaderValue = HeaderValue::from_static(concat!("Loggia/", env!("CARGO_PKG_VERSION")));

/// The call that `request` describes, with `files` where it has some. Its headers are the request's and nobody else's;
/// `boundary` stands between the parts of a multipart body.
///
/// # Errors
/// `Invalid` for what passed the checks and still cannot be sent, such as more headers than a message holds, or a file
/// that did not come along.
pub fn outgoing(
    request: NeutralRequest,
    timeout: Duration,
    files: Option<Files>,
    boundary: &str,
) -> Result<Call, ApiError> {
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
    let missing = || ApiError::field("body", Message::Required);
    let body = match &request.body {
        request::Body::None => Body::empty(),
        request::Body::Text(text) => Body::from(text.clone()),
        request::Body::File(file) => files.ok_or_else(missing)?.single(file),
        request::Body::Multipart(parts) => {
            let kind = HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}"));
            headers.insert(header::CONTENT_TYPE, kind.map_err(|_| ApiError::Malformed)?);
            if parts.iter().any(|part| matches!(part.content, PartContent::File(_))) {
                files.ok_or_else(missing)?.multipart(parts, boundary)
            } else {
                without_files(parts, boundary)
            }
        }
    };
    Ok(Call { method, url, headers, body, timeout })
}
