//! Cutting JSON text into tokens for colouring. It never fails: what is not JSON comes out as plain text.

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// The name of an object's member.
    Key,
    /// A string.
    String,
    /// A number.
    Number,
    /// `true`, `false` or `null`.
    Literal,
    /// White space, brackets, commas, colons and whatever is not JSON.
    Plain,
}

impl Token {
    /// The class that colours it; empty for none.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Key => "tok-key",
            Self::String => "tok-string",
            Self::Number => "tok-number",
            Self::Literal => "tok-literal",
            Self::Plain => "",
        }
    }
}

/// Cuts `text` into tokens that, joined, are `text` again.
#[must_use]
pub fn json(text: &str) -> Vec<(Token, &str)> {
    let mut tokens: Vec<(Token, &str)> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '"' => {
                let length = string_length(rest);
                let is_key = rest[length..].trim_start().starts_with(':');
                (if is_key { Token::Key } else { Token::String }, length)
            }
            '-' | '0'..='9' => {
                (Token::Number, length_while(rest, |c| matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E')))
            }
            c if c.is_ascii_alphabetic() => {
                let length = length_while(rest, |c| c.is_ascii_alphanumeric());
                let token =
                    if matches!(&rest[..length], "true" | "false" | "null") { Token::Literal } else { Token::Plain };
                (token, length)
            }
            c => (Token::Plain, c.len_utf8()),
        };
        let (piece, after) = rest.split_at(length);
        match tokens.last_mut() {
            Some((Token::Plain, last)) if token == Token::Plain => *last = join(text, last, piece),
            _ => tokens.push((token, piece)),
        }
        rest = after;
    }
    tokens
}

/// The stretch of `text` that begins with `first` and ends with its neighbour `second`.
fn join<'a>(text: &'a str, first: &str, second: &str) -> &'a str {
    let start = first.as_ptr() as usize - text.as_ptr() as usize;
    &text[start..start + first.len() + second.len()]
}

fn length_while(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// The length of the string that `text` begins with, quotes included; to the end where it is not closed.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_differ_from_strings() {
        let tokens = json(r#"{"a\"b" : ["c", -1.5e3, true, nul]}"#);
        let kinds: Vec<_> = tokens.iter().filter(|(token, _)| *token != Token::Plain).copied().collect();
        assert_eq!(
            kinds,
            [(Token::Key, r#""a\"b""#), (Token::String, r#""c""#), (Token::Number, "-1.5e3"), (Token::Literal, "true"),]
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "\\PC*|[\\[\\]{}\",:0-9a-z\\\\ \n-]*") {
            let joined: String = json(&text).into_iter().map(|(_, piece)| piece).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
