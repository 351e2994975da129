//! Tests of the rules.

use super::*;
use crate::recipes::example::batch_execution;
use crate::recipes::model::{InputKind, OperationRef, Output, Repeat, Step, StepBody};
use crate::recipes::syntax::{SyntaxError, SyntaxProblem};

/// The complaints about the example once `change` was made to it, as `field: problem`.
fn complaints(change: impl FnOnce(&mut Recipe)) -> Vec<String> {
    let mut recipe = batch_execution("w", "s", "k");
    change(&mut recipe);
    let complaints = check(&recipe).err().unwrap_or_default();
    complaints.iter().map(|complaint| format!("{}: {}", complaint.field, complaint.problem)).collect()
}

fn one(change: impl FnOnce(&mut Recipe)) -> String {
    complaints(change).join("; ")
}

#[test]
fn the_example_is_in_order() {
    assert_eq!(one(|_| {}), "");
}

#[test]
fn names_are_checked() {
    assert_eq!(one(|recipe| recipe.name = "a b".to_owned()), "name: an id has only letters, digits, - and _");
    assert_eq!(one(|recipe| recipe.name.clear()), "name: something must be given here");
    assert_eq!(one(|recipe| recipe.title = "x".repeat(1001)), "title: at most 1000 characters fit");
    assert_eq!(
        one(|recipe| recipe.inputs[1].name = "workspace".to_owned()).split("; ").next(),
        Some("inputs.1.name: there is another `workspace`")
    );
    assert_eq!(one(|recipe| recipe.steps[3].id = "start".to_owned()), "steps.3.id: there is another `start`");
    assert_eq!(
        one(|recipe| recipe.steps[1].parameters[4].name = "x y".to_owned()),
        "steps.1.parameters.4.name: not a header name"
    );
    assert_eq!(
        one(|recipe| {
            let again = recipe.steps[1].parameters[4].clone();
            recipe.steps[1].parameters.push(again);
            recipe.steps[1].parameters[5].name = "authorization".to_owned();
        }),
        "steps.1.parameters.5.name: there is another `authorization`"
    );
}

#[test]
fn sizes_are_checked() {
    assert_eq!(
        one(|recipe| {
            recipe.steps.clear();
            recipe.outputs.clear();
        }),
        "steps: something must be given here"
    );
    let many = one(|recipe| {
        let step = recipe.steps[1].clone();
        recipe.steps.extend((0..47).map(|number| Step { id: format!("s{number}"), ..step.clone() }));
    });
    assert_eq!(many, "steps: at most 50 rows fit");
    let repeat = |change: fn(&mut Repeat)| one(|recipe| recipe.steps[2].repeat.iter_mut().for_each(change));
    assert_eq!(repeat(|repeat| repeat.until.clear()), "steps.2.repeat.until: a condition must end the repetition");
    assert_eq!(
        repeat(|repeat| repeat.every_milliseconds = 5),
        "steps.2.repeat.every_milliseconds: not from 100 to 3600000"
    );
    assert_eq!(repeat(|repeat| repeat.most_times = 1), "steps.2.repeat.most_times: not from 2 to 10000");
}

#[test]
fn expressions_are_checked_where_they_stand() {
    let value = |value: &str| one(|recipe| recipe.steps[1].parameters[2].value = value.to_owned());
    for (expression, expected) in [
        ("$inputs.other", "there is no input `other`"),
        ("a{$inputs.other}", "there is no input `other`"),
        ("$steps.other.outputs.job", "there is no step `other`"),
        ("$steps.submit.outputs.other", "step `submit` has no output `other`"),
        ("$steps.status.outputs.state", "step `status` has no outputs yet"),
        ("$steps.start.outputs.x", "step `start` has no outputs yet"),
        ("$response.body", "no call has been made where `$response.body` stands"),
        ("ü{$inputs.workspace", "at 2: `}` is missing"),
        (
            "ü{$input.workspace}",
            "at 3: an expression begins with $inputs, $steps, $response, $request, $statusCode, $url or $method",
        ),
        ("$workflows.a.outputs.b", "at 1: `$workflows` is not supported here"),
        ("$steps.a.inputs.b", "at 9: `.outputs.` and a name must follow the step"),
    ] {
        assert_eq!(value(expression), format!("steps.1.parameters.2.value: {expected}"), "{expression}");
    }
    for fine in
        ["", "$5", "{$5}", "{}", "a$inputs.x", "$inputs.workspace", "{$inputs.workspace}{$inputs.service#/a~1b}"]
    {
        assert_eq!(value(fine), "", "{fine}");
    }
}

#[test]
fn conditions_and_outputs_are_checked_where_they_stand() {
    let success = |condition: &str| one(|recipe| recipe.steps[1].success = vec![condition.to_owned()]);
    assert_eq!(success("$request.path.jobid == $steps.submit.outputs.job"), "");
    assert_eq!(success("$request.header.authorization != ''"), "");
    assert_eq!(
        success("$request.query.top == 1"),
        "steps.1.success.0: the step sets no such parameter as `$request.query.top` names"
    );
    assert_eq!(
        success("$request.body != null"),
        "steps.1.success.0: the step sets no such parameter as `$request.body` names"
    );
    let error = SyntaxError { position: 13, problem: SyntaxProblem::OperatorExpected };
    assert_eq!(success("$statusCode = 200"), format!("steps.1.success.0: {}", Problem::Syntax { error }));
    let output =
        |value: &str| one(|recipe| recipe.outputs = vec![Output { name: "a".to_owned(), value: value.to_owned() }]);
    assert_eq!(output("$statusCode"), "outputs.0.value: no call has been made where `$statusCode` stands");
    assert_eq!(
        output("job"),
        "outputs.0.value: at 1: an expression begins with $inputs, $steps, $response, $request, $statusCode, $url or $method"
    );
}

#[test]
fn the_rest_is_checked() {
    let path = |method: &str, path: &str| {
        let operation = OperationRef::Path { method: method.to_owned(), path: path.to_owned() };
        one(|recipe| recipe.steps[0].operation = operation)
    };
    assert_eq!(path("GET", "/"), "");
    assert_eq!(path("GET", "a"), "steps.0.operation: not a method and a path that begins with /");
    assert_eq!(path("G T", "/"), "steps.0.operation: not a method and a path that begins with /");
    assert_eq!(
        one(|recipe| recipe.steps[0].operation = OperationRef::default()),
        "steps.0.operation: something must be given here"
    );
    let body = StepBody { content_type: "json".to_owned(), text: String::new() };
    assert_eq!(one(|recipe| recipe.steps[0].body = Some(body)), "steps.0.body.content_type: not a media type");
    assert_eq!(
        one(|recipe| recipe.inputs[0].kind = InputKind::Number),
        "inputs.0.default: the default is not of the input's kind"
    );
}
