//! bash's `$'…'` quotes: their escapes, as the bash manual's section 3.1.2.4 has them.

/// The bytes that the text between the quotes stands for. A NUL ends it, as in bash. Two `\u` of a surrogate pair are
/// one character: browsers write them so, although bash does not read them so.
pub(super) fn decode(text: &[char]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((&c, after)) = rest.split_first() {
        rest = after;
        if c == '\\' {
            rest = escape(rest, &mut bytes);
            if bytes.last() == Some(&0) {
                bytes.pop();
                break;
            }
        } else {
            push(&mut bytes, c);
        }
    }
    bytes
}

/// Reads what follows a backslash and returns what follows that.
fn escape<'t>(text: &'t [char], bytes: &mut Vec<u8>) -> &'t [char] {
    let Some((&c, rest)) = text.split_first() else {
        bytes.push(b'\\');
        return text;
    };
    match c {
        'a' => bytes.push(0x07),
        'b' => bytes.push(0x08),
        'e' | 'E' => bytes.push(0x1b),
        'f' => bytes.push(0x0c),
        'n' => bytes.push(b'\n'),
        'r' => bytes.push(b'\r'),
        't' => bytes.push(b'\t'),
        'v' => bytes.push(0x0b),
        '\\' | '\'' | '"' | '?' => push(bytes, c),
        '0'..='7' => {
            let (number, rest) = digits(text, 3, 8);
            bytes.extend(number.to_le_bytes().first());
            return rest;
        }
        'x' => return hexadecimal(c, rest, 2, bytes),
        'u' => return hexadecimal(c, rest, 4, bytes),
        'U' => return hexadecimal(c, rest, 8, bytes),
        'c' => return control(rest, bytes),
        other => {
            bytes.push(b'\\');
            push(bytes, other);
        }
    }
    rest
}

/// `\cX`.
fn control<'t>(text: &'t [char], bytes: &mut Vec<u8>) -> &'t [char] {
    let Some((&c, rest)) = text.split_first() else {
        bytes.extend(b"\\c");
        return text;
    };
    // bash works on bytes: of a character of several, the first is the one meant.
    let mut buffer = [0; 4];
    let mut encoded = c.encode_utf8(&mut buffer).bytes();
    let first = encoded.next().unwrap_or_default();
    bytes.push(if first == b'?' { 0x7f } else { first.to_ascii_uppercase() & 0x1f });
    bytes.extend(encoded);
    rest
}

/// `\xHH`, `\uHHHH` and `\UHHHHHHHH`; without a digit they stand for themselves.
fn hexadecimal<'t>(letter: char, text: &'t [char], most: usize, bytes: &mut Vec<u8>) -> &'t [char] {
    let (number, mut rest) = digits(text, most, 16);
    if rest.len() == text.len() {
        bytes.push(b'\\');
        push(bytes, letter);
        return rest;
    }
    if letter == 'x' {
        bytes.extend(number.to_le_bytes().first());
        return rest;
    }
    let mut number = number;
    if (0xd800..0xdc00).contains(&number)
        && let Some(low) = rest.strip_prefix(&['\\', 'u'])
        && let (second, after) = digits(low, 4, 16)
        && (0xdc00..0xe000).contains(&second)
    {
        number = 0x10000 + ((number - 0xd800) << 10) + (second - 0xdc00);
        rest = after;
    }
    match char::from_u32(number) {
        Some(c) => push(bytes, c),
        // No text holds this byte, so that the word is refused.
        None => bytes.push(0xff),
    }
    rest
}

/// The number that at most `most` digits at the beginning make, and what follows them.
fn digits(text: &[char], most: usize, radix: u32) -> (u32, &[char]) {
    let mut number: u32 = 0;
    let mut rest = text;
    for _ in 0..most {
        let Some((c, after)) = rest.split_first() else { break };
        let Some(digit) = c.to_digit(radix) else { break };
        number = number.wrapping_mul(radix).wrapping_add(digit);
        rest = after;
    }
    (number, rest)
}

fn push(bytes: &mut Vec<u8>, c: char) {
    bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}
