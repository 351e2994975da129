//! The path of a call, from its head to the head of its answer.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Uri, Version, header, request};
use http_body::Body as _;
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use tokio::time::{Instant, timeout};

use super::Gateway;
use super::access::{Presented, check_scheme, subscriber, take_key};
use super::call::{Halt, Passage};
use super::headers::{add, strip_hop_by_hop, take};
use super::pages::{Page, preflight};
use super::policy::call::Target;
use super::policy::stop::{Answer, Stop};
use super::policy::{self, cache, forward};
use super::reply::{self, Reply, Trouble};
use super::routing::{Found, Path};
use super::samples::sample;
use super::snapshot::{Api, Operation, Snapshot};
use super::upstream::{AnswerBody, CallBody, CallSource, Counted, Sent, Service, Waits, send};
use super::usage::{Record, micros};
use super::websocket;
use crate::kernel::Failure;
use crate::platform::listen::Peer;
use crate::policies::model::{MockResponse, Section};

/// A body of at most so many bytes is kept, so that a call that may be repeated can be.
const SMALL: u64 = 64 * 1024;

/// How long such a body may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a call's head means.
struct Meant<'s, 'p> {
    api: &'s Arc<Api>,
    /// What follows the suffix and the version.
    path: &'p str,
    /// The number of its operation.
    operation: usize,
}

impl Gateway {
    /// Answers a call. What is known before anything is waited for is found first, for whatever is alive then is moved about.
    pub(super) fn call(
        self,
        request: Request<Incoming>,
        peer: Peer,
    ) -> impl Future<Output = Response<AnswerBody>> + Send {
        let (mut head, body) = request.into_parts();
        let mut origin = self.proxies.origin(peer.address.ip(), peer.is_secured, &head.headers);
        if head.version == Version::HTTP_2 {
            origin.authority = head.uri.authority().and_then(|host| host.as_str().try_into().ok());
        }
        let now = self.state.clock.now();
        let record = Record::begin(&self.recorder, now, head.method.clone(), origin.client);
        async move {
            let snapshot = self.snapshot().await;
            let mut passage = Passage::new(origin, now, record);
            let passed = self.pass(&snapshot, &mut head, body.into(), Some(&peer), &mut passage).await;
            self.end(passed, passage, Some(&peer))
        }
    }

