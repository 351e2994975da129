//! Searches against a slow one that reads escapes its own way.

use std::ops::Range;

use super::*;
use crate::console::json_view::{Match, Progress, Search};

/// The lines with matches, and how these are written there.
fn found(text: &str, needle: &str) -> Vec<(usize, String)> {
    let document = read(text);
    let mut search = Search::new(needle);
    assert_eq!(search.step(&document, usize::MAX), Progress::Done);
    let written = |line, range: Range<usize>| joined(&document, line)[range].to_owned();
    search.matches().iter().map(|found| (found.line, written(found.line, found.range()))).collect()
}

fn joined(document: &Document, line: usize) -> String {
    document.pieces(line).map(|piece| piece.text).collect()
}

#[test]
fn a_line_is_searched_as_it_is_shown() {
    let text = "{ \"Name\" :\n\"Ann\", \"tags\":[ ],\"price\":1.50}";
    for (needle, expected) in [
        ("name", vec![(1, "Name")]),
        ("\"NAME\": \"ann\",", vec![(1, "\"Name\": \"Ann\",")]),
        ("n", vec![(1, "N"), (1, "n"), (1, "n")]),
        ("[]", vec![(2, "[]")]),
        ("1.5", vec![(3, "1.5")]),
        ("\": ", vec![(1, "\": "), (2, "\": "), (3, "\": ")]),
        ("}", vec![(4, "}")]),
        ("  ", vec![]),
        ("", vec![]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|(line, text)| (line, text.to_owned())).collect();
        assert_eq!(found(text, needle), expected, "{needle}");
    }
}

