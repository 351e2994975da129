//! From the pairs of a form to a draft and back.

use std::collections::BTreeMap;

use super::{InputDraft, OutputDraft, ParameterDraft, RecipeDraft, StepDraft};
use crate::recipes::rules::MOST_STEPS;

/// A form's names and values, in the order of the form.
pub type Pairs = Vec<(String, String)>;

/// The most rows of a kind that are read: one more than fit, so that the surplus can be told.
const MOST_ROWS: usize = 51;

/// Rows by the numbers that their fields have. They are numbered anew, so gaps do not matter.
struct Rows<R>(BTreeMap<u16, R>, usize);

impl<R: Default> Rows<R> {
    fn at_most(most: usize) -> Self {
        Self(BTreeMap::new(), most)
    }

    /// The row `number`; `None` if it is no number, or there are too many rows.
    fn row(&mut self, number: &str) -> Option<&mut R> {
        let number = number.parse().ok()?;
        if self.0.len() >= self.1 && !self.0.contains_key(&number) {
            return None;
        }
        Some(self.0.entry(number).or_default())
    }

    fn into_rows(self) -> Vec<R> {
        self.0.into_values().collect()
    }
}

/// A step with the rows in it.
struct StepRows {
    step: StepDraft,
    parameters: Rows<ParameterDraft>,
    outputs: Rows<OutputDraft>,
}

impl Default for StepRows {
    fn default() -> Self {
        Self { step: StepDraft::default(), parameters: Rows::at_most(MOST_ROWS), outputs: Rows::at_most(MOST_ROWS) }
    }
}

impl RecipeDraft {
    /// The draft that a form was submitted with.
    #[must_use]
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let mut draft = Self::default();
        let mut inputs = Rows::<InputDraft>::at_most(MOST_ROWS);
        let mut outputs = Rows::<OutputDraft>::at_most(MOST_ROWS);
        let mut steps = Rows::<StepRows>::at_most(MOST_STEPS + 1);
        for (name, value) in pairs {
            match name.split('.').collect::<Vec<_>>().as_slice() {
                ["name"] => draft.name.clone_from(value),
                ["title"] => draft.title.clone_from(value),
                ["description"] => draft.description = unix(value),
                ["published"] => draft.published = true,
                ["revision"] => draft.revision.clone_from(value),
                ["inputs", number, field] => {
                    if let Some(row) = inputs.row(number) {
                        row.set(field, value);
                    }
                }
                ["outputs", number, field] => {
                    if let Some(row) = outputs.row(number) {
                        row.set(field, value);
                    }
                }
                ["steps", number, "parameters", inner, field] => {
                    if let Some(row) = steps.row(number).and_then(|step| step.parameters.row(inner)) {
                        row.set(field, value);
                    }
                }
                ["steps", number, "outputs", inner, field] => {
                    if let Some(row) = steps.row(number).and_then(|step| step.outputs.row(inner)) {
                        row.set(field, value);
                    }
                }
                ["steps", number, rest @ ..] => {
                    if let Some(row) = steps.row(number) {
                        row.step.set(&rest.join("."), value);
                    }
                }
                _ => {}
            }
        }
        let step = |rows: StepRows| StepDraft {
            parameters: rows.parameters.into_rows(),
            outputs: rows.outputs.into_rows(),
            ..rows.step
        };
        draft.inputs = inputs.into_rows();
        draft.outputs = outputs.into_rows();
        draft.steps = steps.into_rows().into_iter().map(step).collect();
        draft
    }

    /// The pairs that a form with this in it submits.
    #[must_use]
    pub fn to_pairs(&self) -> Pairs {
        let mut pairs = Pairs::new();
        let mut push = |name: String, value: &str| pairs.push((name, value.to_owned()));
        push("name".to_owned(), &self.name);
        push("title".to_owned(), &self.title);
        push("description".to_owned(), &self.description);
        push("revision".to_owned(), &self.revision);
        if self.published {
            push("published".to_owned(), "on");
        }
        for (number, row) in self.inputs.iter().enumerate() {
            let fields = [
                ("name", &row.name),
                ("description", &row.description),
                ("kind", &row.kind),
                ("default", &row.default),
            ];
            for (field, value) in fields {
                push(format!("inputs.{number}.{field}"), value);
            }
            for (field, is_ticked) in [("required", row.required), ("secret", row.secret)] {
                if is_ticked {
                    push(format!("inputs.{number}.{field}"), "on");
                }
            }
        }
        for (number, step) in self.steps.iter().enumerate() {
            for (field, value) in step.fields() {
                push(format!("steps.{number}.{field}"), value);
            }
            if step.repeats {
                push(format!("steps.{number}.repeats"), "on");
            }
            for (inner, row) in step.parameters.iter().enumerate() {
                for (field, value) in [("name", &row.name), ("in", &row.location), ("value", &row.value)] {
                    push(format!("steps.{number}.parameters.{inner}.{field}"), value);
                }
            }
            for (inner, row) in step.outputs.iter().enumerate() {
                for (field, value) in [("name", &row.name), ("value", &row.value)] {
                    push(format!("steps.{number}.outputs.{inner}.{field}"), value);
                }
            }
        }
        for (number, row) in self.outputs.iter().enumerate() {
            for (field, value) in [("name", &row.name), ("value", &row.value)] {
                push(format!("outputs.{number}.{field}"), value);
            }
        }
        pairs
    }
}

/// Browsers send line breaks as CR LF (WHATWG HTML, 4.10.21.4).
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

impl InputDraft {
    fn set(&mut self, field: &str, value: &str) {
        match field {
            "name" => value.clone_into(&mut self.name),
            "description" => value.clone_into(&mut self.description),
            "kind" => value.clone_into(&mut self.kind),
            "default" => value.clone_into(&mut self.default),
            "required" => self.required = true,
            "secret" => self.secret = true,
            _ => {}
        }
    }
}

impl OutputDraft {
    fn set(&mut self, field: &str, value: &str) {
        match field {
            "name" => value.clone_into(&mut self.name),
            "value" => value.clone_into(&mut self.value),
            _ => {}
        }
    }
}

impl ParameterDraft {
    fn set(&mut self, field: &str, value: &str) {
        match field {
            "name" => value.clone_into(&mut self.name),
            "in" => value.clone_into(&mut self.location),
            "value" => value.clone_into(&mut self.value),
            _ => {}
        }
    }
}

impl StepDraft {
    /// The texts of the step, by their fields.
    fn fields(&self) -> [(&'static str, &str); 10] {
        [
            ("id", &self.id),
            ("description", &self.description),
            ("operation", &self.operation),
            ("body.content_type", &self.content_type),
            ("body.text", &self.body),
            ("success", &self.success),
            ("repeat.until", &self.until),
            ("repeat.failed_if", &self.failed_if),
            ("repeat.every_milliseconds", &self.every),
            ("repeat.most_times", &self.times),
        ]
    }

    fn set(&mut self, field: &str, value: &str) {
        match field {
            "id" => value.clone_into(&mut self.id),
            "description" => self.description = unix(value),
            "operation" => value.clone_into(&mut self.operation),
            "body.content_type" => value.clone_into(&mut self.content_type),
            "body.text" => self.body = unix(value),
            "success" => self.success = unix(value),
            "repeats" => self.repeats = true,
            "repeat.until" => self.until = unix(value),
            "repeat.failed_if" => self.failed_if = unix(value),
            "repeat.every_milliseconds" => value.clone_into(&mut self.every),
            "repeat.most_times" => value.clone_into(&mut self.times),
            _ => {}
        }
    }
}
