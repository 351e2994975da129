use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn path(steps: &[&str]) -> Vec<Step> {
    steps.iter().map(|step| step.parse().map_or_else(|_| Step::Name((*step).to_owned()), Step::Nth)).collect()
}

const PET: &str = "{\n  \"id\": 1.0e2,\n  \"x-own\": [1,2],\n  \"owner\": { \"n\\u0061me\": \"Zoë\" }\n}\n";

#[test]
fn a_change_leaves_everything_else_as_it_was_written() {
    assert_eq!(set(PET, &path(&["owner", "name"]), "\"Ada\"").unwrap(), PET.replace("Zoë", "Ada"));
    assert_eq!(set(PET, &path(&["id"]), "7").unwrap(), PET.replace("1.0e2", "7"));
    assert_eq!(push(PET, &path(&["x-own"]), "3").unwrap(), PET.replace("[1,2]", "[1,2, 3]"));
    assert_eq!(rename(PET, &path(&["owner", "name"]), "n\"").unwrap(), PET.replace("n\\u0061me", "n\\\""));
    assert_eq!(remove(PET, &path(&["id"])).unwrap(), PET.replace("\"id\": 1.0e2,\n  ", ""));
    assert_eq!(remove(PET, &path(&["x-own", "0"])).unwrap(), PET.replace("[1,2]", "[2]"));
    assert_eq!(remove(PET, &path(&["owner", "name"])).unwrap(), PET.replace(" \"n\\u0061me\": \"Zoë\" ", ""));
}

