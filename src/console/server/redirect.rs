//! Redirects: where an answer leads, and following it when a person asks for that.
//!
//! The browser never names an address. What it sends to follow a redirect was sealed here for its person and operation,
//! and holds for ten minutes; the call's values it sends anew, so that nothing of them has to be kept. The next call
//! goes through the outbound policy as every call does.

use axum::http::header;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::console::redirect::{MOST, Redirect, Refusal, goes_elsewhere, is_of_body, next_method};
use crate::console::request::{Body, NeutralRequest};
use crate::identity::server::Caller;
use crate::kernel::ids::OperationId;
use crate::kernel::{ApiError, Message, Timestamp};
use crate::platform::outbound::Answer;
use crate::platform::{AppError, AppState, Vault};

/// For how many milliseconds a redirect can be followed.
const LIFETIME: i64 = 10 * 60 * 1000;

/// A redirect that is followed.
#[derive(Serialize, Deserialize)]
pub(super) struct Hop {
    /// Where it leads.
    url: Url,
    /// The method there.
    method: String,
    /// Whether the call still has its body.
    has_body: bool,
    /// Whether the way has led to another origin. Coming back does not bring the credentials back.
    is_elsewhere: bool,
    /// How many redirects were followed with it.
    number: u32,
    /// Until when it can be followed.
    until: Timestamp,
}

impl Hop {
    /// The hop that `sealed` is, if it was sealed for this caller and operation.
    ///
    /// # Errors
    /// `Invalid` when it was not, or its time is over.
    pub(super) fn open(
        state: &AppState,
        caller: &Caller,
        operation: &OperationId,
        sealed: &str,
    ) -> Result<Self, ApiError> {
        let over = || ApiError::field("follow", Message::RedirectOver);
        let sealed = BASE64_URL_SAFE_NO_PAD.decode(sealed).map_err(|_| over())?;
        let opened = state.vault.open(&owner(caller, operation), &sealed).map_err(|_| over())?;
        let hop: Self = serde_json::from_slice(&opened).map_err(|_| over())?;
        if hop.until <= state.clock.now() { Err(over()) } else { Ok(hop) }
    }

    /// Its scheme, host and port.
    pub(super) fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// Makes of the call's own request the one that is sent there.
    pub(super) fn lead(&self, request: &mut NeutralRequest) {
        request.url = self.url.to_string();
        request.method.clone_from(&self.method);
        if !self.has_body {
            request.body = Body::None;
        }
        request
            .headers
            .retain(|(name, _)| (self.has_body || !is_of_body(name)) && (!self.is_elsewhere || goes_elsewhere(name)));
    }
}

/// What is known of a call when its answer leads elsewhere.
pub struct Redirects {
    vault: Vault,
    owner: String,
    now: Timestamp,
    method: String,
    headers: Vec<String>,
    has_body: bool,
    is_elsewhere: bool,
    number: u32,
}

impl Redirects {
    /// Of a call with `request`, which `hop` led to.
    pub(super) fn of(
        state: &AppState,
        (caller, operation): (&Caller, &OperationId),
        request: &NeutralRequest,
        hop: Option<&Hop>,
    ) -> Self {
        Self {
            vault: state.vault.clone(),
            owner: owner(caller, operation),
            now: state.clock.now(),
            method: request.method.clone(),
            headers: request.headers.iter().map(|(name, _)| name.clone()).collect(),
            has_body: request.body != Body::None,
            is_elsewhere: hop.is_some_and(|hop| hop.is_elsewhere),
            number: hop.map_or(0, |hop| hop.number),
        }
    }

    /// Where `answer` from `from` leads, if it is a redirect.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub(super) fn read(&self, from: &Url, answer: &Answer) -> Result<Option<Redirect>, AppError> {
        let Some((method, keeps)) = next_method(answer.status.as_u16(), &self.method) else { return Ok(None) };
        let Some(location) = answer.headers.get(header::LOCATION) else { return Ok(None) };
        let location = String::from_utf8_lossy(location.as_bytes());
        let keeps_body = self.has_body.then_some(keeps);
        let mut redirect = Redirect {
            target: location.clone().into_owned(),
            method: method.to_owned(),
            keeps_body,
            is_elsewhere: false,
            left_out: Vec::new(),
            follow: None,
            refusal: Some(Refusal::NotAnAddress),
        };
        let is_web = |url: &Url| {
            matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none()
        };
        let Some(mut url) = from.join(&location).ok().filter(is_web) else { return Ok(Some(redirect)) };
        url.set_fragment(None);
        url.as_str().clone_into(&mut redirect.target);
        redirect.is_elsewhere = url.origin() != from.origin();
        let is_elsewhere = redirect.is_elsewhere || self.is_elsewhere;
        if is_elsewhere {
            redirect.left_out = self.headers.iter().filter(|name| !goes_elsewhere(name)).cloned().collect();
        }
        redirect.refusal = (self.number >= MOST).then_some(Refusal::TooMany);
        if redirect.refusal.is_none() {
            let hop = Hop {
                url,
                method: redirect.method.clone(),
                has_body: keeps_body == Some(true),
                is_elsewhere,
                number: self.number + 1,
                until: self.now.plus(LIFETIME),
            };
            redirect.follow = Some(self.seal(&hop)?);
        }
        Ok(Some(redirect))
    }

    fn seal(&self, hop: &Hop) -> Result<String, AppError> {
        let json = serde_json::to_vec(hop).map_err(|error| AppError::Unexpected(error.to_string()))?;
        Ok(BASE64_URL_SAFE_NO_PAD.encode(self.vault.seal(&self.owner, &json)?))
    }
}

/// Whom a hop is sealed for: it opens for nobody else, and for no other operation.
fn owner(caller: &Caller, operation: &OperationId) -> String {
    let user = caller.signed_in().map(|user| user.id.as_str()).unwrap_or_default();
    format!("console_hop/{user}/{}", operation.as_str())
}
