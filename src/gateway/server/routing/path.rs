//! Judging a call's path: what we and the web service could read differently is refused, so that the operation whose
//! policies held is the operation that is executed (as in CVE-2026-27880 it was not).

use std::borrow::Cow;

use crate::catalog::template::decode_deeply;

/// A path that everybody reads alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gateway::server) struct Path<'p> {
    /// Without the slash that it begins with, percent-encoded as it came.
    pub(in crate::gateway::server) text: &'p str,
}

/// Why a path is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(in crate::gateway::server) enum Unclear {
    /// It does not begin with a slash.
    #[error("The path has to begin with a slash.")]
    NoSlash,
    /// `//`.
    #[error("The path has an empty segment.")]
    EmptySegment,
    /// `.` or `..`, however it is spelled.
    #[error("The path has a segment that means another place.")]
    DotSegment,
    /// A slash, a backslash or a NUL that is encoded, however often; or a backslash as it is.
    #[error("The path has an encoded slash, a backslash or a NUL in it.")]
    Separator,
    /// `%` without two digits behind it.
    #[error("The path is not percent-encoded correctly.")]
    Encoding,
}

impl<'p> Path<'p> {
    /// Judges `path`, which begins with a slash.
    ///
    /// # Errors
    /// [`Unclear`].
    pub(in crate::gateway::server) fn judge(path: &'p str) -> Result<Self, Unclear> {
        let text = path.strip_prefix('/').ok_or(Unclear::NoSlash)?;
        let mut before = b'/';
        let mut is_plain = true;
        for byte in text.bytes() {
            match byte {
                b'/' if before == b'/' => return Err(Unclear::EmptySegment),
                b'\\' => return Err(Unclear::Separator),
                b'%' => is_plain = false,
                b'.' if before == b'/' => is_plain = false,
                _ => {}
            }
            before = byte;
        }
        if !is_plain {
            text.split('/').try_for_each(judge_segment)?;
        }
        Ok(Self { text })
    }
}

fn judge_segment(segment: &str) -> Result<(), Unclear> {
    if !segment.contains(['%', '.']) {
        return Ok(());
    }
    let mut rest = segment.as_bytes();
    while let Some(at) = memchr(rest) {
        match rest.get(at + 1..at + 3) {
            Some([high, low]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {}
            _ => return Err(Unclear::Encoding),
        }
        rest = rest.get(at + 3..).unwrap_or_default();
    }
    let decoded = decode_deeply(segment);
    if decoded.iter().any(|byte| matches!(byte, b'/' | b'\\' | 0)) {
        return Err(Unclear::Separator);
    }
    // Some servers take what follows a semicolon away before they look: `..;x`.
    let name = decoded.split(|byte| *byte == b';').next().unwrap_or_default();
    if matches!(name, b"." | b"..") { Err(Unclear::DotSegment) } else { Ok(()) }
}

fn memchr(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == b'%')
}

/// A segment's text.
pub(super) fn decoded(segment: &str) -> Cow<'_, [u8]> {
    if !segment.contains('%') {
        return Cow::Borrowed(segment.as_bytes());
    }
    let mut decoded = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let [first, others @ ..] = rest {
        rest = others;
        let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (first, others) {
            (b'%', [high, low, after @ ..]) => match (digit(high), digit(low)) {
                (Some(high), Some(low)) => {
                    decoded.push(high * 16 + low);
                    rest = after;
                }
                _ => decoded.push(*first),
            },
            _ => decoded.push(*first),
        }
    }
    Cow::Owned(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_read_two_ways_is_refused() {
        for (path, verdict) in [
            ("/a/b", Ok(())),
            ("/", Ok(())),
            ("/a/", Ok(())),
            ("/a%20b/%C5%BC", Ok(())),
            ("/a/%3B/;v=1", Ok(())),
            ("/.well-known/a..b/...", Ok(())),
            ("a", Err(Unclear::NoSlash)),
            ("//a", Err(Unclear::EmptySegment)),
            ("/a//b", Err(Unclear::EmptySegment)),
            ("/a/b//", Err(Unclear::EmptySegment)),
            ("/a/../b", Err(Unclear::DotSegment)),
            ("/a/.", Err(Unclear::DotSegment)),
            ("/a/%2e%2e/b", Err(Unclear::DotSegment)),
            ("/a/.%2E/b", Err(Unclear::DotSegment)),
            ("/a/%252e%252e/b", Err(Unclear::DotSegment)),
            ("/a/%2%65./b", Err(Unclear::Encoding)),
            ("/a/..;/b", Err(Unclear::DotSegment)),
            ("/a/..%3Bx=1/b", Err(Unclear::DotSegment)),
            ("/a/%2e;x/b", Err(Unclear::DotSegment)),
            ("/a%2fb", Err(Unclear::Separator)),
            ("/a%2Fb", Err(Unclear::Separator)),
            ("/a%252Fb", Err(Unclear::Separator)),
            ("/a%5cb", Err(Unclear::Separator)),
            ("/a\\b", Err(Unclear::Separator)),
            ("/a%00", Err(Unclear::Separator)),
            ("/a%zz", Err(Unclear::Encoding)),
            ("/a%2", Err(Unclear::Encoding)),
        ] {
            assert_eq!(Path::judge(path).map(|_| ()), verdict, "{path}");
        }
    }
}
