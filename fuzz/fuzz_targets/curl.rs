//! cURL commands: what is read can be sent, and what is not is refused with a place in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loggia::console::curl::{CurlError, MOST, parse};
use loggia::console::request::{Body, PartContent};

/// The most notes that a person reads.
const NOTES: usize = 100;

fuzz_target!(|text: &str| {
    let command = match parse(text) {
        Ok(command) => command,
        Err(error) => return check_error(text, &error),
    };
    assert!(is_token(&command.method) && command.method == command.method.to_ascii_uppercase(), "{text}");
    assert!(command.url.starts_with("http://") || command.url.starts_with("https://"), "{text}");
    assert!(!command.url.chars().any(|c| c.is_control() || c == ' ' || c == '#'), "{text}: {}", command.url);
    for (name, value) in &command.headers {
        assert!(is_token(name), "{text}: {name}");
        assert!(!value.contains(['\r', '\n', '\0']), "{text}: {value:?}");
    }
    if let Body::Multipart(parts) = &command.body {
        assert!(parts.iter().all(|part| !matches!(&part.content, PartContent::File(file) if file.name.contains('/'))));
    }
    assert!(command.notes.len() <= NOTES, "{text}");
});

/// Whether `text` is a token (RFC 9110 section 5.6.2).
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn check_error(text: &str, error: &CurlError) {
    let length = text.chars().count();
    let at = match error {
        CurlError::TooLong { most } => return assert!(*most == MOST && text.len() > MOST),
        CurlError::NotCurl | CurlError::NoAddress => 0,
        CurlError::UnclosedQuote { at }
        | CurlError::NotText { at }
        | CurlError::UnknownOption { at, .. }
        | CurlError::AmbiguousOption { at, .. }
        | CurlError::MissingValue { at, .. }
        | CurlError::SeveralRequests { at }
        | CurlError::SeveralAddresses { at }
        | CurlError::BadAddress { at }
        | CurlError::BadMethod { at }
        | CurlError::BadHeader { at }
        | CurlError::BadField { at }
        | CurlError::SeveralMethods { at } => *at,
    };
    assert!(at <= length, "{text}: {error:?}");
}