#[test]
fn new_members_stand_behind_those_that_come_before_and_are_laid_out_like_them() {
    let added = insert(PET, &[], &["id", "tag"], "tags", r#"["a",{"b":{}}]"#).unwrap();
    let expected = "1.0e2,\n  \"tags\": [\n    \"a\",\n    {\n      \"b\": {}\n    }\n  ],";
    assert_eq!(added, PET.replace("1.0e2,", expected));
    let first = insert(PET, &[], &[], "first", "null").unwrap();
    assert_eq!(first, PET.replacen("{\n  ", "{\n  \"first\": null,\n  ", 1));
    let inside = insert(PET, &path(&["owner"]), &["name"], "age", "7").unwrap();
    assert_eq!(inside, PET.replace("\"Zoë\"", "\"Zoë\", \"age\": 7"));
    assert_eq!(insert("{}", &[], &[], "a", "[1]").unwrap(), "{\n  \"a\": [\n    1\n  ]\n}");
    assert_eq!(insert("[{}]", &path(&["0"]), &[], "a", "[1]").unwrap(), "[{\"a\": [1]}]");
    assert_eq!(push("[]", &[], "1").unwrap(), "[\n  1\n]");
    assert_eq!(set("", &[], "{}").unwrap(), "{}");
}

#[test]
fn what_is_not_there_is_not_changed() {
    for (text, steps) in [("{", vec![]), ("[1]", vec!["1"]), ("{}", vec!["a"]), ("7", vec!["0"])] {
        assert_eq!(set(text, &path(&steps), "1"), None, "{text}");
        assert_eq!(remove(text, &path(&steps)), None, "{text}");
        assert_eq!(rename(text, &path(&steps), "b"), None, "{text}");
    }
    assert_eq!(push("{}", &[], "1"), None);
    assert_eq!(insert("[]", &[], &[], "a", "1"), None);
    assert_eq!(set("{\"a\":1,\"a\":2}", &path(&["a"]), "3").unwrap(), "{\"a\":1,\"a\":3}", "the last one counts");
}

#[test]
fn variables_are_values() {
    let text = "{\"id\": {{ the id }}, \"of\": [{{a}}, {\"b\": \"{{c}}\"}]}";
    let tree = Tree::read(text).unwrap();
    let kind = |steps: &[&str]| tree.find(text, &path(steps)).and_then(|found| tree.kind(found));
    assert_eq!(kind(&["id"]), Some(Kind::Variable));
    assert_eq!(kind(&["of", "0"]), Some(Kind::Variable));
    assert_eq!(kind(&["of", "1", "b"]), Some(Kind::Text));
    assert_eq!(set(text, &path(&["id"]), "1").unwrap(), text.replace("{{ the id }}", "1"));
    for text in ["{{", "{{}}", "{{a}", "{{{a}}}", "{{a\n}}"] {
        assert!(Tree::read(text).is_err(), "{text}");
    }
}

#[test]
fn what_is_no_json_is_wrong_at_a_place() {
    for (text, line, column) in
        [("", 1, 1), ("{\n  \"a\": é}", 2, 8), ("[1,]", 1, 4), ("{\"a\":1} x", 1, 9), ("[\"a", 1, 4)]
    {
        let position = Tree::read(text).unwrap_err();
        assert_eq!((position.line, position.column), (line, column), "{text}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(Tree::read(&deep).unwrap_err().column, 100_001);
}

#[test]
fn places_are_counted_as_browsers_do() {
    let text = "{\r\n\"🎈\": \"é\", \"a/b\": {\"~\": 1}}";
    let tree = Tree::read(text).unwrap();
    let span = tree.span(tree.at_pointer(text, "/🎈").unwrap()).unwrap();
    assert_eq!((units(text, span.start), units(text, span.end)), (8, 11));
    assert_eq!(tree.raw(text, tree.at_pointer(text, "/a~1b/~0").unwrap()), Some("1"));
    assert_eq!(tree.at_pointer(text, ""), Some(0));
    assert_eq!(tree.at_pointer(text, "/x"), None);
}

/// JSON and a text of it with some white space.
fn documents() -> impl Strategy<Value = (Value, String)> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-c\"\\\\é🎈/~\n]{0,4}".prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-c\"é~/]{0,2}", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    (value, any::<bool>(), "[ \t\r\n]{0,2}").prop_map(|(value, is_pretty, space)| {
        let text = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let text = text.unwrap();
        (value, format!("{space}{text}{space}"))
    })
}

/// The ways to all values inside `value`.
fn paths(value: &Value) -> Vec<Vec<Step>> {
    let children: Vec<(Step, &Value)> = match value {
        Value::Array(elements) => elements.iter().enumerate().map(|(place, one)| (Step::Nth(place), one)).collect(),
        Value::Object(members) => members.iter().map(|(name, one)| (Step::Name(name.clone()), one)).collect(),
        _ => Vec::new(),
    };
    let below = children.into_iter().flat_map(|(step, child)| {
        paths(child).into_iter().map(move |path| [std::slice::from_ref(&step), &path].concat())
    });
    std::iter::once(Vec::new()).chain(below).collect()
}

fn at<'v>(value: &'v mut Value, path: &[Step]) -> &'v mut Value {
    path.iter().fold(value, |value, step| match step {
        Step::Name(name) => value.get_mut(name).unwrap(),
        Step::Nth(place) => value.get_mut(place).unwrap(),
    })
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

proptest! {
    #[test]
    fn every_value_is_found_and_put_back_without_a_trace((value, text) in documents()) {
        let tree = Tree::read(&text).unwrap();
        for path in paths(&value) {
            let number = tree.find(&text, &path).unwrap();
            let raw = tree.raw(&text, number).unwrap();
            prop_assert_eq!(parsed(raw), at(&mut value.clone(), &path).clone());
            if !raw.starts_with(['{', '[']) || raw.contains('\n') || !text.contains('\n') {
                prop_assert_eq!(set(&text, &path, raw).unwrap(), text.clone());
            }
        }
    }

    #[test]
    fn a_change_is_the_change_that_was_meant((mut value, text) in documents(), choice in any::<prop::sample::Index>()) {
        let all = paths(&value);
        let path = choice.get(&all);
        let mut changed = value.clone();
        *at(&mut changed, path) = json!({"new": [1]});
        prop_assert_eq!(parsed(&set(&text, path, "{\"new\":[1]}").unwrap()), changed);
        if let Some((last, parent)) = path.split_last() {
            let mut without = value.clone();
            match (at(&mut without, parent), last) {
                (Value::Object(members), Step::Name(name)) => { members.shift_remove(name); }
                (Value::Array(elements), Step::Nth(place)) => { elements.remove(*place); }
                _ => unreachable!(),
            }
            prop_assert_eq!(parsed(&remove(&text, path).unwrap()), without);
        }
        match at(&mut value, path) {
            Value::Object(members) => {
                let before: Vec<String> = members.keys().take(1).cloned().collect();
                let before: Vec<&str> = before.iter().map(String::as_str).collect();
                members.shift_insert(before.len(), "new!".to_owned(), json!([1, {}]));
                prop_assert_eq!(parsed(&insert(&text, path, &before, "new!", "[1,{}]").unwrap()), value);
            }
            Value::Array(elements) => {
                elements.push(json!({"a": []}));
                prop_assert_eq!(parsed(&push(&text, path, "{\"a\":[]}").unwrap()), value);
            }
            _ => {}
        }
    }

    #[test]
    fn it_reads_what_serde_reads(text in "[\\[\\]{},:\"ab1.e\\-tn \\\\]{0,12}") {
        let is_json = serde_json::from_str::<Value>(&text).is_ok();
        let read = Tree::read(&text);
        // Numbers too large for a float, and variables, are more than serde takes.
        prop_assert!(!is_json || read.is_ok(), "{text}");
        prop_assert!(is_json || read.is_err() || text.contains("{{") || text.contains('e'), "{text}");
    }

    #[test]
    fn laying_out_changes_nothing_but_white_space((value, text) in documents()) {
        prop_assert_eq!(laid_out(&text, ""), serde_json::to_string_pretty(&value).unwrap());
    }
}