    /// Takes a call through all that stands before the web service, and to it; `peer` is the connection on which it came, if it
    /// came on one. The headers are taken out of `head`.
    pub(super) async fn pass<'s>(
        &self,
        snapshot: &'s Snapshot,
        head: &mut request::Parts,
        body: CallSource,
        peer: Option<&Peer>,
        passage: &mut Passage<'s>,
    ) -> Result<Sent, Halt> {
        let request::Parts { method, uri, headers, version, .. } = head;
        if self.via.is_circle(headers) {
            let message = "The call goes in a circle: the address of an API's web service leads back to this gateway.";
            return Err(Reply::new(StatusCode::LOOP_DETECTED, message).into());
        }
        if passage.origin.is_unclear {
            return Err(Reply::bad("X-Forwarded-For and Forwarded do not agree on who calls, or how.").into());
        }
        let Meant { api, path, operation } = find(snapshot, method, uri, headers, passage)?;
        check_scheme(api, passage.origin.is_secured)?;
        let (presented, query) = take_key(api, headers, uri.query());
        let presented = passage.vouched.take().map_or(presented, Presented::Vouched);
        let record = &mut passage.record;
        let note = |holder: &Arc<_>| record.subscriber = Some(Arc::clone(holder));
        let subscriber = subscriber(snapshot, api, &presented, passage.now, note)?;
        let known = api.operations.get(operation);
        let product = subscriber.as_ref().and_then(|subscriber| subscriber.product());
        passage.chain = snapshot.policies.chain(api, known, product);
        match &subscriber {
            Some(subscriber) => {
                passage.page.has_key = true;
                passage.outcome.told = subscriber.tier.take(passage.now).map_err(Reply::throttled)?;
                passage.record.is_taken = true;
            }
            None => passage.page.tell(passage.chain, &mut passage.outcome),
        }
        let mut taken = take(headers, &passage.origin);
        // RFC 9110 section 7.8: HTTP/1.0 cannot ask for it.
        let can_change = *version == Version::HTTP_11 && peer.is_some_and(Peer::can_change_protocol);
        taken.protocol = taken.protocol.filter(|_| can_change);
        let query = query.map(Cow::into_owned).unwrap_or_default();
        let mut target = Target { path: format!("/{path}"), query };
        if let (false, Some(known)) = (passage.chain.is_empty(Section::Inbound), known) {
            let has_body = !body.is_end_stream();
            target = Box::pin(self.inbound((method, has_body), headers, target, (api, known, path), passage)).await?;
        }
        let service = match &passage.outcome.backend {
            Some(backend) => Service::parse(backend.url.as_str(), &self.backends),
            None => api.service.clone(),
        };
        let service = service.ok_or_else(|| Reply::from(Trouble::Failed(Failure::BadAddress)))?;
        // Before the credential, which may become a part of it.
        if let Some(trail) = &passage.outcome.trail
            && let Some(uri) = service.target(target.path.trim_start_matches('/'), Some(&target.query))
        {
            trail.went_to(api.id.clone(), service.shown(&uri));
        }
        policy::pipeline::forwarded(passage.chain, &mut passage.outcome);
        let credential = api.credential_for(&service);
        if let Some(credential) = credential {
            credential.put(headers, &mut target.query)?;
        }
        let body = body_of(method, headers, body, self.settings.body, &mut passage.record).await?;
        let asks_for_change = taken.protocol.is_some();
        headers.remove(header::HOST);
        add(headers, &passage.origin, taken);
        self.via.add(headers, *version);
        frame(method, headers, &body);
        let uri = service.target(target.path.trim_start_matches('/'), Some(&target.query));
        let uri = uri.ok_or_else(|| Reply::bad("The call's address is too long."))?;
        let is_write = !method.is_safe();
        let mut request = Request::new(body);
        *request.uri_mut() = uri;
        *request.method_mut() = std::mem::take(method);
        *request.headers_mut() = std::mem::take(headers);
        let counted = passage.record.counted.clone();
        let waits = self.waits(passage.chain);
        let began = Instant::now();
        let sent = send(&service.backend, request, counted.as_ref(), asks_for_change, waits).await;
        passage.record.backend_us = Some(micros(began));
        let mut sent = sent.map_err(Reply::from)?;
        if is_write && sent.has_succeeded() {
            self.policies.cache.wrote(api.id.as_str(), path);
        }
        if let Some(credential) = credential {
            credential.hide(sent.headers_mut());
        }
        Ok(sent)
    }

    /// Lets the policies of the inbound section act; what they leave of the target.
    async fn inbound(
        &self,
        (method, has_body): (&Method, bool),
        headers: &mut HeaderMap,
        target: Target,
        (api, operation, path): (&Api, &Operation, &str),
        passage: &mut Passage<'_>,
    ) -> Result<Target, Halt> {
        let values = operation.values(path);
        let subscription = passage.record.subscriber.clone();
        let mut call = policy::call::Call {
            method,
            headers,
            target,
            has_body,
            is_secured: passage.origin.is_secured,
            writes: self.policies.cache.writes(api.id.as_str(), path),
            service: &api.service_url,
            client: passage.origin.client,
            subscription: subscription.as_ref().map(|subscriber| subscriber.granted.limits_of.as_str()),
            operation: (api.id.as_str(), &operation.slug),
            template: &operation.template,
            path_values: &values,
            now: passage.now,
            outcome: std::mem::take(&mut passage.outcome),
        };
        let passed = policy::pipeline::inbound(passage.chain, &mut call, &self.policies, &self.limits).await;
        let policy::call::Call { target, mut outcome, .. } = call;
        passage.record.running = std::mem::take(&mut outcome.running);
        let metered = std::mem::take(&mut outcome.metered);
        passage.record.metered = (!metered.is_empty()).then(|| (self.clone(), metered));
        passage.outcome = outcome;
        match passed {
            Ok(()) => Ok(target),
            Err(Stop::Mocked(mock)) => Err(self.sample(api, &operation.slug, &mock).await),
            Err(stop) => Err(stop.into()),
        }
    }

    /// The documented answer of an operation.
    async fn sample(&self, api: &Api, operation: &str, mock: &MockResponse) -> Halt {
        match sample(&self.state, api, operation, mock).await {
            Ok(Some(answer)) => Halt::Answer(answer),
            Ok(None) => Reply::not_found().into(),
            Err(error) => {
                tracing::warn!(%error, "a documented sample cannot be read: {error}");
                Reply::new(StatusCode::SERVICE_UNAVAILABLE, "The sample cannot be read right now.").into()
            }
        }
    }

    fn waits(&self, chain: policy::Chain<'_>) -> Waits {
        let own = forward::timeouts(chain);
        Waits {
            connect: own.connect.unwrap_or(self.settings.connect),
            answer: own.first_byte.unwrap_or(self.settings.answer),
            call: own.total.or(self.settings.call),
        }
    }

    /// Makes the answer of what became of a call.
    pub(super) fn end(
        &self,
        passed: Result<Sent, Halt>,
        passage: Passage<'_>,
        peer: Option<&Peer>,
    ) -> Response<AnswerBody> {
        match passed {
            Ok(sent) => self.answer(sent, passage, peer),
            Err(halt) => self.halt(halt, passage),
        }
    }

    /// Makes the answer of what the web service said.
    fn answer(&self, sent: Sent, mut passage: Passage<'_>, peer: Option<&Peer>) -> Response<AnswerBody> {
        match sent {
            Sent::Answer(answer) => {
                let (chain, now) = (passage.chain, passage.now);
                let (mut parts, from) = (answer.head, answer.from);
                strip_hop_by_hop(&mut parts.headers);
                let recorder =
                    cache::recorder(&self.policies.cache, chain, &passage.outcome, (parts.status, &parts.headers), now);
                passage.outcome.is_stored = recorder.is_some();
                if let Err(stop) = policy::pipeline::outbound(chain, &mut passage.outcome, &mut parts.headers) {
                    return self.halt(stop.into(), passage);
                }
                let mut record = passage.record;
                record.status = parts.status.as_u16();
                parts.version = Version::default();
                parts.extensions.clear();
                let body = AnswerBody::from_backend(from, record);
                let body = match recorder {
                    Some(recorder) => body.kept_by(recorder, self.clone()),
                    None => body,
                };
                Response::from_parts(parts, body)
            }
            Sent::Change(parts, session, place) => match peer {
                Some(peer) => {
                    websocket::go_on(parts, session, place, self.settings.websocket_idle, peer, passage.record)
                }
                // Nobody asked for it.
                None => self.halt(Reply::from(Trouble::Failed(Failure::BadResponse)).into(), passage),
            },
        }
    }

    /// Makes the answer of a call that went no further.
    fn halt(&self, halt: Halt, mut passage: Passage<'_>) -> Response<AnswerBody> {
        let chain = passage.chain;
        match halt {
            Halt::Error(reply) => {
                passage.page.tell_error(chain, &mut passage.outcome);
                let mut response = reply.into_response(&self.ids, passage.record);
                let replaced = policy::pipeline::on_error(chain, &mut passage.outcome, response.headers_mut());
                if let Some(mut answer) = replaced {
                    let (head, body) = response.into_parts();
                    reply::hand_on(&head.headers, &mut answer.headers);
                    response = replace(answer, body);
                }
                response
            }
            Halt::Answer(mut answer) => {
                policy::pipeline::finish(&passage.outcome, &mut answer.headers);
                own(answer, passage.record)
            }
            Halt::Kept(mut answer) => {
                passage.record.cache = true;
                match policy::pipeline::outbound(chain, &mut passage.outcome, &mut answer.headers) {
                    Ok(()) => own(answer, passage.record),
                    Err(stop) => self.halt(stop.into(), passage),
                }
            }
        }
    }
}

