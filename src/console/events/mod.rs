//! Bodies that are streams of events, read as they arrive: server-sent events, JSON lines and JSON text sequences.
//!
//! [`Parser`] makes events of bytes that come in pieces of any size; [`Log`] keeps the last ones, so that a stream without
//! end needs no memory without end.

mod lines;
mod log;
mod sequence;
mod sse;
#[cfg(test)]
mod tests;

pub use log::{Entry, Log, MOST_BYTES, MOST_EVENTS};

use crate::kernel::http::essence;

/// The longest event that is shown whole, in bytes. Of a longer one the beginning is.
pub const LONGEST: usize = 1024 * 1024;

/// How events stand in a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `text/event-stream` (WHATWG HTML, "Server-sent events").
    ServerSent,
    /// A JSON text a line (ndjson.org, jsonlines.org).
    Lines,
    /// JSON texts with a record separator before each (RFC 7464).
    Sequence,
}

impl Format {
    /// That of a body of this type; `None` for one that is no stream of events.
    #[must_use]
    pub fn of(content_type: &str) -> Option<Self> {
        match essence(content_type).as_str() {
            "text/event-stream" => Some(Self::ServerSent),
            "application/ndjson"
            | "application/x-ndjson"
            | "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/stream+json"
            | "text/x-ndjson" => Some(Self::Lines),
            kind if kind == "application/json-seq" || kind.ends_with("+json-seq") => Some(Self::Sequence),
            _ => None,
        }
    }
}

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// What the stream calls it; empty where it says nothing, which means `message`.
    pub name: String,
    /// The id that it sets.
    pub id: Option<String>,
    /// After how many milliseconds the stream wants its reader to come back.
    pub retry: Option<u64>,
    /// What it says. Bytes that are not UTF-8 are U+FFFD.
    pub data: String,
    /// Whether it was longer than [`LONGEST`].
    pub is_cut: bool,
}

/// Reads a stream piece by piece.
#[derive(Debug)]
pub struct Parser(Reader);

#[derive(Debug)]
enum Reader {
    ServerSent(sse::Reader),
    Lines(lines::Reader),
    Sequence(sequence::Reader),
}

impl Parser {
    /// Reads a stream from its first byte.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self(match format {
            Format::ServerSent => Reader::ServerSent(sse::Reader::default()),
            Format::Lines => Reader::Lines(lines::Reader::default()),
            Format::Sequence => Reader::Sequence(sequence::Reader::default()),
        })
    }

    /// The events that `bytes` completes.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        for &byte in bytes {
            let event = match &mut self.0 {
                Reader::ServerSent(reader) => reader.take(byte),
                Reader::Lines(reader) => reader.take(byte),
                Reader::Sequence(reader) => reader.take(byte),
            };
            events.extend(event);
        }
        events
    }

    /// What the end of the stream completes. A server-sent event without the empty line behind it is none.
    pub fn finish(&mut self) -> Option<Event> {
        match &mut self.0 {
            Reader::ServerSent(_) => None,
            Reader::Lines(reader) => reader.finish(),
            Reader::Sequence(reader) => reader.finish(),
        }
    }
}

/// Bytes, as many as are shown.
#[derive(Debug, Default)]
struct Text {
    bytes: Vec<u8>,
    is_cut: bool,
}

impl Text {
    fn push(&mut self, byte: u8) {
        if self.bytes.len() < LONGEST {
            self.bytes.push(byte);
        } else {
            self.is_cut = true;
        }
    }

    /// The event that says this and nothing else, unless it is blank; nothing is left.
    fn event(&mut self) -> Option<Event> {
        let Self { bytes, is_cut } = std::mem::take(self);
        let data = String::from_utf8_lossy(bytes.trim_ascii()).into_owned();
        (!data.is_empty()).then(|| Event { data, is_cut, ..Event::default() })
    }
}
