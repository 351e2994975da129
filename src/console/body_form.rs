//! What the form of a JSON body begins with, and which of several alternatives a value is.

use super::json_edit::{Kind, Step, Tree, quoted};
use crate::catalog::model::{FieldKind, FormField};

/// How deep alternatives are looked into.
const DEPTH: usize = 8;

/// JSON for a new value: of an object what it must have.
#[must_use]
pub fn start(field: &FormField) -> String {
    match &field.kind {
        FieldKind::Object { fields, .. } => {
            let required = fields.iter().filter(|field| field.required);
            let members: Vec<_> = required.map(|field| format!("{}:{}", quoted(&field.name), start(field))).collect();
            format!("{{{}}}", members.join(","))
        }
        FieldKind::List(_) => "[]".to_owned(),
        FieldKind::Variants(variants) => variants.first().map_or_else(|| "null".to_owned(), start),
        _ if field.start.is_empty() => "null".to_owned(),
        _ => field.start.clone(),
    }
}

/// Which of the alternatives the value at `path` fits best; the first one where none does.
#[must_use]
pub fn nearest(variants: &[FormField], text: &str, tree: &Tree, path: &[Step]) -> usize {
    let Some(number) = tree.find(text, path) else { return 0 };
    let all = variants.iter().enumerate().map(|(place, variant)| (fit(variant, text, tree, number, 0), place));
    // Of those that fit alike, the first.
    all.max_by_key(|&(fit, place)| (fit, std::cmp::Reverse(place))).map_or(0, |(_, place)| place)
}

/// How well a value fits a field: the more the better.
fn fit(field: &FormField, text: &str, tree: &Tree, number: usize, depth: usize) -> i32 {
    const KIND: i32 = 50;
    let Some(kind) = tree.kind(number) else { return -KIND };
    let of = |fits: bool| if fits { KIND } else { -KIND };
    match (&field.kind, kind) {
        (_, Kind::Null) if field.nullable => KIND,
        (FieldKind::Any, _) => 0,
        (FieldKind::Text, kind) => of(matches!(kind, Kind::Text | Kind::Variable)),
        (FieldKind::Integer | FieldKind::Number, kind) => of(matches!(kind, Kind::Number | Kind::Variable)),
        (FieldKind::Boolean, kind) => of(matches!(kind, Kind::Boolean | Kind::Variable)),
        (FieldKind::Choice(choices), _) => {
            of(tree.raw(text, number).is_some_and(|raw| choices.iter().any(|one| one == raw)))
        }
        (FieldKind::List(_), kind) => of(kind == Kind::Array),
        (FieldKind::Closed, kind) => of(matches!(kind, Kind::Object | Kind::Array)) / 2,
        (FieldKind::Variants(variants), _) if depth < DEPTH => {
            variants.iter().map(|variant| fit(variant, text, tree, number, depth + 1)).max().unwrap_or(-KIND)
        }
        (FieldKind::Variants(_), _) => 0,
        (FieldKind::Object { fields, others }, Kind::Object) => {
            let mut sum = KIND;
            for field in fields {
                sum += match tree.find_in(text, number, &Step::Name(field.name.clone())) {
                    // The value of a member is often all that tells alternatives apart.
                    Some(member) if matches!(field.kind, FieldKind::Choice(_)) => {
                        2 * fit(field, text, tree, member, depth + 1)
                    }
                    Some(member) => 2 + fit(field, text, tree, member, depth + 1).signum(),
                    None if field.required => -5,
                    None => 0,
                };
            }
            let is_known = |&&member: &&usize| {
                let name = tree.name(text, member);
                fields.iter().any(|field| Some(&field.name) == name.as_ref())
            };
            let unknown = tree.inside(number).iter().filter(|member| !is_known(member)).count();
            let unknown = i32::try_from(unknown).unwrap_or(i32::MAX / 4);
            if others.is_some() { sum } else { sum - 3 * unknown }
        }
        (FieldKind::Object { .. }, _) => -KIND,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, required: bool, kind: FieldKind, start: &str) -> FormField {
        FormField { name: name.to_owned(), required, kind, start: start.to_owned(), ..FormField::default() }
    }

    fn object(fields: Vec<FormField>) -> FormField {
        FormField { kind: FieldKind::Object { fields, others: None }, ..FormField::default() }
    }

    fn nearest_of(variants: &[FormField], text: &str) -> usize {
        nearest(variants, text, &Tree::read(text).unwrap(), &[])
    }

    #[test]
    fn a_new_object_has_what_it_must_have() {
        let inner = FormField {
            name: "in\"ner".to_owned(),
            required: true,
            ..object(vec![member("a", true, FieldKind::Text, "\"x\""), member("b", false, FieldKind::Integer, "1")])
        };
        let list = FieldKind::List(Box::new(member("", false, FieldKind::Text, "\"\"")));
        let outer = object(vec![inner, member("list", true, list, "")]);
        assert_eq!(start(&outer), r#"{"in\"ner":{"a":"x"},"list":[]}"#);
        assert_eq!(start(&FormField::default()), "null");
        assert_eq!(start(&member("", false, FieldKind::Variants(vec![object(vec![])]), "")), "{}");
    }

    #[test]
    fn alternatives_are_told_apart_by_what_is_there() {
        let kind = |value: &str| member("kind", true, FieldKind::Choice(vec![quoted(value)]), "");
        let shared = member("name", false, FieldKind::Text, "\"\"");
        let cat = object(vec![kind("cat"), shared.clone(), member("lives", false, FieldKind::Integer, "9")]);
        let dog = object(vec![kind("dog"), shared, member("bark", true, FieldKind::Boolean, "true")]);
        let both = [cat, dog, member("", false, FieldKind::Text, "\"\"")];
        for (text, expected) in [
            (r#"{"kind": "dog"}"#, 1),
            (r#"{"kind": "cat", "bark": true}"#, 0),
            (r#"{"bark": true}"#, 1),
            (r#"{"lives": 7}"#, 0),
            ("\"rex\"", 2),
            ("{{pet}}", 2),
            ("7", 0),
        ] {
            assert_eq!(nearest_of(&both, text), expected, "{text}");
        }
    }
}
