//! The form that a schema asks for.

use serde_json::Value;

use super::super::keyword::list;
use super::super::{Direction, Schemas, sample};
use super::at::at;
use super::children::{Child, Plan, Slot};
use super::constraint::constraints;
use super::node::{Combination, Constraint};
use super::types::Types;
use super::whole::Whole;
use crate::catalog::model::{FieldKind, FormField};
use crate::catalog::server::markdown;

/// The levels of objects and lists that are made at once.
const LEVELS: usize = 3;
/// The most fields that are made at once.
const FIELDS: usize = 200;
/// How deep fields are nested at most, levels or not.
const NESTING: usize = 12;
/// The most values of a choice.
const CHOICES: usize = 300;
/// The longest description, in characters.
const DESCRIPTION: usize = 200;
/// Limits that the field itself shows, or that say nothing to who fills it in.
const NOT_SHOWN: [&str; 5] = ["const", "default", "example", "additionalProperties", "unevaluatedProperties"];

/// The schema at `path` within the body's.
#[must_use]
pub fn fields_at<'a>(schema: &'a Value, path: &str, schemas: &'a impl Schemas) -> Option<&'a Value> {
    Some(at(schema, path, schemas)?.schema)
}

/// The form for a value of `schema`, which stands at `path`.
#[must_use]
pub fn field(schema: &Value, path: &str, schemas: &impl Schemas) -> FormField {
    let root = Child { slot: Slot::Property, schema, path: path.to_owned(), name: None, required: false };
    Builder { schemas, left: FIELDS }.field(&root, Level::default())
}

struct Builder<'a, S> {
    schemas: &'a S,
    left: usize,
}

/// How far down a field is.
#[derive(Clone, Copy, Default)]
struct Level {
    shown: usize,
    nested: usize,
}

impl Level {
    const fn below(self) -> Self {
        Self { shown: self.shown + 1, nested: self.nested + 1 }
    }

    /// For another way to see the same value.
    const fn beside(self) -> Self {
        Self { shown: self.shown, nested: self.nested + 1 }
    }
}

impl<'a, S: Schemas> Builder<'a, S> {
    fn field(&mut self, child: &Child<'a>, level: Level) -> FormField {
        self.left = self.left.saturating_sub(1);
        let schemas: &'a dyn Schemas = self.schemas;
        let whole = Whole::read(child.schema, &child.path, schemas);
        let types = Types::of(&whole);
        let kind = self.kind(&whole, &types, level);
        let is_made_of_others = matches!(kind, FieldKind::Object { .. } | FieldKind::List(_) | FieldKind::Variants(_));
        let start = if is_made_of_others { String::new() } else { self.start(child.schema, &kind, &types) };
        let limits: Vec<String> = constraints(&whole)
            .into_iter()
            .filter(|limit| !NOT_SHOWN.contains(&limit.name.as_str()))
            .map(|Constraint { name, value }| format!("{name}: {value}"))
            .collect();
        let description = whole.annotation("description").unwrap_or_default();
        FormField {
            name: child.name.unwrap_or_default().to_owned(),
            path: child.path.clone(),
            title: whole.annotation("title").unwrap_or_default(),
            description: markdown::to_summary(&description, DESCRIPTION),
            limits: limits.join(" · "),
            format: whole
                .parts
                .iter()
                .find_map(|part| part.schema.get("format")?.as_str())
                .unwrap_or_default()
                .to_owned(),
            required: child.required,
            deprecated: whole.says("deprecated"),
            nullable: types.null,
            kind,
            start,
        }
    }

    fn kind(&mut self, whole: &Whole<'a>, types: &Types<'a>, level: Level) -> FieldKind {
        if whole.unresolved || types.conflict {
            return FieldKind::Any;
        }
        if let Some(choices) = choices(whole) {
            return FieldKind::Choice(choices);
        }
        match types.names.as_slice() {
            ["string"] => FieldKind::Text,
            ["integer"] => FieldKind::Integer,
            ["number"] => FieldKind::Number,
            ["boolean"] => FieldKind::Boolean,
            ["object" | "array"] | [] => self.nested(whole, types, level),
            _ => FieldKind::Any,
        }
    }

