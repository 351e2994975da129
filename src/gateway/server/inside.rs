//! Calls from within the portal: a person's, with one of their subscriptions. They go the way of everybody's, and whoever made
//! them is told what happened on it.

use std::net::IpAddr;
use std::sync::{Arc, Weak};

use axum::body::Body;
use axum::http::{HeaderValue, Request, Response, Uri, header};
use parking_lot::Mutex;

use super::call::Passage;
use super::origin::Origin;
use super::policy::call::{Trail, Walked};
use super::upstream::{AnswerBody, CallSource};
use super::usage::Record;
use super::{Gateway, Parts};
use crate::analytics::model::LimitUse;
use crate::kernel::ids::SubscriptionId;
use crate::platform::AppState;

/// Where the running gateway is found.
#[derive(Clone, Default)]
struct Running(Arc<Mutex<Weak<Parts>>>);

/// A call that the portal makes for a person.
#[derive(Debug)]
pub struct Inside {
    /// The call. Its address begins behind the gateway's own; it brings no key.
    pub request: Request<Body>,
    /// The person's subscription.
    pub subscription: SubscriptionId,
    /// Where the person is.
    pub client: IpAddr,
}

/// The answer to one.
#[derive(Debug)]
pub struct Answered {
    /// The answer. Its body ends with an error when the backend's breaks off.
    pub response: Response<AnswerBody>,
    /// What happened to the call on its way.
    pub walked: Walked,
    /// How far the subscription's limits are used up now.
    pub limits: Vec<LimitUse>,
}

impl Gateway {
    /// The gateway that runs in this process; `None` where none does.
    #[must_use]
    pub fn running(state: &AppState) -> Option<Self> {
        state.shelf.get(Running::default).0.lock().upgrade().map(Self)
    }

    /// Lets others in this process find it.
    pub(super) fn show_itself(&self) {
        *self.state.shelf.get(Running::default).0.lock() = Arc::downgrade(&self.0);
    }

    /// Makes a call as if it had come over the network, but for its key: whoever asks has seen to it that the subscription
    /// is the person's.
    pub async fn call_inside(&self, Inside { request, subscription, client }: Inside) -> Answered {
        let (mut head, body) = request.into_parts();
        // The body says itself how long it is.
        head.headers.remove(header::CONTENT_LENGTH);
        let public = &self.settings.public_url;
        let is_secured = public.scheme() == "https";
        let authority = Uri::try_from(public.as_str()).ok();
        let authority = authority.as_ref().and_then(Uri::authority).map(|authority| authority.as_str());
        let origin = Origin {
            peer: client,
            client,
            is_secured,
            is_told: false,
            is_unclear: false,
            authority: authority.and_then(|authority| HeaderValue::try_from(authority).ok()),
        };
        head.headers.remove(header::HOST);
        let now = self.state.clock.now();
        let record = Record::begin(&self.recorder, now, head.method.clone(), client);
        let snapshot = self.snapshot().await;
        let trail = Trail::default();
        let mut passage = Passage::new(origin, now, record);
        passage.vouched = Some(subscription.clone());
        passage.outcome.trail = Some(trail.clone());
        let passed = self.pass(&snapshot, &mut head, CallSource::Portal(body), None, &mut passage).await;
        let response = self.end(passed, passage, None);
        let used = |at| snapshot.subscriber(&subscription).map(|subscriber| subscriber.tier.used(at));
        Answered { response, walked: trail.walked(), limits: used(now).unwrap_or_default() }
    }
}
