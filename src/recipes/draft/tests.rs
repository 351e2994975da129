//! Tests of the form.

use super::*;
use crate::recipes::example::batch_execution;

fn edited() -> EditedRecipe {
    let operations = ["bes-submit", "bes-start", "bes-status", "bes-delete"].map(str::to_owned).to_vec();
    EditedRecipe { recipe: batch_execution("w", "s", "k"), operations, published: true, revision: 3 }
}

#[test]
fn a_recipe_goes_through_its_form() {
    let draft = RecipeDraft::from(&edited());
    let back = RecipeDraft::from_pairs(&draft.to_pairs());
    assert_eq!(back, draft);
    assert_eq!((back.revision(), back.published, back.complaints()), (3, true, Vec::new()));
    let mut recipe = back.recipe();
    for (step, known) in recipe.steps.iter_mut().zip(&edited().recipe.steps) {
        step.operation = known.operation.clone();
    }
    assert_eq!(recipe, edited().recipe);
}

#[test]
fn complaints_are_named_by_the_fields_of_the_form() {
    let mut draft = RecipeDraft::from(&edited());
    draft.steps[0].operation.clear();
    draft.steps[2].every = "soon".to_owned();
    draft.steps[2].times = "-1".to_owned();
    draft.steps[2].until = "$response.body == 1\n$response.body#/x == ".to_owned();
    draft.inputs.push(InputDraft { default: "x".to_owned(), ..InputDraft::default() });
    let fields: Vec<_> = draft.complaints().into_iter().map(|complaint| complaint.field).collect();
    assert_eq!(
        fields,
        [
            "inputs.6.name",
            "steps.0.operation",
            "steps.2.repeat.until.1",
            "steps.2.repeat.every_milliseconds",
            "steps.2.repeat.most_times"
        ]
    );
}

#[test]
fn rows_that_nobody_has_been_at_are_left_out() {
    let mut draft = RecipeDraft::from(&edited());
    let before = draft.clone();
    for edit in [Edit::AddInput, Edit::AddParameter(1), Edit::AddStepOutput(0), Edit::AddOutput] {
        draft.edit(edit, &[]);
    }
    assert_ne!(draft, before);
    draft.tidy();
    assert_eq!(draft, before);
}

#[test]
fn buttons_change_rows() {
    let row = |name: &str| ParameterDraft {
        name: name.to_owned(),
        location: "path".to_owned(),
        value: "documented".to_owned(),
    };
    for edit in [
        Edit::AddInput,
        Edit::RemoveInput(2),
        Edit::AddStep,
        Edit::RemoveStep(0),
        Edit::MoveUp(1),
        Edit::MoveDown(3),
        Edit::FillParameters(1),
        Edit::AddParameter(0),
        Edit::RemoveParameter(1, 2),
        Edit::AddStepOutput(0),
        Edit::RemoveStepOutput(1, 0),
        Edit::AddOutput,
        Edit::RemoveOutput(9),
    ] {
        assert_eq!(edit.to_string().parse(), Ok(edit));
        RecipeDraft::default().edit(edit, &[]);
    }
    for text in ["", "save", "steps", "steps.x.up", "inputs.1", "steps.1.parameters.2"] {
        assert!(text.parse::<Edit>().is_err(), "{text}");
    }
    let mut draft = RecipeDraft::from(&edited());
    draft.edit(Edit::MoveDown(0), &[]);
    draft.edit(Edit::MoveUp(0), &[]);
    draft.edit(Edit::MoveDown(3), &[]);
    let ids = |draft: &RecipeDraft| draft.steps.iter().map(|step| step.id.clone()).collect::<Vec<_>>().join(" ");
    assert_eq!(ids(&draft), "start submit status delete");
    draft.edit(Edit::FillParameters(0), &[row("workspace"), row("new")]);
    let workspace = draft.steps[0].parameters.iter().find(|row| row.name == "workspace").unwrap();
    assert_eq!(workspace.value, "$inputs.workspace", "what is set stays");
    assert_eq!(draft.steps[0].parameters.last(), Some(&row("new")));
}

#[test]
fn a_form_cannot_have_endless_rows() {
    let pairs: Pairs = (0..500).map(|number| (format!("steps.{number}.id"), "x".to_owned())).collect();
    assert_eq!(RecipeDraft::from_pairs(&pairs).steps.len(), rules::MOST_STEPS + 1);
}

#[test]
fn seconds_are_written_as_people_do() {
    for (milliseconds, text) in [(1_000, "1"), (5_000, "5"), (1_500, "1.5"), (100, "0.1")] {
        assert_eq!(seconds(milliseconds), text);
        let step = StepDraft { every: text.to_owned(), ..StepDraft::default() };
        assert_eq!(step.milliseconds(), Some(milliseconds));
    }
    for text in ["", "x", "-1", "NaN", "inf", "1e30"] {
        assert_eq!(StepDraft { every: text.to_owned(), ..StepDraft::default() }.milliseconds(), None, "{text}");
    }
}
