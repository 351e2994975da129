//! Following the messages of a connection: a head, its body, the next head. Pure; the verdict does not depend on how the
//! bytes are cut into pieces.

use axum::http::StatusCode;

use super::chunks::Chunks;
use super::head::{Body, Head, Refusal, judge};

/// Where in the conversation the next byte stands.
#[derive(Debug)]
pub(super) struct Framing {
    state: State,
    /// How many heads were found in order.
    heads: u64,
    head_bytes: usize,
    /// Whether the last head asked for another protocol, and it is not decided yet whether that is what follows.
    may_change: bool,
}

#[derive(Debug)]
enum State {
    /// In a head, of which `seen` bytes were looked at; its present line begins at `line`.
    Head { seen: usize, line: usize },
    /// In a body of known length.
    Length { left: u64 },
    /// In a chunked body.
    Chunks(Chunks),
}

const HEAD: State = State::Head { seen: 0, line: 0 };

/// What is to be done with the bytes at hand.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// So many of them are in order.
    Release(usize),
    /// There is nothing to decide before more come.
    More,
    /// The request that they belong to is to be refused, and nothing after it can be trusted.
    Refuse(Refusal),
}

impl Framing {
    /// The start of a connection whose heads may have `head_bytes` bytes.
    pub(super) const fn new(head_bytes: usize) -> Self {
        Self { state: HEAD, heads: 0, head_bytes, may_change: false }
    }

    /// How many heads were found in order.
    pub(super) const fn heads(&self) -> u64 {
        self.heads
    }

    /// Whether the next byte may be of another protocol.
    pub(super) const fn may_change(&self) -> bool {
        self.may_change && !self.is_in_body()
    }

    /// Says that it is not.
    pub(super) const fn goes_on(&mut self) {
        self.may_change = false;
    }

    /// Whether a body is under way.
    pub(super) const fn is_in_body(&self) -> bool {
        !matches!(self.state, State::Head { .. })
    }

    /// Looks at `bytes`: all that came and was not released yet.
    pub(super) fn step(&mut self, bytes: &[u8]) -> Step {
        if bytes.is_empty() {
            return Step::More;
        }
        match &mut self.state {
            State::Head { .. } => self.head(bytes),
            State::Length { left } => {
                let released = (*left).min(bytes.len() as u64);
                *left -= released;
                if *left == 0 {
                    self.state = HEAD;
                }
                Step::Release(usize::try_from(released).unwrap_or_default())
            }
            State::Chunks(chunks) => match chunks.follow(bytes, self.head_bytes) {
                Ok(released) => {
                    if *chunks == Chunks::Done {
                        self.state = HEAD;
                    }
                    Step::Release(released)
                }
                Err(refusal) => Step::Refuse(refusal),
            },
        }
    }

    fn head(&mut self, bytes: &[u8]) -> Step {
        let State::Head { seen, line } = &mut self.state else {
            return Step::More;
        };
        while let Some(&byte) = bytes.get(*seen) {
            if *seen >= self.head_bytes {
                return Step::Refuse(Refusal::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "the head is too long"));
            }
            let after_cr = *seen > 0 && bytes.get(*seen - 1) == Some(&b'\r');
            if after_cr != (byte == b'\n') {
                return Step::Refuse(Refusal::bad("a line that does not end in CR LF"));
            }
            *seen += 1;
            if byte != b'\n' {
                continue;
            }
            let is_empty = *line + 2 == *seen;
            let is_first = *line == 0;
            *line = *seen;
            // One empty line before the request is forgiven (RFC 9112 section 2.2).
            if is_empty && !is_first {
                let head = bytes.get(..*seen).unwrap_or_default();
                return match judge(head) {
                    Ok(Head { body, asks_for_change }) => {
                        let length = head.len();
                        self.heads += 1;
                        self.may_change = asks_for_change;
                        self.state = match body {
                            Body::Length(0) => HEAD,
                            Body::Length(left) => State::Length { left },
                            Body::Chunked => State::Chunks(Chunks::START),
                        };
                        Step::Release(length)
                    }
                    Err(refusal) => Step::Refuse(refusal),
                };
            }
        }
        Step::More
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MOST: usize = 512;

    /// What becomes of `pieces`: how many bytes and heads are released, and the refusal at the end.
    fn outcome<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (usize, u64, Option<Refusal>) {
        let mut framing = Framing::new(MOST);
        let mut held = Vec::new();
        let mut released = 0;
        for piece in pieces {
            held.extend_from_slice(piece);
            loop {
                match framing.step(&held) {
                    Step::Release(count) => {
                        assert!(count > 0, "a release of nothing would be asked for again and again");
                        held.drain(..count);
                        released += count;
                    }
                    Step::More => break,
                    Step::Refuse(refusal) => return (released, framing.heads(), Some(refusal)),
                }
            }
        }
        (released, framing.heads(), None)
    }

