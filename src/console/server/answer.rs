//! A call, from its departure to the last frame of its answer.

use std::io;
use std::sync::Arc;

use axum::http::{Version, header};
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, future, stream};
use parking_lot::Mutex;
use tokio::io::AsyncReadExt as _;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::mpsc::{self, Sender};
use tokio::time::Instant;
use tokio_util::io::StreamReader;

use super::coding::{Coding, Decoded};
use super::shown::{Gone, Shown};
use crate::console::content;
use crate::console::frames::Frame;
use crate::console::model::{AnswerEnd, AnswerFail, AnswerHead, Problem, Stages};
use crate::kernel::Failure;
use crate::platform::outbound::{Answer, Call, Outbound};
use crate::platform::spool::{Spool, SpoolMeta};

/// How much of a body is in hand at once, in bytes.
const BUFFER: usize = 32 * 1024;
/// How many frames wait for the browser.
const WAITING: usize = 2;
/// How much of an encoded body is remembered until it turns out that its coding can be taken off.
const REMEMBERED: usize = 64 * 1024;

/// A call that has its place among the running ones.
pub struct Sending {
    /// Makes the call.
    pub outbound: Outbound,
    /// Keeps a body that is too long to be shown.
    pub spool: Spool,
    /// What is sent.
    pub call: Call,
    /// What a download is named after.
    pub name: String,
    /// When the person asked for the call.
    pub began: Instant,
    /// The call's place, given back at its end.
    pub permit: OwnedSemaphorePermit,
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

async fn run(sending: Sending, frames: &Sender<Bytes>) -> Result<(), Gone> {
    let Sending { outbound, spool, call, name, began, permit } = sending;
    let url = call.url.to_string();
    let mut stages = Stages { queue: micros(began), ..Stages::default() };
    let fail = |failure, stages| {
        let fail = AnswerFail { url: url.clone(), failure, stages, total: micros(began) };
        emit(frames, Frame::Fail(fail))
    };
    let answer = match outbound.send(call).await {
        Ok(answer) => answer,
        Err(failure) => return fail(failure, stages).await,
    };
    stages.name = answer.timings.name;
    stages.connect = answer.timings.connect;
    stages.first_byte = Some(answer.timings.first_byte);
    let coding = Coding::of(&answer.headers);
    let head = head(&url, &answer, coding, stages);
    let content_type = head.content_type.clone();
    emit(frames, Frame::Head(head)).await?;

    let first_byte = Instant::now();
    // With a coding, the length that is announced is not that of what is shown.
    let announced = answer.body.announced().filter(|_| coding == Coding::Identity);
    let mut shown = Shown::new(frames, &spool, announced);
    let (received, problem) = match read(answer, coding, &mut shown).await? {
        Ok(read) => read,
        Err(failure) => return fail(failure, stages).await,
    };
    let mut end = AnswerEnd {
        received,
        decoded: shown.decoded,
        body: micros(first_byte),
        cut: shown.is_cut(),
        problem,
        ..AnswerEnd::default()
    };
    let meta = SpoolMeta {
        file_name: content::file_name(&name, content_type.as_deref()),
        content_type: content_type.unwrap_or_default(),
    };
    if let Some(cut) = shown.finish(meta).await {
        end.download = cut.download;
        end.download_cut = cut.download_cut;
    }
    end.total = micros(began);
    drop(permit);
    emit(frames, Frame::End(end)).await
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

/// What arrived of a body before its coding was taken off.
#[derive(Default)]
struct Arrived {
    bytes: u64,
    /// Its beginning, while it is not certain that its coding can be taken off.
    remembered: Option<Vec<u8>>,
}

/// Reads a body to its end, or as far as it is of use. Returns how many bytes arrived and what was wrong with them.
async fn read(
    answer: Answer,
    coding: Coding,
    shown: &mut Shown<'_>,
) -> Result<Result<(u64, Option<Problem>), Failure>, Gone> {
    let is_coded = !matches!(coding, Coding::Identity | Coding::Unknown);
    let arrived = Arc::new(Mutex::new(Arrived { bytes: 0, remembered: is_coded.then(Vec::new) }));
    let body = {
        let arrived = arrived.clone();
        answer.body.map_err(io::Error::other).inspect_ok(move |bytes| {
            let mut arrived = arrived.lock();
            arrived.bytes += bytes.len() as u64;
            arrived.remembered = arrived.remembered.take().and_then(|remembered| longer(remembered, bytes));
        })
    };
    let mut decoded = match coding.decode(StreamReader::new(body)).await {
        Ok(decoded) => decoded,
        Err(error) => return Ok(Err(failure(&error).unwrap_or(Failure::CutOff))),
    };
    let mut problem = match &decoded {
        Decoded::Plain(_) if is_coded => Some(Problem::Undecodable),
        _ => (coding == Coding::Unknown).then_some(Problem::UnknownCoding),
    };
    let mut buffer = BytesMut::with_capacity(BUFFER);
    loop {
        buffer.clear();
        match decoded.read_buf(&mut buffer).await {
            Ok(0) => break,
            Ok(_) => {
                arrived.lock().remembered = None;
                if !shown.take(&buffer).await? {
                    break;
                }
            }
            Err(error) => {
                if let Some(failure) = failure(&error) {
                    return Ok(Err(failure));
                }
                // A response to HEAD names the coding of a body that does not come.
                problem = (arrived.lock().bytes > 0).then_some(Problem::Undecodable);
                break;
            }
        }
    }
    // Nothing could be decoded, so the body is shown as it came.
    let remembered = arrived.lock().remembered.take().filter(|bytes| problem.is_some() && !bytes.is_empty());
    if let Some(remembered) = remembered {
        let mut rest = decoded.into_inner().into_inner();
        let mut more = shown.take(&remembered).await?;
        while more && let Some(bytes) = rest.next().await {
            match bytes {
                Ok(bytes) => more = shown.take(&bytes).await?,
                Err(error) => return Ok(Err(failure(&error).unwrap_or(Failure::CutOff))),
            }
        }
    }
    let received = arrived.lock().bytes;
    Ok(Ok((received, problem)))
}

/// `remembered` with `bytes` behind it; `None` when that is more than is worth remembering.
fn longer(mut remembered: Vec<u8>, bytes: &[u8]) -> Option<Vec<u8>> {
    remembered.extend_from_slice(bytes);
    (remembered.len() <= REMEMBERED).then_some(remembered)
}

/// The backend's failure behind `error`; a decoder's complaint has none.
fn failure(error: &io::Error) -> Option<Failure> {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Failure>()).cloned()
}

async fn emit(frames: &Sender<Bytes>, frame: Frame) -> Result<(), Gone> {
    frames.send(frame.encode().into()).await.map_err(|_| Gone)
}

fn micros(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX)
}
