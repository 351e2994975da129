//! What events a stream has, however it is cut into pieces.

use proptest::prelude::*;

use super::*;

fn read(format: Format, bytes: &[u8]) -> Vec<Event> {
    let mut parser = Parser::new(format);
    let mut events = parser.push(bytes);
    events.extend(parser.finish());
    events
}

fn data(format: Format, text: &str) -> Vec<String> {
    read(format, text.as_bytes()).into_iter().map(|event| event.data).collect()
}

fn event(name: &str, id: Option<&str>, data: &str) -> Event {
    Event { name: name.to_owned(), id: id.map(str::to_owned), data: data.to_owned(), ..Event::default() }
}

#[test]
fn the_type_says_what_a_stream_is() {
    for (content_type, format) in [
        ("text/event-stream", Some(Format::ServerSent)),
        ("Text/Event-Stream; charset=utf-8", Some(Format::ServerSent)),
        ("application/x-ndjson", Some(Format::Lines)),
        ("application/jsonl;charset=utf-8", Some(Format::Lines)),
        ("application/json-seq", Some(Format::Sequence)),
        ("application/geo+json-seq", Some(Format::Sequence)),
        ("application/json", None),
        ("text/plain", None),
        ("", None),
    ] {
        assert_eq!(Format::of(content_type), format, "{content_type}");
    }
}

/// The examples of the specification, and its rules one by one.
#[test]
fn server_sent_events_are_read_as_specified() {
    let sse = |text: &str| read(Format::ServerSent, text.as_bytes());
    assert_eq!(sse("data: YHOO\ndata: +2\ndata: 10\n\n"), [event("", None, "YHOO\n+2\n10")]);
    assert_eq!(
        sse(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n"),
        [event("", Some("1"), "first event"), event("", Some(""), "second event")],
        "what no empty line ends is no event"
    );
    assert_eq!(sse("data\n\ndata\ndata\n\ndata:\n"), [event("", None, ""), event("", None, "\n")]);
    assert_eq!(sse("data:test\n\ndata: test\n\n"), [event("", None, "test"), event("", None, "test")]);
    assert_eq!(sse("event: add\ndata: 7\n\ndata: 8\n\n"), [event("add", None, "7"), event("", None, "8")]);
    assert_eq!(sse("event: add\n\ndata: 7\n\n"), [event("", None, "7")], "without data there is no event");
    assert_eq!(
        sse("\u{feff}data: a\n\n\u{feff}data: b\n\n"),
        [event("", None, "a")],
        "a mark in the middle is a letter"
    );
    assert_eq!(sse("data: a\r\rdata: b\r\n\r\ndata: c\n\n"), ["a", "b", "c"].map(|data| event("", None, data)));
    assert_eq!(
        sse("id: a\0b\nretry: 10\nretry: 1x\ndata: x\n\n")[0],
        Event { retry: Some(10), ..event("", None, "x") }
    );
    assert!(sse("Data: x\nunknown: y\ndata : z\n\n").is_empty(), "names are exact");
    assert_eq!(read(Format::ServerSent, b"data: \xff\n\n"), [event("", None, "\u{fffd}")]);
}

#[test]
fn lines_and_sequences_are_texts() {
    assert_eq!(data(Format::Lines, "{\"a\":1}\r\n\n  \n[2]\n3"), ["{\"a\":1}", "[2]", "3"]);
    assert_eq!(
        data(Format::Sequence, "\u{1e}{\"a\":\n \"\\\"}\n\"}\n\u{1e}[1,\n2]\n\u{1e}\u{1e}\"cut"),
        ["{\"a\":\n \"\\\"}\n\"}", "[1,\n2]", "\"cut"]
    );
}

#[test]
fn what_is_too_long_is_cut_and_the_next_one_is_whole() {
    let long = "x".repeat(LONGEST + 10);
    for (format, text) in [
        (Format::ServerSent, format!("data: {long}\n\ndata: next\n\n")),
        (Format::ServerSent, format!("{}\ndata: next\n\n", format!("data: {}\n", "x".repeat(1000)).repeat(1100))),
        (Format::Lines, format!("{long}\nnext\n")),
        (Format::Sequence, format!("\u{1e}{long}\n\u{1e}next\n")),
    ] {
        let events = read(format, text.as_bytes());
        let seen: Vec<_> = events.iter().map(|event| (event.is_cut, event.data.len() <= LONGEST + 1_100)).collect();
        assert_eq!(seen, [(true, true), (false, true)], "{format:?}");
        assert_eq!(events[1].data, "next");
    }
}

#[test]
fn the_log_keeps_the_last_ones() {
    let mut log = Log::default();
    assert_eq!((log.first(), log.up_to(9, 5).len()), (1, 0));
    for number in 1..=MOST_EVENTS + 3 {
        log.push(event("", None, &number.to_string()), 0.0);
    }
    assert_eq!((log.count(), log.first()), (MOST_EVENTS as u64 + 3, 4));
    let numbers = |last, most| log.up_to(last, most).iter().map(|entry| entry.number).collect::<Vec<_>>();
    assert_eq!(numbers(10, 3), [8, 9, 10]);
    assert_eq!(numbers(5, 3), [4, 5]);
    assert_eq!(numbers(2, 3), [0; 0]);
    assert_eq!(numbers(u64::MAX - 1, 1), [log.count()]);

    let mut log = Log::default();
    for _ in 0..12 {
        log.push(event("", None, &"x".repeat(1024 * 1024)), 0.0);
    }
    assert_eq!((log.count(), log.first()), (12, 5));
}

/// Streams of what matters to one of the formats.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    const TOKENS: [&[u8]; 18] = [
        b"data: ",
        b"data",
        b"event:",
        b"id: 1",
        b"retry: 5",
        b": note",
        b"\r\n",
        b"\r",
        b"\n",
        b"\n\n",
        b"\xef\xbb\xbf",
        b"\x1e",
        b"{\"a\": \"\\\"",
        b"\"}",
        "żółć".as_bytes(),
        b"\xff",
        b"\0",
        b"x",
    ];
    proptest::collection::vec(proptest::sample::select(TOKENS.as_slice()), 0..40).prop_map(|tokens| tokens.concat())
}

proptest! {
    #[test]
    fn the_pieces_do_not_matter(bytes in stream(), sizes in proptest::collection::vec(1_usize..9, 1..9)) {
        for format in [Format::ServerSent, Format::Lines, Format::Sequence] {
            let whole = read(format, &bytes);
            let mut parser = Parser::new(format);
            let mut events = Vec::new();
            let mut rest = bytes.as_slice();
            for size in sizes.iter().cycle() {
                if rest.is_empty() {
                    break;
                }
                let (piece, after) = rest.split_at((*size).min(rest.len()));
                events.extend(parser.push(piece));
                rest = after;
            }
            events.extend(parser.finish());
            prop_assert_eq!(events, whole);
        }
    }

    #[test]
    fn an_event_comes_as_soon_as_it_is_complete(lines in proptest::collection::vec("[a-z]{1,9}", 1..9)) {
        let mut parser = Parser::new(Format::ServerSent);
        for line in &lines {
            let data = ["data: ", line, "\n"].concat();
            prop_assert!(parser.push(data.as_bytes()).is_empty());
            prop_assert_eq!(parser.push(b"\n"), [event("", None, line)]);
        }
    }
}
