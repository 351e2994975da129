//! What a new revision of an API changes, and which of it breaks clients that worked before.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::catalog::model::{Change, ChangeKind, OperationInput, Parameter, Representation, ResponseSpec};

/// How many changes are named; there are no more readers for more.
const MOST: usize = 2_000;

/// The rules by which a change breaks clients, as the change log names them.
mod rule {
    pub(super) const OPERATION_REMOVED: &str = "operation-removed";
    pub(super) const PARAMETER_REQUIRED: &str = "parameter-required";
    pub(super) const PARAMETER_TYPE: &str = "parameter-type-changed";
    pub(super) const VALUE_REMOVED: &str = "allowed-value-removed";
    pub(super) const BODY_REQUIRED: &str = "request-body-required";
    pub(super) const REQUEST_TYPE_REMOVED: &str = "request-content-type-removed";
    pub(super) const RESPONSE_REMOVED: &str = "response-removed";
    pub(super) const RESPONSE_HEADER_REMOVED: &str = "response-header-removed";
    pub(super) const RESPONSE_TYPE_REMOVED: &str = "response-content-type-removed";
    pub(super) const PROPERTY_REMOVED: &str = "property-removed";
    pub(super) const PROPERTY_REQUIRED: &str = "property-required";
    pub(super) const PROPERTY_TYPE: &str = "property-type-changed";
}

/// What tells an operation from the API's others, whatever its slug: verb and path. The query of a URL template that was
/// written by hand is none of a document's path.
pub(crate) type Key = (String, String);

/// See [`Key`].
pub(crate) fn key(operation: &OperationInput) -> Key {
    let path = match operation.documented.path.as_str() {
        "" => operation.url_template.split('?').next().unwrap_or_default(),
        path => path,
    };
    (operation.verb.clone(), path.to_owned())
}

/// A schema: its reference and its JSON.
pub(crate) type Schema<'a> = (&'a str, &'a str);

