//! Requests that are sent twice are carried out once: whoever sends `Idempotency-Key` with a POST and gets no answer can send
//! it again (draft-ietf-httpapi-idempotency-key-header).

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest as _, Sha256};

use super::store::{self, Kept};
use super::{Access, Answer, Problem, json};
use crate::platform::rng::hex;
use crate::platform::{AppError, AppState};

const HEADER: HeaderName = HeaderName::from_static("idempotency-key");
/// The most characters of a key.
const MOST: usize = 255;
/// How many milliseconds an answer is kept.
const KEPT: i64 = 24 * 60 * 60 * 1000;
/// After how many milliseconds a request that has not been answered was broken off: requests end sooner than that.
const BROKEN_OFF: i64 = 5 * 60 * 1000;
/// The headers that belong to an answer.
const HEADERS: [HeaderName; 3] = [header::CONTENT_TYPE, header::ETAG, header::LOCATION];

/// Carries a request out by `work`, which gets its head and the whole of its body; where it has a key that was answered
/// before, gives that answer again.
///
/// # Errors
/// 400 for a key that is none; 409 while the first request with it runs; 422 when that one was another request; those of
/// `work`.
pub async fn once<W, F>(state: &AppState, access: &Access, request: Request, work: W) -> Answer
where
    W: FnOnce(Parts, Bytes) -> F,
    F: Future<Output = Answer>,
{
    let (head, body) = request.into_parts();
    let key = key(&head)?;
    let body = json::whole(body).await?;
    let Some(key) = key else { return work(head, body).await };
    let slot = Slot { state, token: access.token().as_str().to_owned(), key };
    if let Some(answer) = slot.take(&hash(&head, &body)).await? {
        return Ok(answer);
    }
    let answer = work(head, body).await.unwrap_or_else(Problem::into_response);
    slot.keep(answer).await
}

/// The key of a request.
fn key(head: &Parts) -> Result<Option<String>, Problem> {
    let mut values = head.headers.get_all(HEADER).iter();
    let (first, second) = (values.next(), values.next());
    let Some(value) = first else { return Ok(None) };
    let is_key = |text: &&str| (1..=MOST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    let key = value.to_str().ok().filter(|text| second.is_none() && is_key(text));
    let wrong = || Problem::parameter("Idempotency-Key", "1 to 255 visible ASCII characters were expected");
    key.map(|key| Some(key.to_owned())).ok_or_else(wrong)
}

/// What makes two requests the same.
fn hash(head: &Parts, body: &[u8]) -> String {
    let mut hash = Sha256::new();
    let target = head.uri.path_and_query().map_or("", |target| target.as_str());
    hash.update(format!("{} {target}\n{}\n", head.method, json::media_type(&head.headers)));
    hash.update(body);
    hex(&hash.finalize())
}

/// A token's key.
struct Slot<'a> {
    state: &'a AppState,
    token: String,
    key: String,
}

impl Slot<'_> {
    /// Whose secret the answer is, for the vault.
    fn owner(&self) -> String {
        format!("idempotency_keys/{}/{}", self.token, self.key)
    }

    /// Takes the key for a request with this hash; what was answered to it, where it was taken before.
    async fn take(&self, hash: &str) -> Result<Option<Response>, Problem> {
        let now = self.state.clock.now();
        let mut db = self.state.db.write().await?;
        store::delete_old(&mut db, now.plus(-KEPT), now.plus(-BROKEN_OFF)).await?;
        let kept = store::find(&mut db, &self.token, &self.key).await?;
        if kept.is_none() {
            store::insert(&mut db, &self.token, &self.key, hash, now).await?;
        }
        db.commit().await.map_err(AppError::from)?;
        match kept {
            None => Ok(None),
            Some(kept) if kept.request_hash != hash => {
                let detail = "This Idempotency-Key was used with another request; choose a new one.";
                Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail))
            }
            Some(kept) => self.replay(kept).map(Some),
        }
    }

    fn replay(&self, kept: Kept) -> Answer {
        let Some(status) = kept.status.and_then(|status| StatusCode::from_u16(status).ok()) else {
            let detail = "The first request with this Idempotency-Key has not been answered yet; try again later.";
            return Err(Problem::new(StatusCode::CONFLICT, detail));
        };
        let body = self.state.vault.open(&self.owner(), &kept.body)?.to_vec();
        let mut response = (status, body).into_response();
        response.headers_mut().remove(header::CONTENT_TYPE);
        for (name, value) in kept.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        Ok(response)
    }

    /// Keeps an answer, unless it is a fault of ours that another attempt may not meet.
    async fn keep(&self, answer: Response) -> Answer {
        let (head, body) = answer.into_parts();
        let body = to_bytes(body, usize::MAX).await.map_err(|error| AppError::Unexpected(error.to_string()))?;
        let mut db = self.state.db.write().await?;
        if head.status.is_server_error() {
            store::delete(&mut db, &self.token, &self.key).await?;
        } else {
            let headers: Vec<(String, String)> = HEADERS
                .iter()
                .filter_map(|name| Some((name.to_string(), head.headers.get(name)?.to_str().ok()?.to_owned())))
                .collect();
            let headers = serde_json::to_string(&headers).unwrap_or_default();
            let sealed = self.state.vault.seal(&self.owner(), &body)?;
            store::update(&mut db, &self.token, &self.key, (head.status.as_u16(), &headers, &sealed)).await?;
        }
        db.commit().await.map_err(AppError::from)?;
        Ok(Response::from_parts(head, Body::from(body)))
    }
}
