//! Tests of commands for Windows.

use super::super::windows::{Dialect, dialect};
use super::*;

#[test]
fn chrome_copies_for_cmd_are_read() {
    let text = "curl ^\"https://api.example/a?b=^%^20c^&d=1^\" ^\r\n  -H ^\"accept: */*^\" ^\r\n  -H ^\"x: ^\\^\"q^\\^\" \
                ^\\^\\^\" ^\r\n  --data-raw ^\"^{^\\^\"a^\\^\":^\n\n1^}^\" ^\r\n  --compressed";
    let command = read(text);
    assert_eq!(command.method, "POST");
    assert_eq!(command.url, "https://api.example/a?b=%20c&d=1");
    assert_eq!(command.headers.first(), Some(&("accept".into(), "*/*".into())));
    assert_eq!(command.headers.get(1), Some(&("x".into(), "\"q\" \\".into())));
    assert_eq!(command.body, Body::Text("{\"a\":\n1}".into()));
    assert_eq!(command.notes, []);
    assert_eq!(read(r#"curl ^"h^" -d ^"a^\^\n^""#).body, Body::Text(r"a\n".into()));
    assert_eq!(read(r#"curl ^"h^" -d a\n^"b^\^\c^""#).body, Body::Text(r"a\nb\\c".into()));
}

#[test]
fn older_copies_for_cmd_are_read() {
    let command = read("curl \"https://api.example/?a=1^&b\" ^\n  -H \"a: b\" --data-raw \"{\\\"a\\\":1}\" | more");
    assert_eq!(command.url, "https://api.example/?a=1^&b");
    assert_eq!(command.body, Body::Text("{\"a\":1}".into()));
    assert_eq!(command.notes.len(), 1);
}

#[test]
fn power_shell_is_read() {
    let command =
        read("curl.exe \"https://api.example/`$a\" `\r\n  -H 'a: it''s' `\r\n  -d '{\\\"a\\\":1}' -d \"b`\"\"\n");
    assert_eq!(command.url, "https://api.example/$a");
    assert_eq!(command.headers.first(), Some(&("a".into(), "it's".into())));
    assert_eq!(command.body, Body::Text("{\"a\":1}&b\"".into()));
    assert_eq!(command.notes, []);
}

#[test]
fn a_shell_is_seen_from_quotes_and_line_ends() {
    assert_eq!(dialect("curl '^\"' h"), Dialect::Bash);
    assert_eq!(dialect("curl 'a\n^\n' \\\n h"), Dialect::Bash);
    assert_eq!(dialect("curl h ^\n -X A"), Dialect::Cmd);
    assert_eq!(dialect("curl h `\n -X A"), Dialect::PowerShell);
    assert_eq!(dialect("curl h/`id`"), Dialect::Bash);
    // Escaped quotes open nothing, and in bare quotes a backslash escapes nothing.
    assert_eq!(dialect("A='b'\\''c`'\ncurl 'h' -H 'a: 9'\\''^\"'"), Dialect::Bash);
    assert_eq!(dialect("A='b\\'\ncurl 'h' -H 'a: ^\"'"), Dialect::Bash);
    assert_eq!(dialect("A=$'b\\'^\"'\ncurl h"), Dialect::Bash);
}

#[test]
fn quotes_must_end() {
    assert_eq!(parse("curl ^\"h"), Err(CurlError::UnclosedQuote { at: 6 }));
    assert_eq!(parse("curl `\n 'h"), Err(CurlError::UnclosedQuote { at: 8 }));
}
