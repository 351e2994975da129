//! Reading the body of an answer.

use std::io;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use parking_lot::Mutex;
use tokio::io::{AsyncBufRead, AsyncReadExt as _};
use tokio_util::io::StreamReader;

use super::coding::{Coding, Decoded};
use super::shown::{Gone, Shown};
use crate::console::model::Problem;
use crate::kernel::Failure;

/// How much of a decoded body is in hand at once, in bytes.
const BUFFER: usize = 32 * 1024;
/// How much of an encoded body is remembered until it turns out that its coding can be taken off.
const REMEMBERED: usize = 64 * 1024;

/// What was read.
pub(super) struct Read {
    /// How many bytes arrived.
    pub(super) received: u64,
    /// What was wrong with them.
    pub(super) problem: Option<Problem>,
}

/// Why the reading ended early.
pub(super) enum Stop {
    /// The backend broke off.
    Failed(Failure),
    /// The browser is no longer there.
    Gone,
}

impl From<Gone> for Stop {
    fn from(_: Gone) -> Self {
        Self::Gone
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Failed(failure(&error).unwrap_or(Failure::CutOff))
    }
}

/// What arrived of a body before its coding was taken off.
#[derive(Default)]
struct Arrived {
    bytes: u64,
    /// All of it, while it is not certain that its coding can be taken off.
    remembered: Option<Vec<u8>>,
}

/// Reads `body` to its end, or as far as it is of use, and hands it to `shown` without its coding; where the coding
/// cannot be taken off, as it came.
pub(super) async fn read<S>(body: S, coding: Coding, shown: &mut Shown<'_>) -> Result<Read, Stop>
where
    S: Stream<Item = Result<Bytes, Failure>> + Unpin,
{
    let is_coded = !matches!(coding, Coding::Identity | Coding::Unknown);
    let arrived = Arc::new(Mutex::new(Arrived { bytes: 0, remembered: is_coded.then(Vec::new) }));
    let counted = {
        let arrived = arrived.clone();
        body.map_err(io::Error::other).inspect_ok(move |bytes| {
            let mut arrived = arrived.lock();
            arrived.bytes += bytes.len() as u64;
            arrived.remembered = arrived.remembered.take().and_then(|remembered| longer(remembered, bytes));
        })
    };
    let mut decoded = coding.decode(StreamReader::new(counted)).await?;
    let mut problem = match &decoded {
        Decoded::Plain(_) if is_coded => Some(Problem::Undecodable),
        _ => (coding == Coding::Unknown).then_some(Problem::UnknownCoding),
    };
    if !show(&mut decoded, &arrived, shown).await? {
        problem = Some(Problem::Undecodable);
        let remembered = arrived.lock().remembered.take();
        if let Some(remembered) = remembered {
            show_as_it_came(&remembered, decoded.into_inner().into_inner(), shown).await?;
        }
    }
    let received = arrived.lock().bytes;
    // A response to HEAD names the coding of a body that does not come.
    Ok(Read { received, problem: problem.filter(|_| received > 0) })
}

/// Shows what can be decoded; whether that is everything that is of use.
async fn show<R>(decoded: &mut Decoded<R>, arrived: &Mutex<Arrived>, shown: &mut Shown<'_>) -> Result<bool, Stop>
where
    R: AsyncBufRead + Unpin,
{
    let mut buffer = BytesMut::with_capacity(BUFFER);
    loop {
        buffer.clear();
        match decoded.read_buf(&mut buffer).await {
            Ok(0) => return Ok(true),
            Ok(_) => {
                arrived.lock().remembered = None;
                if !shown.take(&buffer).await? {
                    return Ok(true);
                }
            }
            // The decoder's own complaint, or the backend's failure.
            Err(error) if failure(&error).is_none() => return Ok(false),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Shows the `beginning` and the rest of a body of which nothing could be decoded.
async fn show_as_it_came<S>(beginning: &[u8], mut rest: S, shown: &mut Shown<'_>) -> Result<(), Stop>
where
    S: Stream<Item = io::Result<Bytes>> + Unpin,
{
    let mut wanted = shown.take(beginning).await?;
    while wanted && let Some(bytes) = rest.next().await {
        wanted = shown.take(&bytes?).await?;
    }
    Ok(())
}

/// `remembered` with `bytes` behind it; `None` when that is more than is worth remembering.
fn longer(mut remembered: Vec<u8>, bytes: &[u8]) -> Option<Vec<u8>> {
    remembered.extend_from_slice(bytes);
    (remembered.len() <= REMEMBERED).then_some(remembered)
}

fn failure(error: &io::Error) -> Option<Failure> {
    error.get_ref().and_then(|inner| inner.downcast_ref::<Failure>()).cloned()
}
