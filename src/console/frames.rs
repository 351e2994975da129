//! The answer's way from our server to the browser: frames of a kind (one byte), a length (four bytes, big-endian) and
//! that many bytes. One `Head`, any number of `Data`, then `End`; or `Fail` at any point before the end.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::model::{AnswerEnd, AnswerFail, AnswerHead};
use crate::kernel::wire;

/// The bytes before each payload.
const PREFIX: usize = 5;
/// The longest payload that is believed. Heads are the longest: headers may have some hundred kilobytes.
const LONGEST: usize = 4 * 1024 * 1024;

const HEAD: u8 = 0;
const DATA: u8 = 1;
const END: u8 = 2;
const FAIL: u8 = 3;

/// A part of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Status, headers and times.
    Head(AnswerHead),
    /// Bytes of the decoded body.
    Data(Vec<u8>),
    /// The answer is complete.
    End(AnswerEnd),
    /// The call failed.
    Fail(AnswerFail),
}

impl Frame {
    /// The frame's bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Head(head) => prefixed(HEAD, &json(head)),
            Self::Data(bytes) => data(bytes),
            Self::End(end) => prefixed(END, &json(end)),
            Self::Fail(fail) => prefixed(FAIL, &json(fail)),
        }
    }
}

/// The bytes of a [`Frame::Data`] that holds `bytes`.
#[must_use]
pub fn data(bytes: &[u8]) -> Vec<u8> {
    prefixed(DATA, bytes)
}

fn prefixed(kind: u8, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(PREFIX + payload.len());
    bytes.push(kind);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(payload);
    bytes
}

fn json(value: &impl Serialize) -> Vec<u8> {
    // Strings, numbers and lists of strings: there is nothing in them that JSON could refuse.
    serde_json::to_vec(value).unwrap_or_default()
}

/// The bytes are not frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a frame")]
pub struct Malformed;

/// Puts frames together from bytes that arrive in pieces of any size.
#[derive(Debug, Default)]
pub struct Decoder {
    buffer: Vec<u8>,
}

impl Decoder {
    /// The frames that `bytes` completes.
    ///
    /// # Errors
    /// [`Malformed`] for an unknown kind, an unbelievable length or a payload that cannot be read.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Frame>, Malformed> {
        self.buffer.extend_from_slice(bytes);
        let mut frames = Vec::new();
        let mut read = 0;
        while let Some((kind, payload)) = next(&self.buffer[read..])? {
            frames.push(frame(kind, payload)?);
            read += PREFIX + payload.len();
        }
        self.buffer.drain(..read);
        Ok(frames)
    }
}

/// The kind and the payload of the frame that `bytes` begins with; `None` while it is not complete.
fn next(bytes: &[u8]) -> Result<Option<(u8, &[u8])>, Malformed> {
    let Some((&[kind, a, b, c, d], rest)) = bytes.split_first_chunk::<PREFIX>() else { return Ok(None) };
    let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).map_err(|_| Malformed)?;
    if kind > FAIL || length > LONGEST {
        return Err(Malformed);
    }
    Ok(rest.get(..length).map(|payload| (kind, payload)))
}

fn frame(kind: u8, payload: &[u8]) -> Result<Frame, Malformed> {
    match kind {
        HEAD => parse(payload).map(Frame::Head),
        DATA => Ok(Frame::Data(payload.to_vec())),
        END => parse(payload).map(Frame::End),
        FAIL => parse(payload).map(Frame::Fail),
        _ => Err(Malformed),
    }
}

fn parse<T: DeserializeOwned>(payload: &[u8]) -> Result<T, Malformed> {
    wire::read(payload).map_err(|_| Malformed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::console::model::{Problem, Stages};
    use crate::kernel::Failure;

    fn answer(bodies: Vec<Vec<u8>>, header: String) -> Vec<Frame> {
        let stages = Stages { queue: 3, name: Some(0), connect: None, first_byte: Some(u64::from(u32::MAX)) };
        let head = AnswerHead {
            url: "http://backend.example/żółć".to_owned(),
            status: 299,
            reason: String::new(),
            version: "HTTP/1.1".to_owned(),
            headers: vec![("x".to_owned(), header)],
            content_type: None,
            stages,
            redirect: None,
            trace: None,
        };
        let end = AnswerEnd { cut: true, problem: Some(Problem::Undecodable), ..AnswerEnd::default() };
        let fail = AnswerFail { url: head.url.clone(), failure: Failure::CutOff, stages, total: 9 };
        let mut frames = vec![Frame::Head(head)];
        frames.extend(bodies.into_iter().map(Frame::Data));
        frames.extend([Frame::End(end), Frame::Fail(fail)]);
        frames
    }

    proptest! {
        #[test]
        fn the_pieces_do_not_matter(
            bodies in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 0..8),
            header in ".*",
            sizes in proptest::collection::vec(1_usize..50, 1..20),
        ) {
            let frames = answer(bodies, header);
            let bytes: Vec<u8> = frames.iter().flat_map(Frame::encode).collect();
            let mut decoder = Decoder::default();
            let mut decoded = Vec::new();
            let mut rest = bytes.as_slice();
            for size in sizes.into_iter().cycle() {
                if rest.is_empty() {
                    break;
                }
                let (piece, after) = rest.split_at(size.min(rest.len()));
                decoded.extend(decoder.push(piece).unwrap());
                rest = after;
            }
            prop_assert_eq!(decoded, frames);
        }

        #[test]
        fn noise_is_refused_or_waited_for_but_never_a_panic(noise in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Decoder::default().push(&noise);
        }
    }

    #[test]
    fn what_cannot_be_a_frame_is_refused_at_once() {
        assert_eq!(Decoder::default().push(b"<html>"), Err(Malformed), "an answer of somebody else");
        assert_eq!(Decoder::default().push(&[DATA, 0xff, 0, 0, 0]), Err(Malformed), "a length beyond all reason");
        assert_eq!(Decoder::default().push(&[END, 0, 0, 0, 1, b'x']), Err(Malformed), "a payload that is not JSON");
    }
}
