//! JSON on several lines. The text is rearranged, never read as values: numbers keep their digits and members their
//! order, whatever they are.

/// Deeper levels are not indented any further.
const DEEPEST: usize = 60;
/// By how many bytes the result may be longer than the text times four. Indentation multiplies: ten megabytes of
/// brackets would become gigabytes.
const MARGIN: usize = 64 * 1024;

/// The JSON `text` with one value a line; `None` when that would become too long.
///
/// `text` has to be well-formed. What is not comes out rearranged somehow.
#[must_use]
pub fn pretty(text: &str) -> Option<String> {
    let most = text.len().saturating_mul(4).saturating_add(MARGIN);
    let mut pretty = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if pretty.len() > most {
            return None;
        }
        let length = match first {
            '"' => string_length(rest),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        match first {
            '{' | '[' => {
                let inside = after.trim_start_matches(is_white);
                pretty.push(first);
                if let Some(closed) = inside.strip_prefix(['}', ']']) {
                    pretty.push_str(&inside[..1]);
                    rest = closed;
                    continue;
                }
                depth += 1;
                new_line(&mut pretty, depth);
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut pretty, depth);
                pretty.push(first);
            }
            ',' => {
                pretty.push(',');
                new_line(&mut pretty, depth);
            }
            ':' => pretty.push_str(": "),
            _ if is_white(first) => {}
            _ => pretty.push_str(piece),
        }
        rest = after;
    }
    Some(pretty)
}

/// RFC 8259 section 2.
fn is_white(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

fn new_line(text: &mut String, depth: usize) {
    text.push('\n');
    for _ in 0..depth.min(DEEPEST) {
        text.push_str("  ");
    }
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
    use serde_json::Value;

    use super::*;

    #[test]
    fn order_digits_and_escapes_stay_as_they_are() {
        let text = r#"{"z":1.0e+05,"a":[12345678901234567890.10,{}, [ ] ],"a":"\u00e9 {\"x\": [1,2]}","":{"b":null}}"#;
        let expected = r#"{
  "z": 1.0e+05,
  "a": [
    12345678901234567890.10,
    {},
    []
  ],
  "a": "\u00e9 {\"x\": [1,2]}",
  "": {
    "b": null
  }
}"#;
        assert_eq!(pretty(text).as_deref(), Some(expected));
        assert_eq!(pretty("\n \"job\" ").as_deref(), Some("\"job\""));
    }

    #[test]
    fn a_bomb_of_brackets_is_left_alone() {
        assert_eq!(pretty(&"[".repeat(1_000_000)), None);
        let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
        assert!(pretty(&deep).unwrap().len() < 30_000);
    }

    fn documents() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".*".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::vec((".*", inner), 0..5).prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_values_are_the_same(document in documents()) {
            let text = document.to_string();
            let rearranged = pretty(&text).unwrap();
            prop_assert_eq!(serde_json::from_str::<Value>(&rearranged).unwrap(), document);
            prop_assert_eq!(pretty(&rearranged).unwrap(), rearranged, "what is pretty stays so");
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|[\\[\\]{}\",:0-9a-z\\\\ \n-]*") {
            let _ = pretty(&text);
        }
    }
}