    fn good() -> impl Strategy<Value = Vec<u8>> {
        let body = prop::collection::vec(any::<u8>(), 0..40);
        prop_oneof![
            Just(b"GET /a?b=c HTTP/1.1\r\nHost: a\r\n\r\n".to_vec()),
            body.clone().prop_map(|body| {
                let head = format!("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n", body.len());
                [head.into_bytes(), body].concat()
            }),
            prop::collection::vec(body, 0..4).prop_map(|bodies| {
                let mut bytes = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
                for body in bodies.iter().filter(|body| !body.is_empty()) {
                    bytes.extend_from_slice(format!("{:X};x=y\r\n", body.len()).as_bytes());
                    bytes.extend_from_slice(body);
                    bytes.extend_from_slice(b"\r\n");
                }
                bytes.extend_from_slice(b"0\r\nX: y\r\n\r\n");
                bytes
            }),
        ]
    }

    /// Good requests with something wrong in them here and there, or anything at all.
    fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
        let damaged = (
            prop::collection::vec(good(), 1..4),
            any::<prop::sample::Index>(),
            prop::sample::select(b"\r\n\0 _:;0aZ%".to_vec()),
            0..3_u8,
        );
        prop_oneof![
            damaged.prop_map(|(requests, place, byte, how)| {
                let mut bytes = requests.concat();
                let place = place.index(bytes.len());
                match how {
                    0 => bytes[place] = byte,
                    1 => bytes.insert(place, byte),
                    _ => drop(bytes.remove(place)),
                }
                bytes
            }),
            prop::collection::vec(prop::sample::select(b"GET / HTP1.\r\n:ahost".to_vec()), 0..700),
            prop::collection::vec(any::<u8>(), 0..100),
        ]
    }

    proptest! {
        #[test]
        fn good_requests_pass_whole_however_many(requests in prop::collection::vec(good(), 0..5)) {
            let bytes = requests.concat();
            prop_assert_eq!(outcome([bytes.as_slice()]), (bytes.len(), requests.len() as u64, None));
        }

        #[test]
        fn the_verdict_does_not_depend_on_the_pieces(bytes in any_bytes(), size in 1..9_usize) {
            let whole = outcome([bytes.as_slice()]);
            prop_assert_eq!(outcome(bytes.chunks(size)), whole);
        }

        #[test]
        fn what_passes_is_read_alike_by_the_parser_below(bytes in any_bytes()) {
            let (released, heads, _) = outcome([bytes.as_slice()]);
            prop_assert!(released <= bytes.len());
            if heads > 0 {
                let mut headers = [httparse::EMPTY_HEADER; 100];
                let first = httparse::Request::new(&mut headers).parse(&bytes[..released]);
                prop_assert!(matches!(first, Ok(httparse::Status::Complete(_))), "{first:?}");
            }
        }
    }

    #[test]
    fn lines_and_chunks_end_in_cr_lf_and_nothing_else() {
        let chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (bytes, status) in [
            ("GET / HTTP/1.1\nHost: a\n\n".to_owned(), Some(400)),
            ("GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n".to_owned(), Some(400)),
            ("GET / HTTP/1.1\r\nHost: a\r\n\n".to_owned(), Some(400)),
            ("GET / HTTP/1.1\r\nHost: a\rX: y\r\n\r\n".to_owned(), Some(400)),
            ("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Some(400)),
            (format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "y".repeat(MOST)), Some(431)),
            (format!("{chunked}5\r\nhello\r\n0\r\n\r\n"), None),
            (format!("{chunked}5\nhello\r\n0\r\n\r\n"), Some(400)),
            (format!("{chunked}5\r\nhello\n0\r\n\r\n"), Some(400)),
            (format!("{chunked}5\r\nhelloo\r\n0\r\n\r\n"), Some(400)),
            (format!("{chunked}5 \r\nhello\r\n0\r\n\r\n"), Some(400)),
            (format!("{chunked}0x5\r\nhello\r\n0\r\n\r\n"), Some(400)),
            (format!("{chunked}\r\nhello\r\n0\r\n\r\n"), Some(400)),
            (format!("{chunked}ffffffffffffffff\r\n"), Some(400)),
            (format!("{chunked}0\r\nX: y\n\r\n"), Some(400)),
            (format!("{chunked}0;a\n\r\n\r\n"), Some(400)),
            (format!("{chunked}0\r\nX: {}\r\n\r\n", "y".repeat(MOST)), Some(431)),
        ] {
            let refused = outcome([bytes.as_bytes()]).2.map(|refusal| refusal.status.as_u16());
            assert_eq!(refused, status, "{bytes}");
        }
    }
}
