//! The path of a call, from its head to the head of its answer.

use std::borrow::Cow;
use std::sync::Arc;

use axum::http::{HeaderMap, Method, Request, Response, Version, header, request};
use http_body::Body as _;
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use tokio::time::Instant;

use super::Gateway;
use super::access::{check_scheme, subscriber, take_key};
use super::call::Call;
use super::headers::{asked_protocol, strip_hop_by_hop, to_backend};
use super::limits::Told;
use super::origin::Origin;
use super::reply::{Reply, Trouble};
use super::routing::{Found, Path};
use super::upstream::{AnswerBody, CallBody, Counted, Sent, send};
use super::usage::{Record, micros};
use super::websocket;
use crate::kernel::Failure;
use crate::platform::listen::Peer;

/// A body of at most so many bytes is kept, so that a call that may be repeated can be.
const SMALL: u64 = 64 * 1024;

impl Gateway {
    /// Answers a call.
    pub(super) async fn call(&self, request: Request<Incoming>, peer: Peer) -> Response<AnswerBody> {
        let (head, body) = request.into_parts();
        let mut origin = self.proxies.origin(peer.address.ip(), peer.is_secured, &head.headers);
        if head.version == Version::HTTP_2 {
            origin.authority = head.uri.authority().and_then(|host| host.as_str().try_into().ok());
        }
        let mut record = Record::begin(&self.recorder, self.state.clock.now(), head.method.clone(), origin.client);
        let call = match self.admit(head, body, origin, &mut record).await {
            Ok(call) => call,
            Err(reply) => return reply.into_response(&self.ids, record),
        };
        self.forward(call, &peer, record).await
    }

    /// Finds out what a call means and whether it may be made.
    async fn admit(
        &self,
        head: request::Parts,
        body: Incoming,
        origin: Origin,
        record: &mut Record,
    ) -> Result<Call, Reply> {
        let snapshot = self.snapshot().await;
        let request::Parts { method, uri, mut headers, .. } = head;
        let path = Path::judge(uri.path()).map_err(|unclear| Reply::bad(unclear.to_string()))?;
        let (family, rest) = snapshot.family(path.text).ok_or_else(Reply::not_found)?;
        let (api, rest) = family.choose(rest, uri.query(), &headers).ok_or_else(Reply::not_found)?;
        record.api = Some((Arc::clone(api), None));
        let operation = match api.tree.find(&method, rest, uri.query()) {
            Found::Operation(operation) => operation,
            Found::WrongVerb(allowed) => return Err(Reply::wrong_verb(&allowed)),
            Found::Nothing => return Err(Reply::not_found()),
        };
        record.api = Some((Arc::clone(api), Some(operation)));
        check_scheme(api, origin.is_secured)?;
        let (presented, query) = take_key(api, &mut headers, uri.query());
        let now = self.state.clock.now();
        let subscriber = subscriber(&snapshot, api, &presented, now)?;
        record.subscriber.clone_from(&subscriber);
        let told = match &subscriber {
            Some(subscriber) => subscriber.tier.take(now).map_err(Reply::throttled)?,
            None => None,
        };
        record.is_taken = true;
        let service = api.service.clone().ok_or_else(|| Reply::from(Trouble::Failed(Failure::BadAddress)))?;
        Ok(Call {
            path: rest.to_owned(),
            query: query.map(Cow::into_owned),
            api: Arc::clone(api),
            body: self.body(&method, &headers, body, record).await?,
            method,
            headers,
            origin,
            operation,
            subscriber,
            told,
            service,
        })
    }

    /// The call's body as it is sent: none, a small one whole where the call may be repeated, else as it comes.
    async fn body(
        &self,
        method: &Method,
        headers: &HeaderMap,
        body: Incoming,
        record: &mut Record,
    ) -> Result<CallBody, Reply> {
        if body.is_end_stream() {
            return Ok(CallBody::Empty);
        }
        let counted = Arc::new(Counted::default());
        record.counted = Some(Arc::clone(&counted));
        let is_small = body.size_hint().exact().is_some_and(|length| length <= SMALL);
        let body = CallBody::Coming(body, counted);
        if is_small && method.is_idempotent() && !headers.contains_key(header::TRAILER) {
            let whole = body.collect().await.map_err(|_| Reply::bad("The call's body broke off."))?;
            return Ok(CallBody::Whole(whole.to_bytes()));
        }
        Ok(body)
    }

    /// Sends a call on and makes the answer of what comes back.
    async fn forward(&self, call: Call, peer: &Peer, mut record: Record) -> Response<AnswerBody> {
        let Call { method, mut headers, path, query, body, origin, told, service, .. } = call;
        let protocol = asked_protocol(&headers).filter(|_| peer.can_change_protocol());
        to_backend(&mut headers, &origin, protocol.as_ref());
        let Some(target) = service.target(&path, query.as_deref()) else {
            return Reply::bad("The call's address is too long.").into_response(&self.ids, record);
        };
        if matches!(body, CallBody::Coming(..)) && body.size_hint().exact().is_none() {
            headers.remove(header::CONTENT_LENGTH);
        } else if body.is_end_stream() && matches!(method.as_str(), "POST" | "PUT" | "PATCH") {
            // RFC 9110 section 8.6; some backends answer 411 without it.
            headers.insert(header::CONTENT_LENGTH, 0.into());
        }
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = target;
        *request.headers_mut() = headers;
        let began = Instant::now();
        let sent =
            send(&service.backend, request, record.counted.clone().as_ref(), protocol.is_some(), &self.settings).await;
        record.backend_us = Some(micros(began));
        match sent {
            Ok(Sent::Answer(answer)) => {
                let (mut parts, from) = (answer.head, answer.from);
                strip_hop_by_hop(&mut parts.headers);
                tell(told, &mut parts.headers);
                record.status = parts.status.as_u16();
                parts.version = Version::default();
                parts.extensions.clear();
                Response::from_parts(parts, AnswerBody::from_backend(from, record))
            }
            Ok(Sent::Change(parts, session, place)) => websocket::go_on(parts, session, place, peer, record),
            Err(trouble) => Reply::from(trouble).into_response(&self.ids, record),
        }
    }
}

fn tell(told: Option<Told>, headers: &mut HeaderMap) {
    if let Some(told) = told {
        told.write(headers);
    }
}
