//! The values that the document itself has.

use serde_json::Value;

use super::super::keyword::{list, map};
use super::solve::Solver;
use super::whole::Whole;

/// The most values of `enum` that are tried.
const VALUES: usize = 100;

impl<'a> Solver<'a> {
    /// The first valid one of the document's values.
    pub(super) fn authored(&self, whole: &Whole<'a>, schemas: &[&'a Value]) -> Option<Value> {
        let each = |keyword: &'static str| whole.parts.iter().filter_map(move |part| part.get(keyword));
        let examples = whole.parts.iter().filter_map(|part| list(part, "examples").first());
        let shown = each("example").chain(examples).chain(each("default"));
        // Elements that have to differ cannot all be the example.
        let shown = shown.filter(|value| self.salt == 0 && !value.is_null());
        let listed: Vec<_> = whole
            .parts
            .iter()
            .map(|part| list(part, "enum"))
            .find(|all| !all.is_empty())
            .unwrap_or_default()
            .iter()
            .take(VALUES)
            .collect();
        let turned = listed.iter().cycle().skip(self.salt).take(listed.len()).copied().filter(|value| !value.is_null());
        shown.chain(each("const")).chain(turned).take_while(|value| self.checker.can_take(value)).find_map(|value| {
            let value = self.pruned(value, whole);
            (self.fits(&value, whole) && self.holds(schemas, &value)).then_some(value)
        })
    }

    /// A value without the properties that do not travel this way.
    fn pruned(&self, value: &Value, whole: &Whole<'a>) -> Value {
        let mut value = value.clone();
        self.prune(&mut value, whole, 0);
        value
    }

    fn prune(&self, value: &mut Value, whole: &Whole<'_>, depth: usize) {
        if depth > 12 {
            return;
        }
        match value {
            // All that the parts say of a value is put together, so that each value is gone through once.
            Value::Object(object) => {
                let described = |name: &str| -> Vec<&Value> {
                    whole.parts.iter().filter_map(|part| map(part, "properties")?.get(name)).collect()
                };
                object.retain(|name, value| {
                    let properties = described(name);
                    if properties.iter().any(|property| self.checker.hides(property)) {
                        return false;
                    }
                    if !properties.is_empty() {
                        self.prune(value, &Whole::of(&properties, self.schemas, &[]), depth + 1);
                    }
                    true
                });
            }
            Value::Array(elements) => {
                let items = whole.parts.iter().filter_map(|part| part.get("items").filter(|items| items.is_object()));
                let items: Vec<&Value> = items.collect();
                if !items.is_empty() {
                    let whole = Whole::of(&items, self.schemas, &[]);
                    elements.iter_mut().for_each(|element| self.prune(element, &whole, depth + 1));
                }
            }
            _ => {}
        }
    }

    /// Whether a value has what discriminators want.
    pub(super) fn fits(&self, value: &Value, whole: &Whole<'a>) -> bool {
        value.as_object().is_none_or(|object| {
            whole.fixed.iter().all(|(name, wanted)| object.get(*name).is_none_or(|value| value == wanted))
        })
    }
}
