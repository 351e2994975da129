use proptest::prelude::*;

use super::*;

#[test]
fn patterns_match_as_in_ecmascript() {
    for (pattern, text, found) in [
        ("^a+$", "aaa", true),
        ("^a+$", "aab", false),
        ("b", "abc", true),
        ("", "", true),
        ("^$", "a", false),
        ("^(a|bc)*$", "abcbca", true),
        ("^[^a-c]{2,3}$", "xyz", true),
        ("^[^a-c]{2,3}$", "x", false),
        ("^\\d{3}-\\d{4}$", "555-1234", true),
        ("^[\\w.-]+@[a-z]+\\.[a-z]{2,}?$", "a.b@example.com", true),
        ("^(?<year>\\d{4})$", "2020", true),
        ("^a$|^b$", "b", true),
        ("^(){0,9}$", "", true),
        ("^((((){5000}){5000}){5000}){5000}$", "", true),
        ("^((((((((((((a*)*)*)*)*)*)*)*)*)*)*)*)*$", "aab", false),
        ("^\\u0041\\x42$", "AB", true),
        ("^.$", "\n", false),
        ("^(a*)*$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", false),
    ] {
        assert_eq!(Pattern::read(pattern).unwrap().is_in(text), Some(found), "{pattern} {text}");
    }
}

#[test]
fn what_is_not_understood_is_not_guessed() {
    for pattern in [
        "(?=a)",
        "(?!a)",
        "(?<=a)b",
        "(a)\\1",
        "\\bx",
        "\\p{L}",
        "a**",
        "(",
        ")",
        "[",
        "[]",
        "a{2,1}",
        "a{",
        "(a{999}){999}",
    ] {
        assert!(Pattern::read(pattern).is_none(), "{pattern}");
    }
}

#[test]
fn empty_groups_make_no_text_however_often_they_repeat() {
    let nested = format!("^{}{}b$", "(".repeat(30), ")*".repeat(30));
    for (pattern, text) in
        [("^((((){5000}){5000}){5000}){5000}$", None), (&nested, None), ("^(){9}(a?){3}b$", Some("aaab"))]
    {
        let (made, steps) = Pattern::read(pattern).unwrap().example(2, 0);
        assert_eq!(made.as_deref(), text, "{pattern}");
        assert!(steps < 25_000, "{pattern}: {steps}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(pattern in "[a-c^$.|()?*+{}0-9,\\\\\\[\\]dw-]{0,20}", text in "[a-c0-9]{0,10}") {
        if let Some(pattern) = Pattern::read(&pattern) {
            pattern.is_in(&text);
            pattern.example(2, 1);
        }
    }
}
