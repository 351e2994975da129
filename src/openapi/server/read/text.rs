//! A document's bytes as text.

use std::borrow::Cow;

use super::{Refusal, limits};
use crate::kernel::windows_1252;

/// What bytes say.
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    /// Whether it is neither UTF-8 nor UTF-16, so that it was taken for Windows-1252.
    pub(super) is_guessed: bool,
}

impl<'b> Decoded<'b> {
    const fn sure(text: Cow<'b, str>) -> Self {
        Self { text, is_guessed: false }
    }
}

/// The text of `bytes`: UTF-8 or UTF-16 in either order, with or without a byte order mark. Without one, UTF-16 is told
/// by the zero in its first character, which is ASCII in JSON and YAML; and what is no UTF-8, but could be a text, is
/// read as Windows-1252, which older editors write.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Refusal> {
    if bytes.len() > limits::BYTES {
        return Err(Refusal::TooLarge { megabytes: limits::BYTES / 1_000_000 });
    }
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, 0, 0, ..] | [0, 0, ..] => Err(Refusal::NotText { line: 1 }),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [first, 0, ..] if *first != 0 => utf16(bytes, u16::from_le_bytes),
        [0, _, ..] => utf16(bytes, u16::from_be_bytes),
        _ => match utf8(bytes) {
            Err(Refusal::NotText { .. }) if windows_1252::is_text(bytes) => {
                return Ok(Decoded { text: Cow::Owned(windows_1252::decode(bytes)), is_guessed: true });
            }
            result => result,
        },
    };
    text.map(Decoded::sure)
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
