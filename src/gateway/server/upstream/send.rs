//! One call to a backend.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header, response};
use http_body::Body as _;
use hyper::body::Incoming;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout_at};

use super::backend::Backend;
use super::body::FromBackend;
use super::health::{Health, Leave};
use super::session::{Head, Session};
use super::{CallBody, Counted};
use crate::gateway::server::reply::Trouble;
use crate::kernel::Failure;
use crate::kernel::failure::Stage;
use crate::platform::outbound::explain;

/// How long nothing may come of a call's body that is not at its end. A backend is not to blame for it.
const STALL: Duration = Duration::from_secs(30);

/// How long a backend is waited for.
#[derive(Clone, Copy, Debug)]
pub(in crate::gateway::server) struct Waits {
    /// For a connection.
    pub(in crate::gateway::server) connect: Duration,
    /// For the head of the answer.
    pub(in crate::gateway::server) answer: Duration,
    /// For all of it; `None` for as long as something comes.
    pub(in crate::gateway::server) call: Option<Duration>,
}

/// What a backend said.
pub(in crate::gateway::server) enum Sent {
    /// The head of its answer; the body comes.
    Answer(Answer),
    /// That it speaks another protocol from now on.
    Change(response::Parts, Box<Session>, OwnedSemaphorePermit),
}

impl Sent {
    /// Whether it did what the call asked for, or says where else to look.
    pub(in crate::gateway::server) fn has_succeeded(&self) -> bool {
        matches!(self, Self::Answer(answer) if answer.head.status.is_success() || answer.head.status.is_redirection())
    }

    /// The headers of what it said.
    pub(in crate::gateway::server) fn headers_mut(&mut self) -> &mut HeaderMap {
        match self {
            Self::Answer(answer) => &mut answer.head.headers,
            Self::Change(head, ..) => &mut head.headers,
        }
    }
}

/// An answer.
pub(in crate::gateway::server) struct Answer {
    pub(in crate::gateway::server) head: response::Parts,
    pub(in crate::gateway::server) from: FromBackend,
}

/// Sends `request`, whose target has no scheme and host. It may be answered by a change of protocol only if it `asks_for_change`.
/// `counted` is told what goes through of a body that is coming.
///
/// # Errors
/// [`Trouble`], after which the backend has not seen the call, or nobody knows what it made of it.
pub(in crate::gateway::server) async fn send(
    backend: &Arc<Backend>,
    mut request: Request<CallBody>,
    counted: Option<&Arc<Counted>>,
    asks_for_change: bool,
    waits: Waits,
) -> Result<Sent, Trouble> {
    let began = Instant::now();
    request.headers_mut().insert(header::HOST, backend.host.clone());
    // All of the call's time, connecting too.
    let connect_in =
        || waits.connect.min(waits.call.map_or(Duration::MAX, |call| call.saturating_sub(began.elapsed())));
    let place = backend.place().await.ok_or(Trouble::Crowded)?;
    let attempt = Attempt::ask(&backend.health)?;
    let again = repeatable(&request);
    let kept = backend.kept().await;
    let mut session = match kept {
        Some(session) => session,
        None => {
            let connected = backend.connect(connect_in()).await;
            attempt.of(connected)?
        }
    };
    let patience = Patience { began, waits, counted };
    let mut outcome = {
        let answer = pin!(session.send(request));
        patience.wait(&mut session, answer).await
    };
    let once_more = match outcome {
        // The kept connection had been closed; nothing of the call is lost.
        Err(Missed::Unsent(request)) => {
            outcome = Err(Missed::Failed(Failure::CutOff));
            Some(request)
        }
        Err(Missed::Failed(ref failure)) if session.is_used() && !matches!(failure, Failure::TimedOut { .. }) => again,
        _ => None,
    };
    if let Some(request) = once_more {
        let connected = backend.connect(connect_in()).await;
        session = attempt.of(connected)?;
        let answer = pin!(session.send(request));
        outcome = patience.wait(&mut session, answer).await;
    }
    if let (Err(_), Some(counted)) = (&outcome, counted)
        && counted.has_failed()
    {
        return Err(if counted.is_too_long() { Trouble::LongCall } else { Trouble::BrokenCall });
    }
    if let Err(Missed::Stalled) = outcome {
        return Err(Trouble::SlowCall);
    }
    let response = attempt.of(outcome.map_err(Missed::failure))?;
    let is_change = asks_for_change && is_change(response.status(), response.headers());
    if !is_change && !is_sound(response.status(), response.headers()) {
        return attempt.of(Err(Failure::BadResponse));
    }
    attempt.answered();
    let (head, incoming) = response.into_parts();
    if is_change {
        return Ok(Sent::Change(head, session, place));
    }
    let mut from = FromBackend {
        incoming,
        session: Some(session),
        backend: Arc::clone(backend),
        _place: place,
        deadline: FromBackend::deadline(began, waits.call),
    };
    if from.incoming.is_end_stream() {
        poll_fn(|cx| {
            from.finish(cx);
            Poll::Ready(())
        })
        .await;
    }
    Ok(Sent::Answer(Answer { head, from }))
}

