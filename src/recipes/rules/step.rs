//! Whether an input, an operation, a step and an output are in order.

use super::checks::Checks;
use super::references::Scope;
use super::{LONGEST_BODY, LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT, MOST_ROWS, Problem, TIMES, WAITS};
use crate::catalog::model::Location;
use crate::kernel::http::{is_header_name, is_media_type};
use crate::recipes::criterion::Condition;
use crate::recipes::expression::Expression;
use crate::recipes::model::{Input, OperationRef, Output, Recipe, Repeat, Step, StepBody, StepParameter};
use crate::recipes::plan::{DEFAULT_SUCCESS, NamedExpression, PlannedRepeat, PlannedStep};
use crate::recipes::syntax::SyntaxError;
use crate::recipes::template::Template;

impl Checks {
    pub(super) fn input(&mut self, field: &str, input: &Input) {
        self.name(&format!("{field}.name"), &input.name);
        self.at_most(&format!("{field}.description"), &input.description, LONGEST_TEXT);
        let Some(default) = &input.default else { return };
        let field = format!("{field}.default");
        if self.at_most(&field, default, LONGEST_TEXT) && input.kind.read(default).is_none() {
            self.complain(field, Problem::NotOfKind);
        }
    }

    pub(super) fn operation(&mut self, field: &str, operation: &OperationRef) {
        match operation {
            OperationRef::Id(id) => self.text(field, id, LONGEST_LINE),
            OperationRef::Path { method, path } => {
                let is_method = is_header_name(method) && method.len() <= LONGEST_NAME;
                let is_path = path.starts_with('/') && !path.contains(char::is_control);
                if !is_method || !is_path {
                    self.complain(field, Problem::NotAnOperation);
                }
                self.at_most(field, path, LONGEST_LINE);
            }
        }
    }

    /// Checks and reads the step at `place`.
    pub(super) fn step(&mut self, recipe: &Recipe, place: usize, step: &Step) -> PlannedStep {
        let field = format!("steps.{place}");
        let before = Scope::before(recipe, place);
        let after = Scope::after(recipe, place);
        self.id(&format!("{field}.id"), &step.id);
        self.at_most(&format!("{field}.description"), &step.description, LONGEST_TEXT);
        self.operation(&format!("{field}.operation"), &step.operation);
        let default = [DEFAULT_SUCCESS.to_owned()];
        let success = if step.success.is_empty() { default.as_slice() } else { step.success.as_slice() };
        PlannedStep {
            parameters: self.parameters(&format!("{field}.parameters"), &step.parameters, &before),
            body: step.body.as_ref().and_then(|body| self.body(&format!("{field}.body"), body, &before)),
            outputs: self.outputs(&format!("{field}.outputs"), &step.outputs, &after),
            success: self.conditions(&format!("{field}.success"), success, &after),
            repeat: step.repeat.as_ref().map(|repeat| self.repeat(&format!("{field}.repeat"), repeat, &after)),
        }
    }

    fn parameters(&mut self, field: &str, parameters: &[StepParameter], scope: &Scope<'_>) -> Vec<Template> {
        self.rows(field, parameters.len(), MOST_ROWS);
        for location in Location::ALL {
            // A place with an empty name keeps the others' places.
            let names = parameters.iter().map(|known| match known.location {
                Location::Header if location == Location::Header => known.name.to_ascii_lowercase(),
                _ if known.location == location => known.name.clone(),
                _ => String::new(),
            });
            let names: Vec<String> = names.collect();
            self.unique(field, "name", names.iter().map(String::as_str));
        }
        let mut templates = Vec::new();
        for (place, parameter) in parameters.iter().take(MOST_ROWS).enumerate() {
            let name = format!("{field}.{place}.name");
            self.text(&name, &parameter.name, LONGEST_NAME);
            if parameter.location == Location::Header && !is_header_name(&parameter.name) && !parameter.name.is_empty()
            {
                self.complain(name, Problem::NotAHeaderName);
            }
            let field = format!("{field}.{place}.value");
            if self.at_most(&field, &parameter.value, LONGEST_TEXT) {
                templates.extend(self.template(&field, Template::parse(&parameter.value), scope));
            }
        }
        templates
    }

