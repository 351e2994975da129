//! Properties that hold for any text.

use std::process::Command;

use proptest::prelude::*;

use super::super::headers::is_token;
use super::super::{windows, words};
use super::*;

/// What holds for every command that is read; a fuzz target may call it too.
fn check(text: &str) {
    let Ok(command) = parse(text) else { return };
    assert!(is_token(&command.method), "{text:?}");
    assert!(!command.method.contains(|c: char| c.is_ascii_lowercase()), "{text:?}");
    assert!(command.url.starts_with("http://") || command.url.starts_with("https://"), "{text:?}");
    assert!(!command.url.contains(|c: char| c.is_control() || c.is_whitespace()), "{text:?}");
    for (name, value) in &command.headers {
        assert!(is_token(name), "{text:?}");
        assert!(!value.contains(|c: char| c.is_ascii_control() && c != '\t'), "{text:?}");
        assert_eq!(value.trim_matches([' ', '\t']), value, "{text:?}");
    }
    if let Body::Multipart(_) = command.body {
        assert!(!command.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")), "{text:?}");
    }
}

/// `'…'`
fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// `"…"`
fn double(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| if matches!(c, '"' | '\\' | '$' | '`') { format!("\\{c}") } else { c.to_string() })
        .collect();
    format!("\"{escaped}\"")
}

/// `$'…'`
fn ansi(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '\'' | '\\' => format!("\\{c}"),
            '\n' => "\\n".to_owned(),
            c if c.is_ascii_control() => format!("\\x{:02x}", u32::from(c)),
            c if !c.is_ascii() => format!("\\U{:08x}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("$'{escaped}'")
}

/// `^"…^"`, as Chrome copies for cmd.
fn cmd(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.replace('\\', "\\\\").replace('"', "\\\"").chars() {
        if c == '\n' {
            escaped.push_str("^\n\n");
        } else if c.is_ascii_alphanumeric() || c.is_whitespace() || "_-:=+~'/.,?;()*`".contains(c) {
            escaped.push(c);
        } else {
            escaped.push('^');
            escaped.push(c);
        }
    }
    format!("^\"{escaped}^\"")
}

/// Pieces of commands.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "curl ",
        "h ",
        "http://a:b@h/{x}[1-2]?q#f ",
        "-X",
        "-H",
        "-d ",
        "-F ",
        "-T ",
        "-u ",
        "-G ",
        "-I ",
        "-b ",
        "-A ",
        "--json ",
        "--data-urlencode ",
        "--url-query ",
        "--oauth2-bearer ",
        "@f ",
        "a=b",
        "a=@f;type=x;filename=\"y\" ",
        "X: y",
        "X; ",
        "'",
        "\"",
        "$'",
        "\\",
        "\\\n",
        "^\"",
        "^\n",
        "`\n",
        "`",
        "$(",
        ")",
        "${",
        "}",
        "$x",
        "\r\n",
        "\n",
        " ",
        "<<E\n",
        "E\n",
        "<",
        ">",
        "|",
        "2>&1 ",
        "\\u00e9",
        "\\xff",
        "\\0",
        "ü",
        "=",
        ";",
        ",",
        "-",
        "--",
        "--no-",
    ];
    prop_oneof![4 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => ".{0,3}"]
}

/// Pieces of words.
const PIECES: &[&str] = &[
    "a", "b1", " ", "\t", "'", "\"", "\\", "\n", "\\\n", "$'", "$'\\", "$\"", "#", "$", "é", "\\n", "\\x41", "\\x4",
    "\\x", "\\'", "\\\"", "\\u00e9", "\\u", "\\U1F600", "\\c", "\\ca", "\\1", "\\101", "\\7", "\\0", "\\e", "\\?",
    "\\$", "'a b'", "\"a 'b\"", "^", "=", ",", ";", "<<<", "2",
];

/// The words that bash makes of the first command in `text`; `None` if it finds a mistake.
fn words_of_bash(text: &str) -> Option<Vec<String>> {
    let script = format!("a() {{ printf '%s\\0' \"$@\"; exit; }}\na {text}");
    let output = Command::new("bash").args(["-c", &script]).env_clear().env("LC_ALL", "C.UTF-8").output().unwrap();
    let words = String::from_utf8(output.stdout).ok()?;
    let words = words.strip_suffix('\0')?;
    Some(words.split('\0').map(str::to_owned).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "(?s).{0,200}") {
        check(&text);
        check(&format!("curl {text}"));
    }

    #[test]
    fn any_pieces_are_read_or_refused(pieces in prop::collection::vec(piece(), 0..30)) {
        check(&format!("curl {}", pieces.concat()));
        check(&format!("curl h ^\n{}", pieces.concat()));
        check(&format!("curl h `\n{}", pieces.concat()));
    }

    #[test]
    fn quoted_text_is_read_back(text in "(?s)[^\0]{0,60}") {
        for quoted in [single(&text), double(&text), ansi(&text)] {
            let line = words::read(&format!("a {quoted}b c")).unwrap();
            let words: Vec<_> = line.words.into_iter().map(|word| word.text).collect();
            prop_assert_eq!(words, ["a".to_owned(), format!("{text}b"), "c".to_owned()]);
            prop_assert_eq!(line.notes, []);
        }
    }

    #[test]
    fn text_quoted_for_cmd_is_read_back(text in "[ -~\n]{0,60}") {
        let line = windows::cmd(&format!("a {} b", cmd(&text))).unwrap();
        let words: Vec<_> = line.words.into_iter().map(|word| word.text).collect();
        prop_assert_eq!(words, ["a".to_owned(), text, "b".to_owned()]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_are_those_of_bash(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..12)) {
        // Over a line's end a variable is not seen; it would stay as it is anyway.
        let text = pieces.concat().replace("$\\\n", "$") + "\n";
        let line = words::read(&format!("a {text}"));
        if let (Some(expected), Ok(line)) = (words_of_bash(&text), &line)
            && !line.notes.iter().any(|note| matches!(note, Note::NotExpanded { .. }))
        {
            let words: Vec<_> = line.words.iter().skip(1).map(|word| word.text.clone()).collect();
            let words = if words.is_empty() { vec![String::new()] } else { words };
            prop_assert_eq!(words, expected, "{}", text);
        } else if matches!(line, Err(CurlError::UnclosedQuote { .. })) {
            prop_assert_eq!(words_of_bash(&text), None, "{}", text);
        }
    }
}
