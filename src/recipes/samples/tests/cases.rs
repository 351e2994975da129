//! Recipes that are hard to say, with the answers that they get.

use std::collections::BTreeMap;

use serde_json::json;

use super::*;
use crate::recipes::context::Answer;
use crate::recipes::model::{Input, InputKind, Output, Repeat, Step};

/// A recipe, what is filled in for it and what is answered to it.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) recipe: Recipe,
    pub(super) filled: BTreeMap<String, String>,
    pub(super) answers: Vec<Answer>,
    /// What the program says if it fails.
    pub(super) says: &'static str,
    /// What a masked program must not show.
    pub(super) secrets: Vec<&'static str>,
}

/// Text that every language has its own trouble with.
const EVERY: &str =
    "a'b''c\"d\"\"\"e`f$g${h}$(i)#{j}%41%k{l}{{m}}\\n\\\\o\\'p\\\"q\\u0041r!s~t|u&v;w<x>y=z+ü😀\u{2028}/?";

fn answer(status: u16, body: &str) -> Answer {
    Answer { status, headers: Vec::new(), body: body.to_owned() }
}

fn case(name: &'static str, recipe: Recipe, filled: &[(&str, &str)], answers: &[(u16, &str)]) -> Case {
    let filled = filled.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
    let answers = answers.iter().map(|&(status, body)| answer(status, body)).collect();
    Case { name, recipe, filled, answers, says: "", secrets: Vec::new() }
}

/// The guide's recipe, in a hurry.
fn job() -> Recipe {
    let mut recipe = batch_execution("w1", "s1", "s3cr3t/+==");
    for repeat in recipe.steps.iter_mut().filter_map(|step| step.repeat.as_mut()) {
        (repeat.every_milliseconds, repeat.most_times) = (100, 4);
    }
    recipe
}