#[test]
fn escapes_are_found_as_written_and_as_meant() {
    for (text, needle, expected) in [
        (r#""caf\u00e9""#, "café", Some(r"caf\u00e9")),
        (r#""caf\u00e9""#, "CAFÉ", Some(r"caf\u00e9")),
        (r#""caf\u00e9""#, r"\U00E9", Some(r"\u00e9")),
        (r#""caf\u00e9""#, "u00", Some("u00")),
        (r#""a\/b""#, "a/b", Some(r"a\/b")),
        (r#""b\n""#, "\n", Some(r"\n")),
        (r#""b\n""#, r"\n", Some(r"\n")),
        (r#""b\\n""#, "\n", None),
        (r#""b\\n""#, r"\n", Some(r"\\n")),
        (r#""b\\\\n""#, "\n", None),
        (r#""b\\\n""#, "\n", Some(r"\n")),
        (r#""ab\\n\n""#, r"b\\", Some(r"b\\")),
        (r#""\ud83c\udf88""#, "🎈", Some(r"\ud83c\udf88")),
        (r#""\ud83c\udf88""#, r"\udf88", Some(r"\udf88")),
        (r#""{\"id\":1}""#, "\"id\":1", Some(r#"\"id\":1"#)),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|text| (0, text.to_owned())).collect();
        assert_eq!(found(text, needle), expected, "{needle} in {text}");
    }
}

#[test]
fn letters_of_several_bytes_have_cases_too() {
    for (text, needle, expected) in [
        ("\"ÁRVÍZTŰRŐ ŁÓDŹ ДА\"", "árvíztűrő łódź да", Some("ÁRVÍZTŰRŐ ŁÓDŹ ДА")),
        // In lower case the Kelvin sign is a k, and İ an i with another dot.
        ("\"\u{212a}\"", "k", None),
        ("\"\u{212a}\"", "\u{212a}", Some("\u{212a}")),
        ("\"İ\"", "i", None),
        ("\"İ\"", "İ", Some("İ")),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|text| (0, text.to_owned())).collect();
        assert_eq!(found(text, needle), expected, "{needle} in {text}");
    }
}

#[test]
fn only_so_many_matches_are_kept() {
    let text = serde_json::to_string(&vec!["aa"; 5_001]).unwrap();
    let document = read(&text);
    let mut search = Search::new("a");
    assert_eq!(search.step(&document, usize::MAX), Progress::Full);
    assert_eq!(search.step(&document, 1), Progress::Full);
    assert_eq!(search.matches().len(), 10_000);
    assert_eq!(search.in_line(7).iter().map(Match::range).collect::<Vec<_>>(), [1..2, 2..3]);
    assert!(search.in_line(5_001).is_empty());
    let mut search = Search::new("\"aa\"");
    assert_eq!(search.step(&document, 100), Progress::Going);
    assert_eq!(search.step(&document, usize::MAX), Progress::Done);
    assert_eq!(search.matches().len(), 5_001);
}

/// The characters of a line in lower case with where they begin and end, escapes read.
fn letters(line: &str, is_read: bool) -> Vec<(String, Range<usize>)> {
    let mut letters = Vec::new();
    let mut at = 0;
    while let Some(letter) = line[at..].chars().next() {
        // The longest that is one character to serde_json is an escape: a pair, a unit, a letter.
        let escape = [12, 6, 2].into_iter().filter(|_| is_read && letter == '\\').find_map(|length| {
            let escape = line.get(at..at + length)?;
            let meant: String = serde_json::from_str(&format!("\"{escape}\"")).ok()?;
            (meant.chars().count() == 1).then_some((meant, length))
        });
        let (letter, length) = escape.unwrap_or_else(|| (letter.to_string(), letter.len_utf8()));
        let lower = Some(letter.to_lowercase()).filter(|lower| lower.chars().count() == 1);
        let lower = lower.filter(|lower| lower.is_ascii() == letter.is_ascii()).unwrap_or(letter);
        letters.push((lower, at..at + length));
        at += length;
    }
    letters
}

fn slowly_found(line: &str, needle: &str) -> Vec<Range<usize>> {
    let needle: Vec<String> = letters(needle, false).into_iter().map(|(letter, _)| letter).collect();
    let readings = [letters(line, true), letters(line, false)];
    let end_of_match = |at: usize| {
        readings.iter().find_map(|letters| {
            let start = letters.iter().position(|(_, range)| range.start == at)?;
            let candidate = letters.get(start..start + needle.len())?;
            let is_same = candidate.iter().map(|(letter, _)| letter).eq(&needle);
            candidate.last().filter(|_| is_same).map(|(_, range)| range.end)
        })
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let end = end_of_match(at);
        found.extend(end.map(|end| at..end));
        at = end.unwrap_or(at + 1);
    }
    found
}

proptest! {
    #[test]
    fn steps_find_what_the_slow_search_finds(
        (_, text) in texts(),
        needle in "[a-cA-C\"\\\\\n~/:, 0-9u]{1,3}|.{1,2}",
        budget in 1_usize..40,
    ) {
        let document = read(&text);
        let mut expected = Vec::new();
        for line in 0..document.line_count() {
            expected.extend(slowly_found(&joined(&document, line), &needle).into_iter().map(|range| (line, range)));
        }
        let mut search = Search::new(&needle);
        while search.step(&document, budget) == Progress::Going {}
        let found: Vec<_> = search.matches().iter().map(|found| (found.line, found.range())).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn what_is_shown_is_found_and_marked(
        (_, text) in texts(),
        line: prop::sample::Index,
        start: prop::sample::Index,
        length in 1_usize..6,
    ) {
        let document = read(&text);
        let line = line.index(document.line_count());
        let text = joined(&document, line);
        let letters: Vec<char> = text.chars().collect();
        let needle: String = letters.iter().skip(start.index(letters.len())).take(length).collect();
        let mut search = Search::new(&needle);
        search.step(&document, usize::MAX);
        prop_assert!(!search.in_line(line).is_empty(), "{} in {}", needle, text);
        let marks = || search.in_line(line).iter().map(Match::range);
        let stretches: Vec<_> = document.pieces(line).flat_map(|piece| piece.marked(marks())).collect();
        prop_assert_eq!(stretches.iter().map(|(text, _)| *text).collect::<String>(), text);
        let marked: usize = stretches.iter().filter(|(_, is_marked)| *is_marked).map(|(text, _)| text.len()).sum();
        prop_assert_eq!(marked, marks().map(|range| range.len()).sum::<usize>());
    }
}
