//! Windows-1252, which is also what `iso-8859-1` and `us-ascii` mean on the web (WHATWG Encoding section 4.2).

/// The characters from 0x80 to 0x9F; the rest is Latin-1.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of `bytes`, each of which stands for a character.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let character = |&byte: &u8| match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    };
    bytes.iter().map(character).collect()
}

/// Whether `bytes` can be a text: no control characters but tabs and line ends, and nothing that stands for none.
#[must_use]
pub fn is_text(bytes: &[u8]) -> bool {
    !bytes
        .iter()
        .any(|byte| matches!(byte, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d))
}