/// All of them.
pub(super) fn cases() -> Vec<Case> {
    let running = (200, r#"{"StatusCode": "Running"}"#);
    let finished = (200, r#"{"StatusCode": "finished", "Results": {}}"#);
    let started = (204, "");
    let answers = [(200, "\"job-1\""), started, running, running, finished, (204, "")];
    let hard = json!(EVERY).to_string();
    let hard_answers =
        [(200, hard.as_str()), started, (200, r#"{"StatusCode": 1}"#), (200, r#"{"StatusCode": 4}"#), (204, "")];
    let filled =
        [("connection_string", "line 1\nline 2\tAccountKey=t0p/s3cret"), ("input_blob", EVERY), ("workspace", EVERY)];
    vec![
        Case { secrets: vec!["s3cr3t"], ..case("job", job(), &[], &answers) },
        Case { secrets: vec!["s3cr3t", "t0p/"], ..case("hard", job(), &filled, &hard_answers) },
        Case { says: "submit failed: ", ..case("refused", job(), &[], &[(401, "{\"error\": {}}")]) },
        Case { says: "submit: $response.body has no value", ..case("empty", job(), &[], &[(200, "")]) },
        Case {
            says: "status failed: ",
            ..case("failed", job(), &[], &[answers[0], started, running, (200, r#"{"StatusCode": "Failed"}"#)])
        },
        Case {
            says: "status has not ended after 4 calls",
            ..case("endless", job(), &[], &[answers[0], started, running, running, running, (200, "[]"), running])
        },
        case("number", job(), &[], &[(200, "12e34\n"), started, finished, (204, "")]),
        everything(),
        lines(),
        letters(),
    ]
}

/// A body of many lines, some of them empty, in a repeated step.
fn lines() -> Case {
    let mut recipe = job();
    recipe.steps[2].operation = OperationRef::Path { method: "POST".to_owned(), path: "/lines/{jobid}".to_owned() };
    let text = format!("\n\n\n\n  {EVERY}\n\n\n\n\n{{$inputs.workspace}}\n\t\"\"\"\n{{$steps.submit.outputs.job}}\\\"");
    recipe.steps[2].body = Some(StepBody { content_type: "text/plain; charset=utf-8".to_owned(), text });
    let finished = "{\"StatusCode\": 4}";
    case("lines", recipe, &[], &[(200, "\"7\""), (204, ""), (200, "{}"), (200, finished), (204, "")])
}

/// Headers beyond ASCII, known before and only from an answer.
fn letters() -> Case {
    let mut recipe = job();
    recipe.steps.truncate(2);
    recipe.outputs.clear();
    let header = |name: &str, value: &str| StepParameter {
        name: name.to_owned(),
        location: Location::Header,
        value: value.to_owned(),
    };
    recipe.steps[0].parameters.push(header("X-Known", "é {$inputs.workspace}"));
    recipe.steps[1].parameters.push(header("X-Answered", "{$steps.submit.outputs.job}: ß"));
    case("letters", recipe, &[("workspace", "Łódź")], &[(200, "\"Příbram 😀\""), (204, "")])
}

/// A recipe with every kind of input, expression, place and operator.
fn everything() -> Case {
    let owned = str::to_owned;
    let input = |name: &str, default: &str, kind| Input {
        name: owned(name),
        default: Some(owned(default)),
        kind,
        ..Input::default()
    };
    let outputs = |outputs: &[(&str, &str)]| -> Vec<Output> {
        outputs.iter().map(|(name, value)| Output { name: owned(name), value: owned(value) }).collect()
    };
    let parameter =
        |name: &str, location, value: &str| StepParameter { name: owned(name), location, value: owned(value) };
    let operation = |method: &str, path: &str| OperationRef::Path { method: owned(method), path: owned(path) };
    let first = Step {
        id: owned("get-it"),
        description: owned("Not\u{2028}clear\nat all"),
        operation: operation("PATCH", "/a/{class}/b"),
        parameters: vec![
            parameter("class", Location::Path, "x{$inputs.class}-{$inputs.number}"),
            parameter("top", Location::Query, "$inputs.number"),
            parameter("X-Text", Location::Header, "e {$inputs.number}"),
            parameter("api-key", Location::Header, "k{$inputs.number}ey"),
            parameter("c", Location::Cookie, "$inputs.json#/a~1b/1"),
        ],
        body: Some(StepBody {
            content_type: owned("application/json"),
            text: owned(
                "{\n  \"password\": \"c0nstant\",\n  \"text\": {$inputs.class},\n  \"number\": {$inputs.number},\n  \
                 \"is\": [{$inputs.is}, {$inputs.json}],\n  \"in\": \"\\\"{$inputs.json}\\\" {$inputs.class}\"\n}",
            ),
        }),
        outputs: outputs(&[
            ("all", "$response.body"),
            ("second", "$response.body#/list/1/a~0b"),
            ("header", "$response.header.X-Left"),
            ("status", "$statusCode"),
            ("method", "$method"),
            ("top", "$request.query.top"),
            ("sent", "$request.body#/number"),
            ("path", "$request.path.class"),
        ]),
        success: [
            "$statusCode == 201 && !($statusCode >= 300 || $statusCode < 200)",
            "$response.body#/n == 4 && $response.body#/n < 10 && $response.body#/n >= -4.5 && $response.body#/word > 'abc'",
            "$response.header.x-left > 11 && $response.header.x-other == null && !$response.header.x-other",
            "$response.body#/none == null && $response.body#/list[0] && !$response.body#/list/7",
            "$response.body#/word == 'ABCD' && $response.body#/word != $inputs.class && !($response.body#/word < 5)",
            "true && !false && $response.body#/yes == true && $response.body.yes",
            "$request.header.X-Text != '' && $url != '' && $request.path.class != 'X'",
        ]
        .map(owned)
        .to_vec(),
        repeat: None,
    };
    let second = Step {
        id: owned("2"),
        operation: operation("PUT", "/form/{id}"),
        parameters: vec![
            parameter("id", Location::Path, "$steps.get-it.outputs.all#/list/1/a~0b"),
            parameter("X-Left", Location::Header, "$steps.get-it.outputs.header"),
        ],
        body: Some(StepBody {
            content_type: owned("application/x-www-form-urlencoded"),
            text: owned("a={$steps.get-it.outputs.second}&b={$inputs.class}&c={$steps.get-it.outputs.status}"),
        }),
        repeat: Some(Repeat {
            until: vec![owned("$response.body == 'plain text'")],
            failed_if: Vec::new(),
            every_milliseconds: 150,
            most_times: 2,
        }),
        ..Step::default()
    };
    let third = Step {
        id: owned("third"),
        operation: operation("POST", "/json"),
        body: Some(StepBody {
            content_type: owned("application/json"),
            text: owned("{\"a\": {$steps.get-it.outputs.second}, \"b\": {$steps.get-it.outputs.all#/list}, \"c\": 1}"),
        }),
        ..Step::default()
    };
    let recipe = Recipe {
        name: owned("everything"),
        title: owned("Everything"),
        inputs: vec![
            input("class", EVERY, InputKind::Text),
            input("number", "5", InputKind::Number),
            input("is", "true", InputKind::Boolean),
            input("json", "{\"a/b\":[0,\"z y\"]}", InputKind::Json),
        ],
        steps: vec![first, second, third],
        outputs: outputs(&[
            ("top", "$steps.get-it.outputs.top"),
            ("sent", "$steps.get-it.outputs.sent"),
            ("method", "$steps.get-it.outputs.method"),
            ("second", "$steps.get-it.outputs.second"),
            ("status", "$steps.get-it.outputs.status"),
        ]),
        ..Recipe::default()
    };
    let body = json!({"n": 4, "none": null, "list": [true, {"a~b": EVERY}], "word": "abcd", "yes": true}).to_string();
    let mut answers = vec![answer(201, &body), answer(200, "plain"), answer(200, "Plain text"), answer(200, "{}")];
    answers[0].headers.push((owned("X-Left"), owned("12")));
    Case { answers, secrets: vec!["c0nstant"], ..case("everything", recipe, &[], &[]) }
}
