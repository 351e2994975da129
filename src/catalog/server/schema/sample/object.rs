//! Objects.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::super::keyword::{list, map, members, required, subschema};
use super::solve::Solver;
use super::whole::Whole;

/// The most properties that are made up for `minProperties`.
const MADE_UP: usize = 20;

impl<'a> Solver<'a> {
    /// An object with optional properties, or else without.
    pub(super) fn object(&mut self, whole: &Whole<'a>, schemas: &[&'a Value]) -> Option<Value> {
        let length = self.length;
        for full in [true, false] {
            self.length = length;
            let value = Value::Object(self.members(whole, full)?);
            if self.fits(&value, whole) && self.holds(schemas, &value) {
                return Some(value);
            }
        }
        None
    }

    /// `None` if a required property cannot be made.
    fn members(&mut self, whole: &Whole<'a>, full: bool) -> Option<Map<String, Value>> {
        let least = whole.least("minProperties").unwrap_or(0);
        let most = whole.most("maxProperties").unwrap_or(usize::MAX);
        let names = whole.names();
        let hidden: HashSet<&str> = names.iter().copied().filter(|name| self.hidden(whole, name)).collect();
        let mut needed: Vec<&'a str> = Vec::new();
        for name in whole.parts.iter().flat_map(|part| required(part)) {
            self.need(whole, name, &hidden, &mut needed);
        }
        let mut room = most.checked_sub(needed.len())?;
        let wanted: HashSet<&str> = needed.iter().copied().collect();
        // Required properties are made first, so that optional ones do not take their room.
        let mut made = Map::new();
        for name in &needed {
            made.insert((*name).to_owned(), self.property(whole, name)?);
        }
        let mut object = Map::new();
        for name in &names {
            if let Some(value) = made.shift_remove(*name) {
                object.insert((*name).to_owned(), value);
                continue;
            }
            let short = wanted.len() + object.len().saturating_sub(wanted.len()) < least;
            let allowed = full && self.length < self.optional || short;
            if !allowed || room == 0 || hidden.contains(name) || wanted.contains(name) {
                continue;
            }
            if let Some(value) = self.property(whole, name) {
                object.insert((*name).to_owned(), value);
                room -= 1;
            }
        }
        object.extend(made);
        self.further(whole, &mut object, least, room, full && names.is_empty());
        Some(object)
    }

    /// Notes a required property, and those that it requires.
    fn need(&self, whole: &Whole<'a>, name: &'a str, hidden: &HashSet<&str>, needed: &mut Vec<&'a str>) {
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            if hidden.contains(name) || needed.contains(&name) {
                continue;
            }
            needed.push(name);
            let dependent = whole.parts.iter().filter_map(|part| map(part, "dependentRequired")?.get(name)?.as_array());
            open.extend(dependent.flatten().filter_map(Value::as_str));
        }
    }

    fn hidden(&self, whole: &Whole<'a>, name: &str) -> bool {
        let schemas = whole.parts.iter().filter_map(|part| map(part, "properties")?.get(name));
        schemas.into_iter().any(|schema| self.checker.hides(schema))
    }

    fn property(&mut self, whole: &Whole<'a>, name: &str) -> Option<Value> {
        let mut schemas = Vec::new();
        for part in &whole.parts {
            schemas.extend(self.checker.for_property(part, name)?);
        }
        if let Some((_, value)) = whole.fixed.iter().find(|(property, _)| *property == name) {
            let value = Value::String(value.clone());
            return self.holds(&schemas, &value).then_some(value);
        }
        self.value(&schemas, &[])
    }

    /// Makes up properties: as many as there must be, and one for a map.
    fn further(&mut self, whole: &Whole<'a>, object: &mut Map<String, Value>, least: usize, room: usize, one: bool) {
        let open = |part: &&Value| {
            let values = subschema(part, "additionalProperties").is_some_and(|values| values.is_object());
            values || map(part, "patternProperties").is_some_and(|patterns| !patterns.is_empty())
        };
        let one = one && object.is_empty() && self.length < self.optional.max(1) && whole.parts.iter().any(open);
        let missing = least.saturating_sub(object.len()).max(usize::from(one)).min(room);
        if missing > MADE_UP {
            return;
        }
        let salt = self.salt;
        let wanted = object.len() + missing;
        for number in 0..missing + 4 {
            if object.len() >= wanted {
                break;
            }
            self.salt = salt + number;
            for name in self.made_up(whole, number) {
                if !object.contains_key(&name)
                    && let Some(value) = self.property(whole, &name)
                {
                    object.insert(name, value);
                    break;
                }
            }
        }
        self.salt = salt;
    }

    /// Names that the schema may allow.
    fn made_up(&mut self, whole: &Whole<'a>, number: usize) -> Vec<String> {
        let rules: Vec<_> = whole.parts.iter().filter_map(|part| subschema(part, "propertyNames")).collect();
        let mut names: Vec<String> = Vec::new();
        if !rules.is_empty() {
            let listed = rules.iter().find_map(|rule| list(rule, "enum").get(number));
            let name = listed.cloned().or_else(|| {
                let length = self.length;
                let name = self.string(&Whole::of(&rules, self.schemas, &[]), &rules);
                self.length = length;
                name
            });
            names.extend(name.and_then(|name| name.as_str().map(str::to_owned)));
        }
        for (pattern, _) in whole.parts.iter().flat_map(|part| members(part, "patternProperties")) {
            let pattern = self.checker.pattern(pattern);
            names.extend(pattern.and_then(|pattern| {
                let name = self.checker.example(&pattern, 2, number)?;
                (pattern.is_in(&name) == Some(true)).then_some(name)
            }));
        }
        names.push(format!("property{}", number + 1));
        let valid = |name: &String| self.holds(&rules, &Value::String(name.clone()));
        names.into_iter().filter(valid).collect()
    }
}