    /// What has fields of its own.
    fn nested(&mut self, whole: &Whole<'a>, types: &Types<'a>, level: Level) -> FieldKind {
        let Plan { children, groups } = Plan::of(whole, types, self.schemas, Direction::Request);
        let is_array = types.names == ["array"];
        if children.is_empty() && !is_array {
            return FieldKind::Any;
        }
        // A field that is closed can be opened by itself, unless it is the one that was asked for.
        if level.nested > 0 && (level.shown >= LEVELS || self.left < children.len() || level.nested >= NESTING) {
            return FieldKind::Closed;
        }
        if is_array {
            // What stands at each place by itself is written as JSON.
            if children.iter().any(|child| child.slot == Slot::Prefix) {
                return FieldKind::Any;
            }
            let items = children.iter().find(|child| child.slot == Slot::Items);
            let items = items.map(|child| self.field(child, level.below()));
            return FieldKind::List(Box::new(items.unwrap_or_else(anything)));
        }
        let mut fields = Vec::new();
        for child in children.iter().filter(|child| child.slot == Slot::Property) {
            fields.push(self.field(child, level.below()));
        }
        let is_open = |combination| matches!(combination, Combination::OneOf | Combination::AnyOf);
        let chosen = groups.iter().position(|group| is_open(group.combination));
        let Some(chosen) = chosen else {
            let others = children.iter().find(|child| child.slot == Slot::Map);
            let others = others.map(|child| Box::new(self.field(child, level.below())));
            if fields.is_empty() && others.is_none() {
                return FieldKind::Any;
            }
            return FieldKind::Object { fields, others };
        };
        let mut variants = Vec::new();
        for child in children.iter().filter(|child| child.slot == Slot::Variant(chosen)) {
            let mut variant = self.field(child, level.beside());
            if variant.title.is_empty() {
                let reference =
                    Whole::read(child.schema, "", self.schemas).reference().map(super::super::reference::name);
                variant.title = reference.unwrap_or_default();
            }
            // What all alternatives have in common belongs to each.
            if let FieldKind::Object { fields: own, .. } = &mut variant.kind {
                let missing = fields.iter().filter(|field| own.iter().all(|other| other.name != field.name));
                let mut all: Vec<FormField> = missing.cloned().collect();
                all.append(own);
                *own = all;
            }
            variants.push(variant);
        }
        FieldKind::Variants(variants)
    }

    /// JSON for a new value.
    fn start(&self, schema: &Value, kind: &FieldKind, types: &Types<'_>) -> String {
        if let Some(sample) = sample::sample(schema, self.schemas, Direction::Request) {
            return sample.to_string();
        }
        match (kind, types.names.as_slice()) {
            (FieldKind::Choice(choices), _) => choices.first().cloned().unwrap_or_default(),
            (FieldKind::Text, _) => "\"\"".to_owned(),
            (FieldKind::Integer | FieldKind::Number, _) => "0".to_owned(),
            (FieldKind::Boolean, _) => "false".to_owned(),
            (_, ["array"]) => "[]".to_owned(),
            (_, ["object"]) => "{}".to_owned(),
            _ => "null".to_owned(),
        }
    }
}

/// A field of which nothing is known.
fn anything() -> FormField {
    FormField { start: "null".to_owned(), ..FormField::default() }
}

