//! A call, from its departure to the last frame of its answer.

use std::time::Duration;

use axum::http::{Version, header};
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, future, stream};
use tokio::sync::mpsc::{self, Sender};
use tokio::time::Instant;

use super::body::{Read, Stop, read};
use super::coding::Coding;
use super::contract::Contract;
use super::history::Keeper;
use super::micros;
use super::redirect::Redirects;
use super::shown::{Gone, Shown};
use super::way::Way;
use crate::catalog::server::service::ReceivedAnswer;
use crate::console::content;
use crate::console::events::Format;
use crate::console::frames::Frame;
use crate::console::history::Ended;
use crate::console::model::{AnswerEnd, AnswerFail, AnswerHead, Stages};
use crate::platform::calls::Place;
use crate::platform::outbound::{Answer, Call};
use crate::platform::spool::{Spool, SpoolMeta};

/// How many frames wait for the browser.
const WAITING: usize = 2;

/// How long a stream of events may go on: it holds a place among the running calls.
const LONGEST_STREAM: Duration = Duration::from_secs(60 * 60);

/// A call that has its place among the running ones.
pub struct Sending {
    /// How it gets there.
    pub way: Way,
    /// Keeps a body that is too long to be shown.
    pub spool: Spool,
    /// What is sent.
    pub call: Call,
    /// Its address as the person is to see it; `None` for as it is.
    pub shown_url: Option<String>,
    /// What the answer is compared with.
    pub contract: Contract,
    /// What is known of the call should it lead elsewhere.
    pub redirects: Redirects,
    /// What a download is named after.
    pub name: String,
    /// When the person asked for the call.
    pub began: Instant,
    /// How long it waited for its place.
    pub queue: Duration,
    /// The call's place, given back at its end.
    pub place: Place,
    /// Keeps the call in its person's history.
    pub keeper: Option<Keeper>,
}

/// Makes the call when the stream is polled, and no faster than it is. Dropping the stream drops the call.
pub fn answer(sending: Sending) -> impl Stream<Item = Bytes> + Send {
    let (frames, mut waiting) = mpsc::channel(WAITING);
    let run = async move {
        // When the browser is gone there is nobody to tell.
        let _ = run(sending, &frames).await;
    };
    let run = stream::once(run).filter_map(|()| future::ready(None));
    stream::select(stream::poll_fn(move |cx| waiting.poll_recv(cx)), run)
}

/// Makes the call and sends its frames. It is kept behind its last one, when the browser has everything.
async fn run(mut sending: Sending, frames: &Sender<Bytes>) -> Result<(), Gone> {
    let keeper = sending.keeper.take();
    let (status, last) = exchange(sending, frames).await?;
    let (ended, total, received) = match (&last, status) {
        (Frame::End(end), Some(status)) => (Ended::Answered { status }, end.total, end.received),
        (Frame::Fail(fail), _) => (Ended::Failed { failure: fail.failure.clone() }, fail.total, 0),
        _ => (Ended::Cancelled, 0, 0),
    };
    let sent = emit(frames, last).await;
    if let Some(keeper) = keeper {
        keeper.keep(ended, total, received).await;
    }
    sent
}

/// Sends all frames but the last, which is given back with the answer's status.
async fn exchange(sending: Sending, frames: &Sender<Bytes>) -> Result<(Option<u16>, Frame), Gone> {
    let Sending { way, spool, call, shown_url, contract, redirects, name, began, queue, place, keeper: _ } = sending;
    let from = call.url.clone();
    let url = shown_url.unwrap_or_else(|| call.url.to_string());
    let mut stages = Stages { queue: micros(queue), ..Stages::default() };
    let fail =
        |failure, stages| Frame::Fail(AnswerFail { url: url.clone(), failure, stages, total: micros(began.elapsed()) });
    let (mut answer, trace) = match way.send(call).await {
        Ok(answered) => answered,
        Err(failure) => return Ok((None, fail(failure, stages))),
    };
    stages.name = answer.timings.name;
    stages.connect = answer.timings.connect;
    stages.first_byte = Some(answer.timings.first_byte);
    let coding = Coding::of(&answer.headers);
    let mut head = head(&url, &answer, coding, stages);
    head.redirect = redirects.read(&from, &answer).unwrap_or_else(|error| {
        tracing::warn!(%error, "a redirect cannot be followed: {error}");
        None
    });
    // What the gateway itself answers is not the operation's.
    let is_documented = trace.as_ref().is_none_or(|trace| trace.is_passed_on);
    head.trace = trace.map(Box::new);
    let (status, content_type) = (head.status, head.content_type.clone());
    let is_stream = content_type.as_deref().and_then(Format::of).is_some();
    if is_stream {
        answer.body.keep_going(LONGEST_STREAM);
    }
    emit(frames, Frame::Head(head)).await?;

    let first_byte = Instant::now();
    // With a coding, the length that is announced is not that of what is shown.
    let announced = answer.body.announced().filter(|_| coding == Coding::Identity);
    let mut shown = if is_stream { Shown::passing(frames, &spool) } else { Shown::new(frames, &spool, announced) };
    let Read { received, problem } = match read(answer.body, coding, &mut shown).await {
        Ok(read) => read,
        Err(Stop::Gone) => return Err(Gone),
        Err(Stop::Failed(failure)) => return Ok((Some(status), fail(failure, stages))),
    };
    let mut end = AnswerEnd {
        received,
        decoded: shown.decoded,
        body: micros(first_byte.elapsed()),
        cut: shown.is_cut(),
        problem,
        ..AnswerEnd::default()
    };
    let received = ReceivedAnswer { status, content_type: content_type.clone(), body: shown.copy() };
    let meta = SpoolMeta {
        file_name: content::file_name(&name, content_type.as_deref()),
        content_type: content_type.unwrap_or_default(),
    };
    if let Some(cut) = shown.finish(meta).await {
        end.download = cut.download;
        end.download_cut = cut.download_cut;
    }
    end.total = micros(began.elapsed());
    drop(place);
    if is_documented {
        end.deviations = contract.deviations(received).await;
    }
    Ok((Some(status), Frame::End(end)))
}

fn head(url: &str, answer: &Answer, coding: Coding, stages: Stages) -> AnswerHead {
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let content_type = answer.headers.get(header::CONTENT_TYPE).map(|value| lossy(value.as_bytes()));
    AnswerHead {
        url: url.to_owned(),
        status: answer.status.as_u16(),
        reason: answer.reason.clone(),
        version: version(answer.version).to_owned(),
        headers: answer.headers.iter().map(|(name, value)| (name.to_string(), lossy(value.as_bytes()))).collect(),
        content_type: content_type.filter(|_| coding != Coding::Unknown),
        stages,
        redirect: None,
        trace: None,
    }
}

const fn version(version: Version) -> &'static str {
    match version {
        Version::HTTP_09 => "HTTP/0.9",
        Version::HTTP_10 => "HTTP/1.0",
        Version::HTTP_2 => "HTTP/2",
        Version::HTTP_3 => "HTTP/3",
        _ => "HTTP/1.1",
    }
}

async fn emit(frames: &Sender<Bytes>, frame: Frame) -> Result<(), Gone> {
    frames.send(frame.encode().into()).await.map_err(|_| Gone)
}
