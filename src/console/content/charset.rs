//! Text from bytes. UTF-8, what announces itself as UTF-16, and windows-1252, which is also what `iso-8859-1` and
//! `us-ascii` mean on the web (WHATWG Encoding section 4.2).

use crate::kernel::windows_1252;

/// `bytes` without the UTF-8 sequence that the end cuts off: what is still arriving ends anywhere.
pub(super) fn without_cut_end(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}

/// The text of `bytes`, and whether some of them are not of their encoding.
pub(super) fn decode(charset: Option<&str>, bytes: &[u8]) -> (String, bool) {
    match (bytes, charset) {
        ([0xef, 0xbb, 0xbf, rest @ ..], _) => utf8(rest),
        ([0xff, 0xfe, rest @ ..], _) => utf16(rest, u16::from_le_bytes),
        ([0xfe, 0xff, rest @ ..], _) => utf16(rest, u16::from_be_bytes),
        (_, Some("utf-16le" | "utf-16")) => utf16(bytes, u16::from_le_bytes),
        (_, Some("utf-16be")) => utf16(bytes, u16::from_be_bytes),
        (_, Some("iso-8859-1" | "latin1" | "us-ascii" | "ascii" | "windows-1252" | "cp1252")) => {
            (windows_1252::decode(bytes), false)
        }
        _ => utf8(bytes),
    }
}

/// The text of `bytes` when they are UTF-8 and nothing that a text does not contain.
pub(super) fn strict(bytes: &[u8]) -> Option<String> {
    let (text, lossy) = utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1b}');
    (!lossy && text.chars().all(is_text)).then_some(text)
}

fn utf8(bytes: &[u8]) -> (String, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), false),
        Err(_) => (String::from_utf8_lossy(bytes).into_owned(), true),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, bool) {
    let units = bytes.as_chunks::<2>().0.iter().map(|&pair| unit(pair));
    let mut lossy = false;
    let text = char::decode_utf16(units)
        .map(|decoded| {
            decoded.unwrap_or_else(|_| {
                lossy = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    (text, lossy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_reads_as_the_same_text() {
        let utf16 = |unit: fn(u16) -> [u8; 2]| "„x” 🎈".encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        for (charset, bytes) in [
            (None, "„x” 🎈".as_bytes().to_vec()),
            (None, "\u{feff}„x” 🎈".as_bytes().to_vec()),
            (Some("utf-16le"), utf16(u16::to_le_bytes)),
            (Some("utf-16be"), utf16(u16::to_be_bytes)),
            (None, [vec![0xff, 0xfe], utf16(u16::to_le_bytes)].concat()),
            (Some("utf-8"), [vec![0xfe, 0xff], utf16(u16::to_be_bytes)].concat()),
        ] {
            assert_eq!(decode(charset, &bytes), ("„x” 🎈".to_owned(), false), "{charset:?}");
        }
        assert_eq!(decode(Some("iso-8859-1"), b"\x84x\x94 \xe9"), ("„x” é".to_owned(), false));
    }

    #[test]
    fn a_sequence_is_cut_off_by_the_end_only() {
        for (bytes, without) in
            [(&b"a\xf0\x9f\x8e"[..], &b"a"[..]), (b"a\xf0b", b"a\xf0b"), (b"a\xffb\xf0", b"a\xffb\xf0"), (b"", b"")]
        {
            assert_eq!(without_cut_end(bytes), without);
        }
    }

    #[test]
    fn what_is_not_of_the_encoding_is_marked() {
        assert_eq!(decode(None, b"a\xf0b\xe9"), ("a\u{fffd}b\u{fffd}".to_owned(), true));
        assert_eq!(decode(Some("utf-16le"), b"a\0\x3d\xd8"), ("a\u{fffd}".to_owned(), true));
    }

    #[test]
    fn what_holds_control_characters_is_no_text() {
        assert_eq!(strict(b"a\tb\r\n"), Some("a\tb\r\n".to_owned()));
        assert_eq!(strict(b"a\0b"), None);
        assert_eq!(strict(b"\x80"), None);
    }
}