/// Finds out what a call means, and answers preflights of those that policies speak of.
#[expect(clippy::result_large_err, reason = "a refusal is made once a call and given away at once")]
fn find<'s, 'p>(
    snapshot: &'s Snapshot,
    method: &Method,
    uri: &'p Uri,
    headers: &HeaderMap,
    passage: &mut Passage<'s>,
) -> Result<Meant<'s, 'p>, Halt> {
    passage.page = Page::of(snapshot, headers);
    // What is known of it so far, for errors; those of the product are known with the key.
    passage.chain = policy::Chain([snapshot.policies.global(), None, None, None]);
    let path = Path::judge(uri.path()).map_err(|unclear| Reply::bad(unclear.to_string()))?;
    let found = snapshot.family(path.text);
    let chosen = found.and_then(|(family, rest)| family.choose(rest, uri.query(), headers));
    if let Some((api, _)) = chosen {
        passage.record.api = Some((Arc::clone(api), None));
        passage.page.api = Some(&**api);
        passage.chain = snapshot.policies.chain(api, None, None);
    }
    if let Some(answer) = preflight(snapshot, found, uri.query(), method, headers) {
        return Err(Halt::Answer(answer));
    }
    let (api, path) = chosen.ok_or_else(Reply::not_found)?;
    let operation = match api.tree.find(method, path, uri.query()) {
        Found::Operation(operation) => operation,
        Found::WrongVerb(allowed) => return Err(Reply::wrong_verb(&allowed).into()),
        Found::Nothing => return Err(Reply::not_found().into()),
    };
    passage.record.api = Some((Arc::clone(api), Some(operation)));
    passage.chain = snapshot.policies.chain(api, api.operations.get(operation), None);
    Ok(Meant { api, path, operation })
}

