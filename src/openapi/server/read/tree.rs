//! Building a document's tree from any parser, within limits and noting what occurs twice.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::pointer::{Key, Step};
use super::{Refusal, limits};

/// What a tree takes and what was found while it grew.
pub(super) struct Growth {
    /// Whether members called `<<` are merged into the object around them (YAML 1.1, merge keys).
    merges: bool,
    values: Cell<usize>,
    bytes: Cell<usize>,
    stopped: RefCell<Option<Refusal>>,
    duplicates: RefCell<Vec<String>>,
    /// Members of the objects that are being read. Shared, so that each object gets exactly the room that it needs:
    /// half of a document's memory otherwise stays empty.
    members: RefCell<Vec<(String, Value)>>,
    /// Items of the arrays that are being read.
    items: RefCell<Vec<Value>>,
}

impl Growth {
    /// For a document of `size` bytes, in which `<<` has its meaning or not.
    pub(super) fn new(size: usize, merges: bool) -> Self {
        Self {
            merges,
            values: Cell::new(limits::VALUES),
            bytes: Cell::new(size + limits::REPEATED_BYTES),
            stopped: RefCell::new(None),
            duplicates: RefCell::new(Vec::new()),
            members: RefCell::new(Vec::new()),
            items: RefCell::new(Vec::new()),
        }
    }

    /// Why the tree may not grow further, if it may not.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        self.stopped.borrow().clone()
    }

    /// Pointers of the keys that occur twice.
    pub(super) fn into_duplicates(self) -> Vec<String> {
        self.duplicates.into_inner()
    }

    fn stop<E: Error>(&self, refusal: Refusal) -> E {
        let error = E::custom(&refusal);
        *self.stopped.borrow_mut() = Some(refusal);
        error
    }

    fn take_value<E: Error>(&self) -> Result<(), E> {
        match self.values.get().checked_sub(1) {
            Some(left) => {
                self.values.set(left);
                Ok(())
            }
            None => Err(self.stop(Refusal::TooManyValues { limit: limits::VALUES })),
        }
    }

    fn take_bytes<E: Error>(&self, count: usize) -> Result<(), E> {
        match self.bytes.get().checked_sub(count) {
            Some(left) => {
                self.bytes.set(left);
                Ok(())
            }
            None => Err(self.stop(Refusal::Grows)),
        }
    }
}

/// A value of the tree that is about to be read.
#[derive(Clone, Copy)]
pub(super) struct Tree<'t> {
    growth: &'t Growth,
    step: &'t Step<'t>,
    depth: usize,
}

impl<'t> Tree<'t> {
    pub(super) const fn root(growth: &'t Growth, step: &'t Step<'t>) -> Self {
        Self { growth, step, depth: 0 }
    }

    fn deeper<E: Error>(&self) -> Result<usize, E> {
        if self.depth < limits::DEPTH {
            Ok(self.depth + 1)
        } else {
            Err(self.growth.stop(Refusal::TooDeep { limit: limits::DEPTH }))
        }
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.growth.take_value()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        Ok(Number::from_i128(value).map_or_else(|| Value::String(value.to_string()), Value::Number))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        Ok(Number::from_u128(value).map_or_else(|| Value::String(value.to_string()), Value::Number))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.growth.take_bytes(value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, mut value: String) -> Result<Value, E> {
        self.growth.take_bytes(value.len())?;
        value.shrink_to_fit();
        Ok(Value::String(value))
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<Value, E> {
        self.visit_str(&String::from_utf8_lossy(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let depth = self.deeper()?;
        let start = self.growth.items.borrow().len();
        let mut at = 0;
        loop {
            let step = Step::below(self.step, Key::Index(at));
            let Some(item) = access.next_element_seed(Tree { growth: self.growth, step: &step, depth })? else { break };
            self.growth.items.borrow_mut().push(item);
            at += 1;
        }
        Ok(Value::Array(self.growth.items.borrow_mut().drain(start..).collect()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let depth = self.deeper()?;
        let start = self.growth.members.borrow().len();
        while let Some(name) = access.next_key_seed(Name)? {
            self.growth.take_bytes(name.len())?;
            let step = Step::below(self.step, Key::Name(&name));
            let value = access.next_value_seed(Tree { growth: self.growth, step: &step, depth })?;
            self.growth.members.borrow_mut().push((name, value));
        }
        let mut members = self.growth.members.borrow_mut();
        let mut object = Map::with_capacity(members.len() - start);
        let mut merged = Vec::new();
        for (name, value) in members.drain(start..) {
            if self.growth.merges && name == "<<" && (value.is_object() || value.is_array()) {
                merged.push(value);
                continue;
            }
            match object.entry(name) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(mut entry) => {
                    let mut duplicates = self.growth.duplicates.borrow_mut();
                    if duplicates.len() <= limits::WARNINGS {
                        duplicates.push(Step::below(self.step, Key::Name(entry.key())).pointer());
                    }
                    entry.insert(value);
                }
            }
        }
        merged.into_iter().for_each(|value| merge(&mut object, value));
        Ok(Value::Object(object))
    }
}

/// Adds the members of `value`, or of the objects in it, that `object` does not have.
fn merge(object: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                object.entry(name).or_insert(value);
            }
        }
        Value::Array(list) => list.into_iter().filter(Value::is_object).for_each(|value| merge(object, value)),
        _ => {}
    }
}

/// A key as it is written: 200, `true` and `null` are names in YAML, too.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_none<E>(self) -> Result<String, E> {
        Ok("null".to_owned())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok("null".to_owned())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<E>(self, name: &str) -> Result<String, E> {
        Ok(name.to_owned())
    }
}
