//! A schema together with all that holds for the same value: what it refers to and what `allOf` adds.

use serde_json::Value;

use super::super::Schemas;
use super::super::keyword::{flag, is_schema, list, text, texts};
use super::super::reference::CHAIN;

/// The most parts that are looked at.
const PARTS: usize = 256;

/// Keywords that say nothing about which values are valid.
const ANNOTATIONS: [&str; 12] = [
    "title",
    "description",
    "summary",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
    "example",
    "examples",
    "default",
    "externalDocs",
    "xml",
];

/// One of the schemas.
pub(super) struct Part<'a> {
    pub(super) schema: &'a Value,
    /// From the root schema.
    pub(super) path: String,
    /// Whether the schema is about the value itself, so that its description is the value's; the members of an `allOf`
    /// are about what the value has in common with others.
    pub(super) own: bool,
}

/// All the schemas. Those further out come first.
pub(super) struct Whole<'a> {
    pub(super) parts: Vec<Part<'a>>,
    /// The references that were followed for own parts.
    pub(super) own: Vec<&'a str>,
    /// The references that were followed for other parts.
    pub(super) inherited: Vec<&'a str>,
    /// Whether a reference leads nowhere.
    pub(super) unresolved: bool,
    /// Whether `null` is an alternative.
    pub(super) null_variant: bool,
}

impl<'a> Whole<'a> {
    pub(super) fn read(schema: &'a Value, path: &str, schemas: &'a dyn Schemas) -> Self {
        let mut whole =
            Self { parts: Vec::new(), own: Vec::new(), inherited: Vec::new(), unresolved: false, null_variant: false };
        whole.gather(Part { schema, path: path.to_owned(), own: true }, schemas, 0);
        whole
    }

    /// The pointer that the schema came from.
    pub(super) fn reference(&self) -> Option<&'a str> {
        self.own.first().copied()
    }

    /// The parts that are about the value itself.
    pub(super) fn own_parts(&self) -> impl Iterator<Item = &'a Value> {
        self.parts.iter().filter(|part| part.own).map(|part| part.schema)
    }

    /// The outermost text of an annotation.
    pub(super) fn annotation(&self, keyword: &str) -> Option<String> {
        self.own_parts().find_map(|part| text(part, keyword)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Whether a part that is about the value itself says so.
    pub(super) fn says(&self, keyword: &str) -> bool {
        self.own_parts().any(|part| flag(part, keyword))
    }

    fn gather(&mut self, part: Part<'a>, schemas: &'a dyn Schemas, level: usize) {
        if level > CHAIN || self.parts.len() >= PARTS {
            return;
        }
        let Part { schema, path, own } = &part;
        let (schema, path, own) = (*schema, path.clone(), *own);
        self.parts.push(part);
        if let Some(pointer) = text(schema, "$ref") {
            self.follow(pointer, &path, own, schemas, level);
        }
        let all = members(schema, "allOf");
        // Descriptions beside the one schema that is described come first, because they are about this place.
        let (notes, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, member)| is_annotation(member));
        let single = others.len() < 2;
        for (index, member) in notes.into_iter().chain(others) {
            let path = format!("{path}/allOf/{index}");
            self.gather(Part { schema: member, path, own: own && single }, schemas, level + 1);
        }
        for keyword in ["oneOf", "anyOf"] {
            let all = members(schema, keyword);
            let mut present = all.into_iter().filter(|(_, member)| !is_null(member));
            let (first, second) = (present.next(), present.next());
            self.null_variant |= own && first.is_some() && list(schema, keyword).iter().any(is_null);
            if let (Some((index, member)), None) = (first, second) {
                let path = format!("{path}/{keyword}/{index}");
                self.gather(Part { schema: member, path, own }, schemas, level + 1);
            }
        }
    }

    fn follow(&mut self, pointer: &'a str, path: &str, own: bool, schemas: &'a dyn Schemas, level: usize) {
        if self.own.contains(&pointer) || self.inherited.contains(&pointer) {
            return;
        }
        let followed = if own { &mut self.own } else { &mut self.inherited };
        followed.push(pointer);
        match schemas.schema(pointer) {
            Some(target) => self.gather(Part { schema: target, path: format!("{path}/$ref"), own }, schemas, level + 1),
            None => self.unresolved = true,
        }
    }
}

/// The alternatives of a schema, without `null`, unless there is but one: then it is a part of the whole.
pub(super) fn alternatives<'a>(schema: &'a Value, keyword: &str) -> Vec<(usize, &'a Value)> {
    let present: Vec<_> = members(schema, keyword).into_iter().filter(|(_, member)| !is_null(member)).collect();
    if present.len() < 2 { Vec::new() } else { present }
}

/// The subschemas in an array.
pub(super) fn members<'a>(schema: &'a Value, keyword: &str) -> Vec<(usize, &'a Value)> {
    list(schema, keyword).iter().enumerate().filter(|(_, member)| is_schema(member)).collect()
}

/// Whether a schema allows `null` only.
pub(super) fn is_null(schema: &Value) -> bool {
    let by_type = texts(schema, "type") == ["null"];
    by_type || schema.get("const") == Some(&Value::Null) || matches!(list(schema, "enum"), [Value::Null])
}

fn is_annotation(schema: &Value) -> bool {
    schema
        .as_object()
        .is_some_and(|map| map.keys().all(|key| ANNOTATIONS.contains(&key.as_str()) || key.starts_with("x-")))
}