/// The same call once more, if it may be sent twice (RFC 9110 section 9.2.2) and nothing of it is used up.
fn repeatable(request: &Request<CallBody>) -> Option<Request<CallBody>> {
    let is_idempotent =
        matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS | Method::PUT | Method::DELETE);
    let body = match request.body() {
        CallBody::Empty => CallBody::Empty,
        CallBody::Whole(bytes) => CallBody::Whole(bytes.clone()),
        CallBody::Coming(..) => return None,
    };
    if !is_idempotent {
        return None;
    }
    let mut again = Request::new(body);
    *again.method_mut() = request.method().clone();
    *again.uri_mut() = request.uri().clone();
    *again.headers_mut() = request.headers().clone();
    Some(again)
}

/// Whether the answer changes to the one protocol that calls ask for.
fn is_change(status: StatusCode, headers: &HeaderMap) -> bool {
    let mut protocols = headers.get_all(header::UPGRADE).iter();
    let is_websocket = protocols.next().is_some_and(|name| name.as_bytes().eq_ignore_ascii_case(b"websocket"));
    status == StatusCode::SWITCHING_PROTOCOLS && is_websocket && protocols.next().is_none()
}

/// Whether the answer is one that can be passed on: no switch to another protocol, a status of RFC 9110 section 15, no coding that
/// was not offered (RFC 9112 section 7.4), and a length that is told in one way only (section 6.3, the door to response splitting).
fn is_sound(status: StatusCode, headers: &HeaderMap) -> bool {
    let is_chunked = |value: &HeaderValue| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"chunked");
    (200..600).contains(&status.as_u16())
        && headers.get_all(header::TRANSFER_ENCODING).iter().all(is_chunked)
        && !(headers.contains_key(header::CONTENT_LENGTH) && headers.contains_key(header::TRANSFER_ENCODING))
}

/// Why there is no answer.
#[expect(clippy::large_enum_variant, reason = "it is taken apart where it is made")]
enum Missed {
    /// Nothing of it was sent.
    Unsent(Request<CallBody>),
    /// Its body did not come.
    Stalled,
    Failed(Failure),
}

impl Missed {
    fn failure(self) -> Failure {
        match self {
            Self::Unsent(_) | Self::Stalled => Failure::CutOff,
            Self::Failed(failure) => failure,
        }
    }
}

/// How long there is to wait.
struct Patience<'p> {
    began: Instant,
    waits: Waits,
    counted: Option<&'p Arc<Counted>>,
}

impl Patience<'_> {
    /// Waits for the head of an answer.
    async fn wait(
        &self,
        session: &mut Session,
        mut answer: Pin<&mut impl Future<Output = Head>>,
    ) -> Result<Response<Incoming>, Missed> {
        let end = self.waits.call.map(|most| self.began + most);
        let is_coming = || self.counted.is_some_and(|counted| !counted.is_whole());
        let (mut sent, mut was_coming, mut since) = (0, is_coming(), self.began);
        loop {
            let deadline = Instant::now() + if was_coming { self.waits.answer.min(STALL) } else { self.waits.answer };
            let deadline = end.map_or(deadline, |end| deadline.min(end));
            match timeout_at(deadline, poll_fn(|cx| session.poll_answer(answer.as_mut(), cx))).await {
                Ok(Ok(response)) => return Ok(response),
                Ok(Err(mut error)) => {
                    return Err(match error.take_message() {
                        Some(request) => Missed::Unsent(request),
                        None => Missed::Failed(explain(error.error())),
                    });
                }
                // A long body is no silence.
                Err(_) => {
                    let (now, is_over) = (Instant::now(), end.is_some_and(|end| Instant::now() >= end));
                    let progress = (self.counted.map_or(0, |counted| counted.bytes()), is_coming());
                    if (sent, was_coming) != progress && !is_over {
                        (sent, was_coming) = progress;
                        since = now;
                    } else if was_coming {
                        // What the backend does not take is not the client's to send.
                        let is_clients = self.counted.is_none_or(|counted| counted.is_awaited());
                        let most = if is_clients { STALL } else { self.waits.answer };
                        if is_over || now.saturating_duration_since(since) >= most {
                            return Err(if is_clients { Missed::Stalled } else { self.timed_out(deadline) });
                        }
                    } else {
                        return Err(self.timed_out(deadline));
                    }
                }
            }
        }
    }
}

impl Patience<'_> {
    fn timed_out(&self, at: Instant) -> Missed {
        let seconds = at.saturating_duration_since(self.began).max(Duration::from_secs(1)).as_secs();
        Missed::Failed(Failure::TimedOut { stage: Stage::FirstByte, seconds })
    }
}

/// A call whose outcome tells of the backend's health.
struct Attempt<'h> {
    health: &'h Health,
    leave: std::cell::Cell<Option<Leave>>,
}

impl<'h> Attempt<'h> {
    fn ask(health: &'h Health) -> Result<Self, Trouble> {
        let leave = health.ask().map_err(Trouble::Ejected)?;
        Ok(Self { health, leave: Some(leave).into() })
    }

    fn of<T>(&self, outcome: Result<T, Failure>) -> Result<T, Trouble> {
        outcome.map_err(|failure| {
            if let Some(leave) = self.leave.take() {
                self.health.failed(leave);
            }
            Trouble::Failed(failure)
        })
    }

    fn answered(&self) {
        if let Some(leave) = self.leave.take() {
            self.health.answered(leave);
        }
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        if let Some(leave) = self.leave.take() {
            self.health.unknown(&leave);
        }
    }
}
