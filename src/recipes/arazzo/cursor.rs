//! A place in a document, with the pointer that leads there.

use serde_json::{Map, Value};

use super::{Refusal, Refused, Type, Warning};
use crate::kernel::pointer;

/// A value of a document.
#[derive(Clone, Debug)]
pub(super) struct At<'d> {
    pub(super) value: &'d Value,
    pub(super) pointer: String,
}

impl<'d> At<'d> {
    /// The whole document.
    pub(super) const fn root(document: &'d Value) -> Self {
        Self { value: document, pointer: String::new() }
    }

    /// That it is refused.
    pub(super) fn refuse(&self, refusal: Refusal) -> Refused {
        Refused { pointer: self.pointer.clone(), refusal }
    }

    fn step(&self, name: &str, value: &'d Value) -> Self {
        let mut pointer = self.pointer.clone();
        pointer::push(&mut pointer, name);
        At { value, pointer }
    }

    pub(super) fn object(&self) -> Result<&'d Map<String, Value>, Refused> {
        self.value.as_object().ok_or_else(|| self.refuse(Refusal::NotOfType { expected: Type::Object }))
    }

    /// The member `name`; null is as good as none.
    pub(super) fn get(&self, name: &str) -> Result<Option<Self>, Refused> {
        let member = self.object()?.get(name).filter(|value| !value.is_null());
        Ok(member.map(|value| self.step(name, value)))
    }

    /// The member `name`, which must be there.
    pub(super) fn need(&self, name: &str) -> Result<Self, Refused> {
        self.get(name)?.ok_or_else(|| self.refuse(Refusal::Missing { name: name.to_owned() }))
    }

    pub(super) fn text(&self) -> Result<&'d str, Refused> {
        self.value.as_str().ok_or_else(|| self.refuse(Refusal::NotOfType { expected: Type::Text }))
    }

    /// The text of the member `name`; empty if there is none.
    pub(super) fn optional_text(&self, name: &str) -> Result<String, Refused> {
        self.get(name)?.map_or_else(|| Ok(String::new()), |member| member.text().map(str::to_owned))
    }

    /// What is in the list.
    pub(super) fn list(&self) -> Result<Vec<Self>, Refused> {
        let list = self.value.as_array().ok_or_else(|| self.refuse(Refusal::NotOfType { expected: Type::List }))?;
        Ok(list.iter().enumerate().map(|(place, value)| self.step(&place.to_string(), value)).collect())
    }

    /// What is in the list `name`; nothing if there is none.
    pub(super) fn optional_list(&self, name: &str) -> Result<Vec<Self>, Refused> {
        self.get(name)?.map_or_else(|| Ok(Vec::new()), |list| list.list())
    }

    /// The members of the object `name` with their names; none if there is no such object.
    pub(super) fn optional_members(&self, name: &str) -> Result<Vec<(&'d str, Self)>, Refused> {
        let Some(object) = self.get(name)? else { return Ok(Vec::new()) };
        Ok(object.object()?.iter().map(|(name, value)| (name.as_str(), object.step(name, value))).collect())
    }

    /// The number of the member `name`, which is not negative.
    pub(super) fn optional_number(&self, name: &str) -> Result<Option<f64>, Refused> {
        let Some(member) = self.get(name)? else { return Ok(None) };
        match member.value.as_f64().filter(|number| *number >= 0.0) {
            Some(number) => Ok(Some(number)),
            None => Err(member.refuse(Refusal::NotOfType { expected: Type::Number })),
        }
    }

    /// Warns of every member that is not among `known`. Extensions are meant to be passed over.
    pub(super) fn warn_of_others(&self, known: &[&str], warnings: &mut Vec<Warning>) -> Result<(), Refused> {
        for (name, value) in self.object()? {
            if !known.contains(&name.as_str()) && !name.starts_with("x-") {
                warnings.push(Warning { pointer: self.step(name, value).pointer, doubt: super::Doubt::LeftOut });
            }
        }
        Ok(())
    }
}
