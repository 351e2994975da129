//! What is wrong with the form of a recipe, at the fields and above them.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string, use_i18n};
use crate::kernel::{ApiError, Message, Submission};
use crate::recipes::draft::{RecipeDraft, seconds};
use crate::recipes::rules::Problem;
use crate::ui::field::field_id;
use crate::ui::message::{error_text, message_text};
use crate::ui::refusal::{Refusal, RefusalBox};

/// The complaints by the fields that they name.
#[derive(Clone, Copy)]
pub(super) struct Complaints(StoredValue<Vec<(String, String)>>);

impl Complaints {
    /// Those about `draft`, which came back with `submission`. What the rules say is asked of them once more: they are the
    /// same here as on the server.
    pub(super) fn of(i18n: I18nContext<Locale>, draft: &RecipeDraft, submission: &Submission) -> Self {
        let mut all = Vec::new();
        if let Some(ApiError::Invalid { fields }) = &submission.error {
            for complaint in draft.complaints() {
                let text = problem_text(i18n, &complaint.field, &complaint.problem);
                all.push((complaint.field, text));
            }
            for field in fields {
                if !all.iter().any(|(known, _)| *known == field.field) {
                    all.push((field.field.clone(), message_text(i18n, &field.message)));
                }
            }
        }
        Self(StoredValue::new(all))
    }

    /// What is wrong with the field `name`, or with a line of it.
    pub(super) fn text(self, name: &str) -> Option<String> {
        self.0.with_value(|all| all.iter().find(|(field, _)| field_of(field) == name).map(|(_, text)| text.clone()))
    }

    fn all(self) -> Vec<(String, String)> {
        self.0.get_value()
    }
}

/// The field of the form that a complaint is about: conditions are lines of one field.
fn field_of(field: &str) -> &str {
    match field.rsplit_once('.') {
        Some((name, line)) if line.parse::<usize>().is_ok() && !name.ends_with("steps") => {
            let is_lines = name.ends_with(".success") || name.ends_with(".until") || name.ends_with(".failed_if");
            if is_lines { name } else { field }
        }
        _ => field,
    }
}

/// What is wrong with `field`, which says seconds where the recipe has milliseconds.
fn problem_text(i18n: I18nContext<Locale>, field: &str, problem: &Problem) -> String {
    let message = match problem {
        Problem::Required => Message::Required,
        Problem::TooLong { most } => Message::TooLong { most: *most },
        Problem::TooMany { most } => Message::TooMany { most: *most },
        Problem::Duplicate { .. } => Message::Taken,
        Problem::NotAHeaderName => Message::NotAHeaderName,
        Problem::NotAMediaType => Message::NotAMediaType,
        Problem::OutOfRange { least, most } if field.ends_with(".every_milliseconds") => {
            return tu_string!(i18n, recipes.wait_range, least = seconds(*least), most = seconds(*most));
        }
        Problem::OutOfRange { least, most } => {
            return tu_string!(i18n, recipes.out_of_range, least = *least, most = *most);
        }
        Problem::NotAnId | Problem::NotAName => return tu_string!(i18n, recipes.not_a_name).to_owned(),
        Problem::NotOfKind => return tu_string!(i18n, recipes.not_of_kind).to_owned(),
        Problem::NotAnOperation => return tu_string!(i18n, recipes.not_an_operation).to_owned(),
        Problem::Syntax { error } => return tu_string!(i18n, recipes.syntax, position = error.position),
        Problem::UnknownInput { name } => return tu_string!(i18n, recipes.unknown_input, name = name),
        Problem::UnknownStep { step } => return tu_string!(i18n, recipes.unknown_step, step = step),
        Problem::UnknownOutput { step, name } => {
            return tu_string!(i18n, recipes.unknown_output, step = step, name = name);
        }
        Problem::LaterStep { step } => return tu_string!(i18n, recipes.later_step, step = step),
        Problem::UnknownParameter { expression } => {
            return tu_string!(i18n, recipes.unknown_parameter, expression = expression);
        }
        Problem::NotYet { expression } => return tu_string!(i18n, recipes.not_yet, expression = expression),
        Problem::EndlessRepeat => return tu_string!(i18n, recipes.endless).to_owned(),
    };
    message_text(i18n, &message)
}

/// The error of a form that came back, with links to the fields.
#[component]
pub(super) fn Refused(
    /// Why the form was not accepted; nothing is shown for a fresh form.
    error: Option<ApiError>,
    /// The complaints.
    complaints: Complaints,
    /// The form's own address, where it can be read anew.
    #[prop(into)]
    address: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let Some(error) = error else { return ().into_any() };
    if !matches!(error, ApiError::Invalid { .. }) {
        let label = |field: &str| field.to_owned();
        return view! { <Refusal error=Some(error) address label/> }.into_any();
    }
    let text = error_text(i18n, &error);
    let items = complaints.all().into_iter().map(|(field, message)| {
        let text = tu_string!(i18n, admin.complaint, field = label(i18n, &field), message = message);
        view! { <li><a class="underline" href=format!("#{}", field_id(field_of(&field)))>{text}</a></li> }
    });
    let items = items.collect_view();
    view! { <RefusalBox text><ul class="mt-2 list-disc pl-5">{items}</ul></RefusalBox> }.into_any()
}

/// What people call a field, such as `Step 2: Parameters, row 1`.
fn label(i18n: I18nContext<Locale>, field: &str) -> String {
    let number = |text: &str| text.parse::<usize>().map_or(1, |number| number + 1);
    match field.split('.').collect::<Vec<_>>().as_slice() {
        [group, row, name] if *group != "steps" => {
            tu_string!(i18n, admin.field_in_row, group = word(i18n, group), row = number(row), field = word(i18n, name))
        }
        ["steps", step, rest @ ..] => {
            let name = rest.iter().rev().find(|part| part.parse::<usize>().is_err()).copied().unwrap_or("steps");
            let group = match rest {
                [group @ ("parameters" | "outputs"), row, _] => {
                    tu_string!(
                        i18n,
                        admin.field_in_row,
                        group = word(i18n, group),
                        row = number(row),
                        field = word(i18n, name)
                    )
                }
                _ => word(i18n, name).to_owned(),
            };
            tu_string!(i18n, recipes.field_in_step, number = number(step), field = group)
        }
        _ => word(i18n, field).to_owned(),
    }
}

fn word(i18n: I18nContext<Locale>, name: &str) -> &'static str {
    match name {
        "name" | "id" => tu_string!(i18n, recipes.name),
        "title" => tu_string!(i18n, recipes.recipe_title),
        "description" => tu_string!(i18n, admin.description),
        "inputs" => tu_string!(i18n, recipes.inputs),
        "default" => tu_string!(i18n, admin.default),
        "steps" => tu_string!(i18n, recipes.steps),
        "operation" => tu_string!(i18n, recipes.operation),
        "parameters" => tu_string!(i18n, admin.request_parameters),
        "value" => tu_string!(i18n, recipes.value),
        "content_type" => tu_string!(i18n, admin.content_type),
        "text" => tu_string!(i18n, admin.request_body),
        "outputs" => tu_string!(i18n, recipes.outputs),
        "success" => tu_string!(i18n, recipes.success),
        "until" => tu_string!(i18n, recipes.until),
        "failed_if" => tu_string!(i18n, recipes.failed_if),
        "every_milliseconds" => tu_string!(i18n, recipes.every),
        "most_times" => tu_string!(i18n, recipes.times),
        _ => tu_string!(i18n, admin.form),
    }
}