/// The only values that are allowed, as JSON; `None` when there are others, or too many to choose from.
fn choices(whole: &Whole<'_>) -> Option<Vec<String>> {
    let values = whole.parts.iter().map(|part| match part.schema.get("const") {
        Some(value) => std::slice::from_ref(value),
        None => list(part.schema, "enum"),
    });
    let values = values.into_iter().find(|values| !values.is_empty())?;
    // Null is chosen otherwise, where there is something else.
    let is_choice = |value: &&Value| values.len() == 1 || !value.is_null();
    (values.len() <= CHOICES).then(|| values.iter().filter(is_choice).map(Value::to_string).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::super::support::{Document, anything};
    use super::*;

    fn of(schema: &Value) -> FormField {
        let document = Document(json!({
            "Pet": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string", "minLength": 1, "example": "Rex"},
                "id": {"type": "integer", "readOnly": true},
                "parent": {"$ref": "#/Pet"}
            }},
            "Cat": {"allOf": [{"$ref": "#/Pet"}, {"properties": {"lives": {"type": "integer"}}}]},
            "Dog": {"title": "A dog", "allOf": [{"$ref": "#/Pet"}, {"properties": {"bark": {"type": "boolean"}}}]}
        }));
        field(schema, "", &document)
    }

    fn names(field: &FormField) -> Vec<&str> {
        match &field.kind {
            FieldKind::Object { fields, .. } => fields.iter().map(|field| field.name.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn members_have_fields_of_their_types() {
        let form = of(
            &json!({"type": "object", "required": ["a"], "additionalProperties": {"type": "number"}, "properties": {
                "a": {"type": "string", "title": "The A", "description": "What **a** is.", "maxLength": 5, "format": "email"},
                "b": {"type": ["integer", "null"], "minimum": 2, "deprecated": true},
                "c": {"enum": ["x", "y", 1]},
                "d": {"type": "array", "items": {"type": "boolean"}},
                "e": {"type": ["string", "integer"]}
            }}),
        );
        let FieldKind::Object { fields, others: Some(others) } = &form.kind else { panic!("{form:?}") };
        assert_eq!(others.kind, FieldKind::Number);
        let [a, b, c, d, e] = fields.as_slice() else { panic!("{fields:?}") };
        assert_eq!(
            (a.title.as_str(), a.description.as_str(), a.limits.as_str()),
            ("The A", "What a is.", "maxLength: 5")
        );
        assert_eq!((a.required, a.format.as_str(), &a.kind), (true, "email", &FieldKind::Text));
        assert_eq!((b.nullable, b.deprecated, b.start.as_str(), &b.kind), (true, true, "2", &FieldKind::Integer));
        let choices = ["\"x\"", "\"y\"", "1"].map(str::to_owned).to_vec();
        assert_eq!((c.start.as_str(), &c.kind), ("\"x\"", &FieldKind::Choice(choices)));
        assert!(matches!(&d.kind, FieldKind::List(items) if items.kind == FieldKind::Boolean), "{d:?}");
        assert_eq!(e.kind, FieldKind::Any);
    }

    #[test]
    fn what_contains_itself_is_closed_and_opened_by_its_path() {
        let document =
            Document(json!({"Pet": {"properties": {"parent": {"$ref": "#/Pet"}, "id": {"readOnly": true}}}}));
        let schema = json!({"$ref": "#/Pet"});
        let mut form = field(&schema, "", &document);
        assert_eq!(names(&form), ["parent"], "what only the server sets is left out");
        for _ in 0..3 {
            let mut levels = 0;
            let closed = loop {
                match form.kind {
                    FieldKind::Object { mut fields, .. } => form = fields.remove(0),
                    FieldKind::Closed => break form,
                    _ => panic!("{form:?}"),
                }
                levels += 1;
            };
            assert_eq!(levels, LEVELS);
            let found = fields_at(&schema, &closed.path, &document).unwrap();
            form = field(found, &closed.path, &document);
        }
    }

    #[test]
    fn alternatives_have_what_they_have_in_common() {
        let form =
            of(&json!({"properties": {"kind": {"type": "string"}}, "oneOf": [{"$ref": "#/Cat"}, {"$ref": "#/Dog"}]}));
        let FieldKind::Variants(variants) = &form.kind else { panic!("{form:?}") };
        let titles: Vec<&str> = variants.iter().map(|variant| variant.title.as_str()).collect();
        assert_eq!(titles, ["Cat", "A dog"]);
        assert_eq!(names(&variants[0]), ["kind", "name", "parent", "lives"]);
    }

    proptest! {
        #[test]
        fn whatever_a_document_holds_has_a_form(document in anything()) {
            let schema = document.clone();
            let form = field(&schema, "", &Document(document));
            prop_assert!(serde_json::to_string(&form).unwrap().len() < 1_000_000);
        }
    }
}
