//! Tests of bash's words beyond what the proof shows.

use super::super::words::read as line;
use super::*;

fn notes(text: &str) -> Vec<Note> {
    read(text).notes
}

fn not_expanded(text: &str) -> Note {
    Note::NotExpanded { text: text.to_owned() }
}

#[test]
fn variables_and_substitutions_stay_as_written() {
    let command = read(r#"curl -H "A: $TOKEN ${B:-"x}"} $(cat "a)b") `id`" h/$1"#);
    assert_eq!(command.headers, [("A".into(), r#"$TOKEN ${B:-"x}"} $(cat "a)b") `id`"#.into())]);
    assert_eq!(command.url, "http://h/$1");
    let expected = ["$TOKEN", r#"${B:-"x}"}"#, r#"$(cat "a)b")"#, "`id`", "$1"].map(not_expanded);
    assert_eq!(command.notes, expected);
}

#[test]
fn variables_that_the_text_sets_are_expanded() {
    let text = "# a comment\nexport TOKEN='a b'\nA=1 B=\"$A$TOKEN\"; C=3\ncurl -H \"X: $TOKEN\" -d ${B}=$C -d 'D=$A' \"h/A=b\" ";
    let command = read(text);
    assert_eq!(command.url, "http://h/A=b");
    assert_eq!(command.headers[0], ("X".to_owned(), "a b".to_owned()));
    assert_eq!(command.body, Body::Text("1a b=3&D=$A".to_owned()));
    assert_eq!(command.notes, []);
    assert_eq!(parse("A=1"), Err(CurlError::NotCurl));
    assert_eq!(parse("1A=1 curl h"), Err(CurlError::NotCurl));
    assert_eq!(parse("'A=1' curl h"), Err(CurlError::NotCurl));
}

#[test]
fn single_quotes_expand_nothing() {
    assert_eq!(notes(r"curl h -d '$a `b`' -d \$a -d $'$a'"), []);
}

#[test]
fn what_follows_the_command_is_noted() {
    assert_eq!(notes("curl h | jq ."), [Note::Rest { at: 7 }]);
    assert_eq!(notes("curl h; "), []);
    assert_eq!(notes("curl h\n\n# over\n"), []);
    assert_eq!(notes("curl h\ncurl i"), [Note::Rest { at: 7 }]);
    assert_eq!(notes("curl h 2>&1 >x"), [Note::Redirection { at: 8 }, Note::Redirection { at: 12 }]);
}

#[test]
fn prompts_and_carriage_returns_are_skipped() {
    let command = read("$ curl.exe \\\r\n -X PUT \\\r\n h\r\n");
    assert_eq!((command.method.as_str(), command.url.as_str()), ("PUT", "http://h/"));
    assert_eq!(command.notes, []);
}

#[test]
fn surrogate_pairs_of_browsers_are_one_character() {
    assert_eq!(read(r"curl h -d $'\ud83d\ude00'").body, Body::Text("😀".into()));
    assert_eq!(parse(r"curl h -d $'\ud83d'"), Err(CurlError::NotText { at: 10 }));
    assert_eq!(parse(r"curl h -d $'\xff'"), Err(CurlError::NotText { at: 10 }));
}

#[test]
fn words_know_their_places() {
    let words = line("ä 'b'c  \"d\"").unwrap().words;
    assert_eq!(words.iter().map(|word| word.at).collect::<Vec<_>>(), [0, 2, 8]);
}

#[test]
fn input_replaces_the_file_named_dash() {
    let command = read("curl h -d @- -d b <<END -H 'A: b'\na\nb\nEND\nrest");
    assert_eq!(command.body, Body::Text("ab&b".into()));
    assert_eq!(command.headers.first(), Some(&("A".into(), "b".into())));
    assert_eq!(command.notes, [Note::Rest { at: 42 }]);
    assert_eq!(notes("curl h -d @- <<E\n$x\\$y\nE"), [not_expanded("$x")]);
}
