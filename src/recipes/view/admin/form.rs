//! The form of a recipe.

use leptos::prelude::*;

use super::complaints::{Complaints, Refused};
use super::fields::{Actions, EditButton, Field, Tick};
use super::rows::{InputRows, OutputRows};
use super::step_fields::StepFields;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::recipes::draft::{Edit, RecipeDraft};

/// The id of the part with the steps.
const STEPS: &str = "recipe-steps";

/// All that is said of a recipe, with rows that come and go.
#[component]
pub(super) fn RecipeForm(
    /// What stands in it.
    draft: RecipeDraft,
    /// What it came back with.
    submission: Submission,
    /// The operations that a step may call: slug and text.
    operations: Vec<(String, String)>,
    /// The page's address, where it is sent.
    #[prop(into)]
    action: String,
    /// Where nothing is saved.
    #[prop(into)]
    cancel: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let complaints = Complaints::of(i18n, &draft, &submission);
    let last = draft.steps.len().saturating_sub(1);
    let operations = StoredValue::new(operations);
    let steps = draft
        .steps
        .into_iter()
        .enumerate()
        .map(|(place, step)| view! { <StepFields step place is_last=place == last operations complaints/> })
        .collect_view();
    view! {
        <Refused error=submission.error complaints address=action.clone()/>
        <form method="post" action=action novalidate=true class="grid min-w-0 gap-8">
            // The first button is the one that Enter presses.
            <button type="submit" hidden=true></button>
            <input type="hidden" name="revision" value=draft.revision/>
            <div class="grid items-start gap-4 md:grid-cols-2">
                <Field name="title" label=tu_string!(i18n, recipes.recipe_title) value=draft.title complaints/>
                <Field
                    name="name"
                    label=tu_string!(i18n, recipes.name)
                    value=draft.name
                    complaints
                    hint=tu_string!(i18n, recipes.name_hint)
                    code=true
                />
                <div class="md:col-span-2">
                    <Field
                        name="description"
                        label=tu_string!(i18n, admin.description)
                        value=draft.description
                        complaints
                        hint=tu_string!(i18n, admin.markdown_hint)
                        lines=3
                    />
                </div>
                <Tick name="published" label=tu_string!(i18n, admin.published) checked=draft.published/>
            </div>
            <InputRows rows=draft.inputs complaints/>
            <fieldset id=STEPS class="min-w-0 border-t border-line pt-6">
                <legend class="float-left text-lg font-semibold">{t!(i18n, recipes.steps)}</legend>
                <p class="clear-both text-sm text-ink-muted">{t!(i18n, recipes.steps_hint)}</p>
                <div class="mt-4 grid gap-4">{steps}</div>
                <div class="mt-3">
                    <EditButton edit=Edit::AddStep text=tu_string!(i18n, recipes.add_step) section=STEPS/>
                </div>
            </fieldset>
            <fieldset id="recipe-outputs" class="min-w-0 border-t border-line pt-6">
                <legend class="float-left text-lg font-semibold">{t!(i18n, recipes.outputs)}</legend>
                <p class="clear-both text-sm text-ink-muted">{t!(i18n, recipes.outputs_hint)}</p>
                <div class="mt-4"><OutputRows rows=draft.outputs step=None complaints section="recipe-outputs"/></div>
            </fieldset>
            <Actions cancel/>
        </form>
    }
}
