//! What is written down of a change: which fields it changed, and never a secret.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::audit::model::Action;

/// The most characters of a field that are kept, and the most bytes of one that is no text.
const MOST: usize = 2_000;
/// What stands for a secret.
const CHANGED: &str = "changed";
/// What the names of fields with secrets have in them. Services name secrets themselves, by [`Entry::secret`]; this holds
/// where somebody forgets.
const SECRET: [&str; 5] = ["password", "secret", "token", "credential", "private_key"];

/// Something that was done, to be written down.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(super) action: Action,
    pub(super) thing_id: String,
    pub(super) thing: String,
    pub(super) before: Map<String, Value>,
    pub(super) after: Map<String, Value>,
}

impl Entry {
    /// `action` on the thing with this id, which is called `thing`.
    #[must_use]
    pub fn new(action: Action, id: impl Into<String>, thing: impl Into<String>) -> Self {
        Self { action, thing_id: id.into(), thing: thing.into(), before: Map::new(), after: Map::new() }
    }

    /// With the fields in which `before` and `after` differ.
    #[must_use]
    pub fn changed(mut self, before: &impl Serialize, after: &impl Serialize) -> Self {
        let (mut before, mut after) = (fields(before), fields(after));
        before.retain(|name, value| match after.get(name) {
            Some(other) if other == value => {
                after.remove(name);
                false
            }
            _ => true,
        });
        self.before.extend(before.into_iter().map(kept));
        self.after.extend(after.into_iter().map(kept));
        self
    }

    /// With what something new consists of.
    #[must_use]
    pub fn created(mut self, after: &impl Serialize) -> Self {
        self.after.extend(fields(after).into_iter().filter(says_something).map(kept));
        self
    }

    /// With what something consisted of that is gone.
    #[must_use]
    pub fn removed(mut self, before: &impl Serialize) -> Self {
        self.before.extend(fields(before).into_iter().filter(says_something).map(kept));
        self
    }

    /// With the field `name`, which is `value` from now on.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.after.extend([kept((name.to_owned(), value.into()))]);
        self
    }

    /// With the field `name`, which was `value` until now.
    #[must_use]
    pub fn without(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.before.extend([kept((name.to_owned(), value.into()))]);
        self
    }

    /// With the secret `name`, which is another one now.
    #[must_use]
    pub fn secret(mut self, name: &str) -> Self {
        self.after.insert(name.to_owned(), Value::from(CHANGED));
        self
    }
}

fn fields(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

fn says_something((_, value): &(String, Value)) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// A field as it is kept: without secrets, and cut.
fn kept((name, value): (String, Value)) -> (String, Value) {
    let value = if is_secret(&name) { Value::from(CHANGED) } else { cut(concealed(value)) };
    (name, value)
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRET.iter().any(|word| name.contains(word))
}

fn concealed(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(concealed).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| {
                let value = if is_secret(&name) { Value::from(CHANGED) } else { concealed(value) };
                (name, value)
            })
            .collect(),
        value => value,
    }
}

fn cut(value: Value) -> Value {
    match value {
        Value::String(text) if text.chars().nth(MOST).is_some() => {
            let beginning: String = text.chars().take(MOST).collect();
            Value::from(format!("{beginning}… ({} characters)", text.chars().count()))
        }
        value @ (Value::Array(_) | Value::Object(_)) => {
            let text = value.to_string();
            match text.get(..text.floor_char_boundary(MOST)) {
                Some(beginning) if beginning.len() < text.len() => {
                    Value::from(format!("{beginning}… ({} bytes)", text.len()))
                }
                _ => value,
            }
        }
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry() -> Entry {
        Entry::new(Action::ApiUpdate, "id", "petstore")
    }

    #[test]
    fn only_what_changed_is_kept() {
        let entry = entry().changed(
            &json!({"name": "a", "tags": ["x"], "gone": 1, "same": {"deep": true}}),
            &json!({"name": "b", "tags": [], "same": {"deep": true}, "new": null}),
        );
        assert_eq!(Value::from(entry.before), json!({"name": "a", "tags": ["x"], "gone": 1}));
        assert_eq!(Value::from(entry.after), json!({"name": "b", "tags": [], "new": null}));
    }

    #[test]
    fn what_something_new_leaves_empty_is_not_kept() {
        let entry = entry().created(&json!({"name": "a", "tags": [], "text": "", "none": null, "published": false}));
        assert_eq!(Value::from(entry.after), json!({"name": "a", "published": false}));
    }

    #[test]
    fn secrets_are_never_kept() {
        let entry = entry()
            .changed(
                &json!({"smtp_password": "canary-1", "nested": [{"clientSecret": "canary-2"}]}),
                &json!({"smtp_password": "canary-3", "nested": [{"clientSecret": "canary-4", "x": 1}]}),
            )
            .with("access_token", "canary-5")
            .secret("password");
        assert!(!format!("{entry:?}").contains("canary"), "{entry:?}");
        assert_eq!(entry.after.get("smtp_password"), Some(&json!("changed")));
    }

    #[test]
    fn what_is_long_is_cut() {
        let long = "ż".repeat(MOST + 1);
        let entry = entry().created(&json!({"text": long, "list": vec!["ż".repeat(MOST)]}));
        let kept = |name: &str| entry.after.get(name).and_then(Value::as_str).unwrap().to_owned();
        assert!(kept("text").ends_with("ż… (2001 characters)"));
        assert!(kept("list").ends_with("… (4004 bytes)") && kept("list").len() < 2 * MOST);
    }
}
