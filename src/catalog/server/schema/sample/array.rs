//! Arrays.

use serde_json::Value;

use super::super::decimal::same;
use super::super::keyword::{flag, list, subschema};
use super::solve::Solver;
use super::whole::Whole;

/// The most elements.
const ELEMENTS: usize = 200;

/// How many other elements are tried in place of one that is there already.
const OTHERS: usize = 10;

impl<'a> Solver<'a> {
    /// An array of as many elements as there must be, but one if there may be; else an empty one.
    pub(super) fn array(&mut self, whole: &Whole<'a>, schemas: &[&'a Value]) -> Option<Value> {
        let least = whole.least("minItems").unwrap_or(0);
        let most = whole.most("maxItems").unwrap_or(usize::MAX);
        let prefix = whole.parts.iter().map(|part| prefix(part).len()).max().unwrap_or(0);
        let contains: Vec<_> = whole.parts.iter().filter_map(|part| subschema(part, "contains")).collect();
        let contained = whole.least("minContains").unwrap_or(usize::from(!contains.is_empty()));
        let described = whole.parts.iter().any(|part| subschema(part, "items").is_some());
        let wanted = (prefix + contained).max(usize::from(described)).min(most).max(least);
        if wanted > ELEMENTS {
            return None;
        }
        let length = self.length;
        // What must be contained may also be one of the first elements.
        for (wanted, from) in [(wanted, prefix), (wanted, 0), (least.max(contained), 0), (least, most)] {
            self.length = length;
            let Some(elements) = self.elements(whole, wanted, least, &contains, from, contained) else {
                continue;
            };
            let value = Value::Array(elements);
            if self.holds(schemas, &value) {
                return Some(value);
            }
        }
        None
    }

    fn elements(
        &mut self,
        whole: &Whole<'a>,
        wanted: usize,
        least: usize,
        contains: &[&'a Value],
        from: usize,
        contained: usize,
    ) -> Option<Vec<Value>> {
        let unique = whole.parts.iter().any(|part| flag(part, "uniqueItems"));
        let mut elements: Vec<Value> = Vec::new();
        for index in 0..wanted {
            let mut schemas: Vec<&'a Value> = whole.parts.iter().filter_map(|part| element(part, index)).collect();
            if index >= from && index - from < contained {
                schemas.extend(contains);
            }
            match self.element(&schemas, unique.then_some(elements.as_slice())) {
                Some(element) => elements.push(element),
                None if index >= least => break,
                None => return None,
            }
        }
        Some(elements)
    }

    /// An element that is not among `others`.
    fn element(&mut self, schemas: &[&'a Value], others: Option<&[Value]>) -> Option<Value> {
        let Some(others) = others else {
            return self.value(schemas, &[]);
        };
        let salt = self.salt;
        let mut found = None;
        for try_number in 0..OTHERS {
            self.salt = salt + if try_number == 0 { others.len() } else { try_number - 1 };
            let length = self.length;
            found = self.value(schemas, &[]).filter(|value| !others.iter().any(|other| same(other, value)));
            if found.is_some() {
                break;
            }
            self.length = length;
        }
        self.salt = salt;
        found
    }
}

/// The schemas of the first elements. Before 2020-12, they were in `items`.
fn prefix(part: &Value) -> &[Value] {
    if part.get("items").is_some_and(Value::is_array) { list(part, "items") } else { list(part, "prefixItems") }
}

/// The schema of one element.
pub(super) fn element(part: &Value, index: usize) -> Option<&Value> {
    let rest = if part.get("items").is_some_and(Value::is_array) { "additionalItems" } else { "items" };
    prefix(part).get(index).or_else(|| subschema(part, rest))
}
