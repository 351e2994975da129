//! Lines against what serde_json makes of the same texts.

use serde::de::IgnoredAny;

use super::*;
use crate::console::json_view::{Block, Position, Refusal};

#[test]
fn spellings_keys_and_empty_brackets_stay() {
    let text =
        "\u{feff} {\"z\":1.0e+05,\"a\":[12345678901234567890.10,{}, [ ] ],\"a\":\"\\u00e9 {\",\"\":{\"b\":null}}\n";
    let expected = r#"{
  "z": 1.0e+05,
  "a": [
    12345678901234567890.10,
    {},
    []
  ],
  "a": "\u00e9 {",
  "": {
    "b": null
  }
}"#;
    assert_eq!(all_shown(&read(text)), expected);
    for scalar in ["null", "true", "-0", "1e400", r#""a, b""#, "[]", "{}"] {
        assert_eq!(all_shown(&read(&format!("\r\n {scalar}\t"))), scalar);
    }
}

#[test]
fn blocks_parents_and_positions() {
    let document = read(r#"[0,{"a":[1],"b":[]},3]"#);
    let array = |opening, closing, count| Some(Block { is_object: false, opening, closing, count });
    let object = |opening, closing, count| Some(Block { is_object: true, opening, closing, count });
    for (line, text, block, parent, position, pointer) in [
        (0, "[", array(0, 9, 3), None, 0, ""),
        (1, "0,", None, Some(0), 0, "/0"),
        (2, "{", object(2, 7, 2), Some(0), 1, "/1"),
        (3, "\"a\": [", array(3, 5, 1), Some(2), 0, "/1/a"),
        (4, "1", None, Some(3), 0, "/1/a/0"),
        (5, "],", array(3, 5, 1), Some(2), 0, "/1/a"),
        (6, "\"b\": []", None, Some(2), 1, "/1/b"),
        (7, "},", object(2, 7, 2), Some(0), 1, "/1"),
        (8, "3", None, Some(0), 2, "/2"),
        (9, "]", array(0, 9, 3), None, 0, ""),
        (10, "", None, None, 0, ""),
    ] {
        assert_eq!(shown(&document, line).trim_start(), text, "line {line}");
        assert_eq!(document.block(line), block, "line {line}");
        assert_eq!((document.parent(line), document.position(line)), (parent, position), "line {line}");
        assert_eq!(document.pointer(line), pointer, "line {line}");
    }
}

#[test]
fn what_is_wrong_is_wrong_somewhere() {
    for (text, offset, line, column) in [
        ("", 0, 1, 1),
        (" \n", 2, 2, 1),
        ("{\"a\":1,\n \"é\" 2}", 14, 2, 6),
        ("[1,]", 3, 1, 4),
        ("{\"a\":1,}", 7, 1, 8),
        ("{1:2}", 1, 1, 2),
        ("[1 2]", 3, 1, 4),
        ("[1}", 2, 1, 3),
        ("{\"a\":1]", 6, 1, 7),
        ("{\"a\"}", 4, 1, 5),
        ("[", 1, 1, 2),
        ("1 2", 2, 1, 3),
        ("]", 0, 1, 1),
        ("01", 1, 1, 2),
        ("nul", 3, 1, 4),
        ("truE", 3, 1, 4),
        ("NaN", 0, 1, 1),
        ("'a'", 0, 1, 1),
        ("[\"🎈\",\"\t\"]", 9, 1, 7),
        ("[1]\u{a0}", 3, 1, 4),
        ("[1] // no", 4, 1, 5),
    ] {
        let refusal = Document::read(text.into(), 100).unwrap_err();
        assert_eq!(refusal, Refusal::Malformed(Position { offset, line, column }), "{text}");
    }
}

#[test]
fn pointers_escape_what_keys_unescape() {
    let document = read(r#"{"a\/b":1,"~":1,"\u007e1":1,"\ud83c\udf88":1,"\ud83c":1,"":1,"0":1,"é\n":[{}]}"#);
    let pointers: Vec<String> = (0..document.line_count()).map(|line| document.pointer(line)).collect();
    let expected = ["", "/a~1b", "/~0", "/~01", "/🎈", "/\u{fffd}", "/", "/0", "/é\n", "/é\n/0", "/é\n", ""];
    assert_eq!(pointers, expected);
}

proptest! {
    #[test]
    fn lines_are_those_of_the_pretty_form((value, text) in texts()) {
        let document = read(&text);
        let shown = all_shown(&document);
        prop_assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), value.clone());
        prop_assert_eq!(&all_shown(&read(&shown)), &shown, "what is pretty stays so");
        if !text.contains("\\u") {
            prop_assert_eq!(&shown, &serde_json::to_string_pretty(&value).unwrap());
        }
    }

    #[test]
    fn pointers_find_what_their_lines_show((value, text) in texts()) {
        let document = read(&text);
        for line in 0..document.line_count() {
            let pointer = document.pointer(line);
            let found = value.pointer(&pointer).unwrap();
            let last = document.block(line).map_or(line, |block| {
                let count = found.as_array().map_or_else(|| found.as_object().unwrap().len(), Vec::len);
                assert_eq!((block.count, block.is_object), (count, found.is_object()));
                block.closing
            });
            let first = document.block(line).map_or(line, |block| block.opening);
            let mut lines: String = (first..=last).map(|line| shown(&document, line)).collect();
            if let Some(key) = document.key(first) {
                lines = lines.trim_start().strip_prefix(key).unwrap().strip_prefix(": ").unwrap().to_owned();
            }
            let lines = lines.strip_suffix(',').unwrap_or(&lines);
            prop_assert_eq!(&serde_json::from_str::<Value>(lines).unwrap(), found, "{}", pointer);
        }
    }

    #[test]
    fn what_serde_json_refuses_is_refused(
        (_, text) in texts(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), "[\\[\\]{}\",:0-9a-z\\\\ \n.+-]{0,1}"), 0..3),
    ) {
        let mut letters: Vec<String> = text.chars().map(String::from).collect();
        for (place, replacement) in changes {
            let place = place.index(letters.len());
            letters[place] = replacement;
        }
        let text = letters.concat();
        let expected = serde_json::from_str::<IgnoredAny>(&text);
        let read = Document::read(text.as_str().into(), usize::MAX);
        prop_assert_eq!(read.is_ok(), expected.is_ok(), "{:?} {:?}", read.map(drop), expected.map(drop));
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC*|[\\[\\]{}\",:0-9a-z\\\\ \n-]*") {
        if let Ok(document) = Document::read(text.as_str().into(), usize::MAX) {
            prop_assert_eq!(all_shown(&document).is_empty(), false);
        }
    }
}
