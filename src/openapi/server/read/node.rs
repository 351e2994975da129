//! A value of a document that knows where it stands.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::{Map, Value};

use super::pointer;

/// From how many bytes on a name is long.
const LONG: usize = 500;

/// A value of a document and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    /// Its JSON Pointer; empty for the document itself.
    pub(super) at: String,
}

impl<'a> Node<'a> {
    pub(super) const fn root(value: &'a Value) -> Self {
        Self { value, at: String::new() }
    }

    /// The pointer of a member or item, whether it exists or not.
    pub(super) fn below(&self, name: &str) -> String {
        let short = shortened(name);
        let name = short.as_deref().unwrap_or(name);
        let mut at = String::with_capacity(self.at.len() + name.len() + 1);
        at.push_str(&self.at);
        pointer::push(&mut at, name);
        at
    }

    /// The member `name`; `None` when there is none or it is null, or this is no object.
    pub(super) fn get(&self, name: &str) -> Option<Self> {
        let value = self.value.get(name).filter(|value| !value.is_null())?;
        Some(Self { value, at: self.below(name) })
    }

    /// The members, without complaint when it is no object.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'a str, Self)> + use<'a, '_> {
        let object = self.value.as_object();
        object
            .into_iter()
            .flat_map(Map::iter)
            .map(|(name, value)| (name.as_str(), Self { value, at: self.below(name) }))
    }

    /// The items, without complaint when it is no list.
    pub(super) fn items(&self) -> impl Iterator<Item = Self> + use<'a, '_> {
        let list = self.value.as_array().map(Vec::as_slice).unwrap_or_default();
        list.iter().enumerate().map(|(index, value)| Self { value, at: self.below(&index.to_string()) })
    }

    /// The member `name` if it is text.
    pub(super) fn str(&self, name: &str) -> Option<&'a str> {
        self.value.get(name)?.as_str()
    }
}

/// A long name as a short one that is as good as unique: it would be copied into the pointer of everything below it.
fn shortened(name: &str) -> Option<String> {
    if name.len() <= LONG {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    let start: String = name.chars().take(LONG / 4).collect();
    Some(format!("{start}…{:016x}", hasher.finish()))
}

/// What a person calls a value of this kind.
pub(super) const fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A value as the text of it: text stays as it is, everything else is compact JSON.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}
