//! What a provider says of a person when it is asked (OpenID Connect Core 1.0, section 5.3).

use axum::body::Body;
use axum::http::{HeaderValue, Method, header};
use serde_json::{Map, Value};
use url::Url;

use super::fetch::{TIMEOUT, headers, object, text};
use crate::identity::provider::ProviderProblem;
use crate::platform::AppState;
use crate::platform::outbound::Call;

/// What is said at `url` of whom `access_token` is for, who must be `subject`: section 5.3.2 wants it compared, or one's token
/// would bring in another one's data.
pub(super) async fn ask(
    state: &AppState,
    url: &Url,
    access_token: &str,
    subject: &str,
) -> Result<Map<String, Value>, ProviderProblem> {
    let mut headers = headers();
    let missing = |_| ProviderProblem::Missing { member: "access_token".to_owned() };
    let mut value = HeaderValue::try_from(format!("Bearer {access_token}")).map_err(missing)?;
    value.set_sensitive(true);
    headers.insert(header::AUTHORIZATION, value);
    let call = Call { method: Method::GET, url: url.clone(), headers, body: Body::empty(), timeout: TIMEOUT };
    let object = object(state, call).await?;
    if text(&object, "sub") == subject { Ok(object) } else { Err(ProviderProblem::Mismatch) }
}