    fn body(&mut self, field: &str, body: &StepBody, scope: &Scope<'_>) -> Option<Template> {
        if !body.content_type.is_empty() && !is_media_type(&body.content_type) {
            self.complain(format!("{field}.content_type"), Problem::NotAMediaType);
        }
        let field = format!("{field}.text");
        if !self.at_most(&field, &body.text, LONGEST_BODY) {
            return None;
        }
        self.template(&field, Template::parse_body(&body.text, &body.content_type), scope)
    }

    fn template(
        &mut self,
        field: &str,
        template: Result<Template, SyntaxError>,
        scope: &Scope<'_>,
    ) -> Option<Template> {
        let template = self.read(field, template)?;
        for expression in template.expressions() {
            self.reference(field, expression, scope);
        }
        Some(template)
    }

    /// Checks and reads the outputs of a step or of the recipe.
    pub(super) fn outputs(&mut self, field: &str, outputs: &[Output], scope: &Scope<'_>) -> Vec<NamedExpression> {
        self.rows(field, outputs.len(), MOST_ROWS);
        self.unique(field, "name", outputs.iter().map(|output| output.name.as_str()));
        let mut read = Vec::new();
        for (place, output) in outputs.iter().take(MOST_ROWS).enumerate() {
            self.name(&format!("{field}.{place}.name"), &output.name);
            let field = format!("{field}.{place}.value");
            if self.at_most(&field, &output.value, LONGEST_LINE)
                && let Some(expression) = self.read(&field, Expression::parse(&output.value))
            {
                self.reference(&field, &expression, scope);
                read.push((output.name.clone(), expression));
            }
        }
        read
    }

    fn conditions(&mut self, field: &str, conditions: &[String], scope: &Scope<'_>) -> Vec<Condition> {
        self.rows(field, conditions.len(), MOST_ROWS);
        let mut read = Vec::new();
        for (place, condition) in conditions.iter().take(MOST_ROWS).enumerate() {
            let field = format!("{field}.{place}");
            if self.at_most(&field, condition, LONGEST_LINE)
                && let Some(condition) = self.read(&field, Condition::parse(condition))
            {
                for expression in condition.expressions() {
                    self.reference(&field, expression, scope);
                }
                read.push(condition);
            }
        }
        read
    }

    fn repeat(&mut self, field: &str, repeat: &Repeat, scope: &Scope<'_>) -> PlannedRepeat {
        if repeat.until.is_empty() {
            self.complain(format!("{field}.until"), Problem::EndlessRepeat);
        }
        let until = self.conditions(&format!("{field}.until"), &repeat.until, scope);
        let failed_if = self.conditions(&format!("{field}.failed_if"), &repeat.failed_if, scope);
        let mut range = |name: &str, value: u32, (least, most): (u32, u32)| {
            if value < least || value > most {
                self.complain(format!("{field}.{name}"), Problem::OutOfRange { least, most });
            }
        };
        range("every_milliseconds", repeat.every_milliseconds, WAITS);
        range("most_times", repeat.most_times, TIMES);
        PlannedRepeat { until, failed_if, every_milliseconds: repeat.every_milliseconds, most_times: repeat.most_times }
    }

    fn read<T>(&mut self, field: &str, read: Result<T, SyntaxError>) -> Option<T> {
        read.map_err(|error| self.complain(field, Problem::Syntax { error })).ok()
    }

    fn reference(&mut self, field: &str, expression: &Expression, scope: &Scope<'_>) {
        if let Err(problem) = scope.allows(expression) {
            self.complain(field, problem);
        }
    }
}