/// The changes from one state of an API to another: operations first, then schemas.
pub(crate) fn changes(
    before: &[OperationInput],
    after: &[OperationInput],
    schemas_before: &[Schema<'_>],
    schemas_after: &[Schema<'_>],
) -> Vec<Change> {
    let mut changes = Vec::new();
    let old: HashMap<Key, &OperationInput> = before.iter().map(|operation| (key(operation), operation)).collect();
    let new: HashSet<Key> = after.iter().map(key).collect();
    for operation in after {
        match old.get(&key(operation)) {
            None => changes.push(change(ChangeKind::Added, &subject(operation), "", "")),
            Some(before) => compare_operation(before, operation, &mut changes),
        }
    }
    for operation in before.iter().filter(|operation| !new.contains(&key(operation))) {
        changes.push(change(ChangeKind::Removed, &subject(operation), rule::OPERATION_REMOVED, ""));
    }
    compare_schemas(schemas_before, schemas_after, &mut changes);
    changes.truncate(MOST);
    changes
}

fn change(kind: ChangeKind, subject: &str, breaking: &str, detail: &str) -> Change {
    Change { kind, subject: subject.to_owned(), breaking: breaking.to_owned(), detail: detail.to_owned() }
}

fn subject(operation: &OperationInput) -> String {
    let (verb, path) = key(operation);
    format!("{verb} {path}")
}

fn compare_operation(before: &OperationInput, after: &OperationInput, changes: &mut Vec<Change>) {
    let without_slug = |operation: &OperationInput| OperationInput { slug: String::new(), ..operation.clone() };
    if without_slug(before) == without_slug(after) {
        return;
    }
    let subject = subject(after);
    let named = changes.len();
    let mut note = |breaking: &str, detail: &str| changes.push(change(ChangeKind::Changed, &subject, breaking, detail));
    for parameter in &after.parameters {
        let same = |other: &&Parameter| other.name == parameter.name && other.location == parameter.location;
        match before.parameters.iter().find(same) {
            None if parameter.required => note(rule::PARAMETER_REQUIRED, &parameter.name),
            None => note("", &parameter.name),
            Some(before) => compare_parameter(before, parameter, &mut note),
        }
    }
    if needs_body(before, after) {
        note(rule::BODY_REQUIRED, "");
    }
    for content_type in gone(&before.bodies, &after.bodies) {
        note(rule::REQUEST_TYPE_REMOVED, content_type);
    }
    for response in &before.responses {
        let same = |other: &&ResponseSpec| other.status == response.status;
        match after.responses.iter().find(same) {
            None => note(rule::RESPONSE_REMOVED, &response.status.to_string()),
            Some(after) => compare_response(response, after, &mut note),
        }
    }
    if changes.len() == named {
        changes.push(change(ChangeKind::Changed, &subject, "", ""));
    }
}

/// Whether calls that had no body now must have one. What was read before that was asked says nothing of it.
fn needs_body(before: &OperationInput, after: &OperationInput) -> bool {
    let was_free = before.bodies.is_empty() || before.documented.body_required == Some(false);
    was_free && !after.bodies.is_empty() && after.documented.body_required == Some(true)
}

fn compare_parameter(before: &Parameter, after: &Parameter, note: &mut impl FnMut(&str, &str)) {
    if after.required && !before.required {
        note(rule::PARAMETER_REQUIRED, &after.name);
    }
    if after.kind != before.kind {
        note(rule::PARAMETER_TYPE, &after.name);
    }
    if !after.allowed.is_empty() && before.allowed.iter().any(|value| !after.allowed.contains(value)) {
        note(rule::VALUE_REMOVED, &after.name);
    }
}

fn compare_response(before: &ResponseSpec, after: &ResponseSpec, note: &mut impl FnMut(&str, &str)) {
    for content_type in gone(&before.representations, &after.representations) {
        note(rule::RESPONSE_TYPE_REMOVED, &format!("{} {content_type}", before.status));
    }
    let is_there = |name: &str| after.headers.iter().any(|other| other.name.eq_ignore_ascii_case(name));
    for header in before.headers.iter().filter(|header| !is_there(&header.name)) {
        note(rule::RESPONSE_HEADER_REMOVED, &format!("{} {}", before.status, header.name));
    }
}

/// The content types that `after` has no more.
fn gone<'a>(before: &'a [Representation], after: &'a [Representation]) -> impl Iterator<Item = &'a str> {
    before
        .iter()
        .map(|representation| representation.content_type.as_str())
        .filter(|content_type| !after.iter().any(|other| other.content_type == *content_type))
}

fn compare_schemas(before: &[Schema<'_>], after: &[Schema<'_>], changes: &mut Vec<Change>) {
    let old: HashMap<&str, &str> = before.iter().copied().collect();
    let new: HashSet<&str> = after.iter().map(|(pointer, _)| *pointer).collect();
    for (pointer, schema) in after {
        match old.get(pointer) {
            None => changes.push(change(ChangeKind::Added, name(pointer), "", "")),
            Some(before) if before != schema => compare_schema(name(pointer), before, schema, changes),
            Some(_) => {}
        }
    }
    for (pointer, _) in before.iter().filter(|(pointer, _)| !new.contains(pointer)) {
        changes.push(change(ChangeKind::Removed, name(pointer), "", ""));
    }
}

fn name(pointer: &str) -> &str {
    pointer.strip_prefix("#/components/schemas/").unwrap_or(pointer)
}

fn compare_schema(subject: &str, before: &str, after: &str, changes: &mut Vec<Change>) {
    let named = changes.len();
    if let (Ok(before), Ok(after)) = (serde_json::from_str::<Value>(before), serde_json::from_str::<Value>(after)) {
        let mut note = |rule: &str, detail: &str| changes.push(change(ChangeKind::Changed, subject, rule, detail));
        let (old, new) = (properties(&before), properties(&after));
        for (name, schema) in &old {
            match new.iter().find(|(other, _)| other == name) {
                None => note(rule::PROPERTY_REMOVED, name),
                Some((_, after)) if after.get("type") != schema.get("type") => note(rule::PROPERTY_TYPE, name),
                Some(_) => {}
            }
        }
        let required_before = required(&before);
        for name in required(&after).into_iter().filter(|name| !required_before.contains(name)) {
            note(rule::PROPERTY_REQUIRED, name);
        }
        let values = |schema: &Value| schema.get("enum").and_then(Value::as_array).cloned().unwrap_or_default();
        let kept = values(&after);
        if !kept.is_empty() && values(&before).iter().any(|value| !kept.contains(value)) {
            note(rule::VALUE_REMOVED, "");
        }
    }
    if changes.len() == named {
        changes.push(change(ChangeKind::Changed, subject, "", ""));
    }
}

fn properties(schema: &Value) -> Vec<(&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flatten().collect()
}

fn required(schema: &Value) -> Vec<&str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::model::{Documented, ResponseHeader, StatusKey};

    fn operation(parameters: Vec<Parameter>) -> OperationInput {
        OperationInput { verb: "GET".into(), url_template: "/pets".into(), parameters, ..OperationInput::default() }
    }

    fn breaking(changes: &[Change]) -> Vec<(&str, &str)> {
        changes.iter().map(|change| (change.breaking.as_str(), change.detail.as_str())).collect()
    }

    #[test]
    fn what_clients_do_not_notice_is_not_breaking() {
        let optional = Parameter { name: "limit".into(), ..Parameter::default() };
        let found = changes(&[operation(vec![])], &[operation(vec![optional])], &[], &[]);
        assert_eq!(breaking(&found), [("", "limit")]);
        assert_eq!(changes(&[operation(vec![])], &[operation(vec![])], &[], &[]), []);
    }

    #[test]
    fn a_body_that_becomes_required_breaks_clients() {
        let with = |bodies: Vec<Representation>, required| {
            let documented = Documented { body_required: required, ..Documented::default() };
            OperationInput { bodies, documented, ..operation(vec![]) }
        };
        let some = || vec![Representation { content_type: "text/plain".into(), ..Representation::default() }];
        let required = with(some(), Some(true));
        for before in [with(some(), Some(false)), with(vec![], None)] {
            let found = changes(&[before], std::slice::from_ref(&required), &[], &[]);
            assert_eq!(breaking(&found), [("request-body-required", "")]);
        }
        for (before, after) in [(with(some(), None), &required), (required.clone(), &with(some(), Some(false)))] {
            let found = changes(&[before], std::slice::from_ref(after), &[], &[]);
            assert_eq!(breaking(&found), [("", "")]);
        }
    }

    #[test]
    fn a_header_that_responses_have_no_more_breaks_clients() {
        let with = |names: &[&str]| {
            let header = |name: &&str| ResponseHeader { name: (*name).to_owned(), ..ResponseHeader::default() };
            let headers = names.iter().map(header).collect();
            let response = ResponseSpec { status: StatusKey::Code(200), headers, ..ResponseSpec::default() };
            OperationInput { responses: vec![response], ..operation(vec![]) }
        };
        let found = changes(&[with(&["Link", "X-Left"])], &[with(&["link", "X-New"])], &[], &[]);
        assert_eq!(breaking(&found), [("response-header-removed", "200 X-Left")]);
    }

    #[test]
    fn what_breaks_clients_is_named_by_its_rule() {
        let parameter = |required| Parameter { name: "limit".into(), required, ..Parameter::default() };
        let found = changes(&[operation(vec![parameter(false)])], &[operation(vec![parameter(true)])], &[], &[]);
        assert_eq!(breaking(&found), [("parameter-required", "limit")]);
        let found = changes(&[operation(vec![])], &[], &[], &[]);
        assert_eq!(breaking(&found), [("operation-removed", "")]);
        let before = r#"{"properties":{"a":{"type":"string"},"b":{"type":"string"}},"enum":[1,2]}"#;
        let after = r#"{"properties":{"a":{"type":"integer"}},"required":["c"],"enum":[1]}"#;
        let pointer = "#/components/schemas/Pet";
        let found = changes(&[], &[], &[(pointer, before)], &[(pointer, after)]);
        assert_eq!(
            breaking(&found),
            [
                ("property-type-changed", "a"),
                ("property-removed", "b"),
                ("property-required", "c"),
                ("allowed-value-removed", ""),
            ]
        );
        assert!(found.iter().all(|change| change.subject == "Pet"));
    }
}
