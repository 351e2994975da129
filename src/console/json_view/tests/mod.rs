//! Properties of all documents, and what hostile ones do.

mod folding;
mod hostile;
mod reading;
mod searching;

use proptest::prelude::*;
use serde_json::Value;

use super::Document;

fn read(text: &str) -> Document {
    Document::read(text.into(), usize::MAX).unwrap()
}

/// The line's text, indented.
fn shown(document: &Document, line: usize) -> String {
    let pieces: String = document.pieces(line).map(|piece| piece.text).collect();
    format!("{}{pieces}", "  ".repeat(document.depth(line)))
}

fn all_shown(document: &Document) -> String {
    let lines: Vec<String> = (0..document.line_count()).map(|line| shown(document, line)).collect();
    lines.join("\n")
}

/// Any document; the keys of an object differ.
fn documents() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
        "[a-c\"\\\\\n~/]{0,4}".prop_map(Value::from),
    ];
    let key = prop_oneof![".{0,4}", "[a-c\"\\\\\n~/0-2]{0,3}"];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::vec((key.clone(), inner), 0..6).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// Any document and a text of it: with white space between its tokens, and with some characters of strings escaped.
fn texts() -> impl Strategy<Value = (Value, String)> {
    (documents(), proptest::collection::vec("[ \t\n\r]{0,2}", 1..9), any::<bool>()).prop_map(
        |(document, spaces, is_escaped)| {
            let compact = document.to_string();
            let mut spaces = spaces.iter().cycle();
            let mut text = String::new();
            let mut is_string = false;
            let mut is_escape = false;
            for letter in compact.chars() {
                let is_mark = !is_string && "{}[],:".contains(letter);
                if is_mark {
                    text.extend(spaces.next().map(String::as_str));
                }
                match letter {
                    letter if is_string && is_escaped && !letter.is_ascii() => {
                        let mut units = [0; 2];
                        text.extend(letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04X}")));
                    }
                    letter => text.push(letter),
                }
                if is_mark {
                    text.extend(spaces.next().map(String::as_str));
                }
                is_string ^= letter == '"' && !is_escape;
                is_escape = letter == '\\' && !is_escape;
            }
            (document, text)
        },
    )
}