/// The call's body as it is sent: none, a small one whole where the call may be repeated, else as it comes, up to `most` bytes.
async fn body_of(
    method: &Method,
    headers: &HeaderMap,
    body: CallSource,
    most: Option<u64>,
    record: &mut Record,
) -> Result<CallBody, Reply> {
    if body.is_end_stream() {
        return Ok(CallBody::Empty);
    }
    let counted = Arc::new(Counted::up_to(most));
    record.counted = Some(Arc::clone(&counted));
    if most.is_some_and(|most| body.size_hint().lower() > most) {
        return Err(Trouble::LongCall.into());
    }
    let is_small = body.size_hint().exact().is_some_and(|length| length <= SMALL);
    let body = CallBody::Coming(body, counted);
    if is_small && method.is_idempotent() && !headers.contains_key(header::TRAILER) {
        let whole = timeout(PATIENCE, body.collect()).await;
        let whole = whole.map_err(|_| Reply::from(Trouble::SlowCall))?;
        let whole = whole.map_err(|_| Reply::from(Trouble::BrokenCall))?;
        return Ok(CallBody::Whole(whole.to_bytes()));
    }
    Ok(body)
}

/// Says how long the body is in the one way that is true.
fn frame(method: &Method, headers: &mut HeaderMap, body: &CallBody) {
    if body.size_hint().exact().is_none() {
        headers.remove(header::CONTENT_LENGTH);
        // Else there would be no body where methods seldom have one.
        headers.insert(header::TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
    } else if body.is_end_stream() && matches!(*method, Method::POST | Method::PUT | Method::PATCH) {
        // RFC 9110 section 8.6; some backends answer 411 without it.
        headers.insert(header::CONTENT_LENGTH, 0.into());
    }
}

/// A policy's own answer.
fn own(Answer { status, headers, body }: Answer, mut record: Record) -> Response<AnswerBody> {
    record.status = status.as_u16();
    let mut response = Response::new(AnswerBody::own(body, record));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// The same in place of one of ours, whose record it keeps.
fn replace(Answer { status, headers, body }: Answer, before: AnswerBody) -> Response<AnswerBody> {
    let mut response = Response::new(before.saying(status, body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
