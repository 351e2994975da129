//! A document's bytes as text.

use std::borrow::Cow;

use super::{Refusal, limits};

/// The text of `bytes`: UTF-8 or UTF-16 in either order, with or without a byte order mark. Without one, UTF-16 is told
/// by the zero in its first character, which is ASCII in JSON and YAML.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    if bytes.len() > limits::BYTES {
        return Err(Refusal::TooLarge { megabytes: limits::BYTES / 1_000_000 });
    }
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, 0, 0, ..] | [0, 0, ..] => Err(Refusal::NotText { line: 1 }),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [first, 0, ..] if *first != 0 => utf16(bytes, u16::from_le_bytes),
        [0, _, ..] => utf16(bytes, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let readable = match std::str::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            Some(zero) => zero,
            None => return Ok(Cow::Borrowed(text)),
        },
        Err(error) => error.valid_up_to(),
    };
    let lines = bytes.iter().take(readable).filter(|byte| **byte == b'\n').count();
    Err(Refusal::NotText { line: lines + 1 })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, Refusal> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let decoded: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    match decoded {
        Ok(text) if rest.is_empty() && !text.contains('\0') => Ok(Cow::Owned(text)),
        _ => Err(Refusal::NotText { line: 1 }),
    }
}
