//! Tests of running.

use serde_json::{Value, json};

use super::*;
use crate::catalog::model::Location;
use crate::recipes::context::WhyMissing;
use crate::recipes::example::batch_execution;
use crate::recipes::model::{InputKind, Output};

fn run(recipe: &Recipe) -> Run {
    Run::new(recipe, &BTreeMap::new()).unwrap_or_else(|complaints| panic!("{complaints:?}"))
}

fn answer(status: u16, body: &str) -> Answer {
    Answer { status, headers: Vec::new(), body: body.to_owned() }
}

/// The call that is next as `step time path-or-query-values body`.
fn call(run: &Run) -> &Call {
    match run.next() {
        Next::Call(call) => call,
        other => panic!("not a call: {other:?}"),
    }
}

fn reply(run: &mut Run, status: u16, body: &str) {
    run.answered("GET", "http://host/", answer(status, body));
}

fn parameter<'c>(call: &'c Call, name: &str) -> &'c str {
    call.parameters.iter().find(|known| known.name == name).map_or("", |known| known.value.as_str())
}

#[test]
fn the_guides_job_is_run() {
    let mut run = run(&batch_execution("w", "s", "k"));
    assert_eq!(call(&run).place, 0);
    assert_eq!(parameter(call(&run), "Authorization"), "Bearer k");
    let body: Value = serde_json::from_str(&call(&run).body.as_ref().unwrap().text).unwrap();
    assert_eq!(body["Input"]["RelativeLocation"], "/mycontainer/mydatablob.csv");
    reply(&mut run, 200, "\"job-1\"");
    assert_eq!(run.outputs("submit").unwrap()["job"], json!("job-1"));
    assert_eq!((call(&run).place, parameter(call(&run), "jobid")), (1, "job-1"));
    reply(&mut run, 204, "");
    for (time, state) in [(1, "\"NotStarted\""), (2, "\"Running\""), (3, "1")] {
        assert_eq!((call(&run).place, call(&run).time), (2, time));
        reply(&mut run, 200, &format!("{{\"StatusCode\": {state}}}"));
        assert_eq!(*run.next(), Next::Wait { place: 2, milliseconds: 5_000 });
        reply(&mut run, 500, "nobody asked");
        run.waited();
    }
    reply(&mut run, 200, "{\"StatusCode\": 4}");
    assert_eq!(call(&run).place, 3);
    run.waited();
    reply(&mut run, 204, "");
    let outputs = Values::from([("job".to_owned(), json!("job-1")), ("state".to_owned(), json!(4))]);
    assert_eq!(*run.next(), Next::Done { outputs });
    reply(&mut run, 204, "");
    assert!(matches!(run.next(), Next::Done { .. }));
}

#[test]
fn failures_say_which_step_and_why() {
    let failed = |answers: &[(u16, &str)]| {
        let mut recipe = batch_execution("w", "s", "k");
        recipe.steps[2].repeat.as_mut().unwrap().most_times = 3;
        let mut run = run(&recipe);
        for (status, body) in answers {
            run.waited();
            reply(&mut run, *status, body);
        }
        match run.next() {
            Next::Failed { place, reason } => format!("{place}: {reason}"),
            other => panic!("{other:?}"),
        }
    };
    let submitted = (200, "\"job-1\"");
    let started = (204, "");
    let running = (200, "{\"StatusCode\": \"Running\"}");
    assert_eq!(failed(&[(401, "{}")]), "0: status 401: `$statusCode >= 200 && $statusCode < 300` does not hold");
    assert_eq!(failed(&[(200, "")]), "0: `$response.body` has no value: there is no body");
    assert_eq!(failed(&[(200, "null")]), "0: `$response.body` has no value: it is null");
    assert_eq!(
        failed(&[submitted, started, running, (200, "{\"StatusCode\": \"cancelled\"}")]),
        "2: `$response.body#/StatusCode == 'Failed' || $response.body#/StatusCode == 2 || \
         $response.body#/StatusCode == 'Cancelled' || $response.body#/StatusCode == 3` holds"
    );
    assert_eq!(
        failed(&[submitted, started, running, (200, "{}"), running]),
        "2: called 3 times without coming to an end"
    );
    assert_eq!(
        failed(&[submitted, started, running, (503, "")]),
        "2: status 503: `$statusCode >= 200 && $statusCode < 300` does not hold"
    );
    let mut unanswered = run(&batch_execution("w", "s", "k"));
    unanswered.unanswered("refused");
    let reason = Reason::Unanswered { why: "refused".to_owned() };
    assert_eq!(*unanswered.next(), Next::Failed { place: 0, reason });
}

#[test]
fn the_service_may_say_how_long_to_wait() {
    for (header, expected) in [("2", 2_000), ("0", 100), ("9999999999", 5_000), ("99999", 3_600_000), ("Mon", 5_000)] {
        let mut run = run(&batch_execution("w", "s", "k"));
        reply(&mut run, 200, "\"job-1\"");
        reply(&mut run, 204, "");
        let headers = vec![("Retry-After".to_owned(), header.to_owned())];
        run.answered("GET", "http://host/", Answer { headers, ..answer(200, "{\"StatusCode\": 0}") });
        assert_eq!(*run.next(), Next::Wait { place: 2, milliseconds: expected }, "{header}");
    }
}

#[test]
fn inputs_are_read_and_asked_for() {
    let mut recipe = batch_execution("w", "s", "k");
    recipe.inputs[0].default = None;
    recipe.inputs[1].kind = InputKind::Number;
    recipe.inputs[1].default = None;
    let filled = BTreeMap::from([("service".to_owned(), "x".to_owned())]);
    let complaints = Run::new(&recipe, &filled).unwrap_err();
    let complaint = |field: &str, problem| Complaint { field: field.to_owned(), problem };
    assert_eq!(
        complaints,
        [complaint("input.workspace", Problem::Required), complaint("input.service", Problem::NotOfKind)]
    );
    let filled = [("service", "5"), ("workspace", "")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let run = Run::new(&recipe, &BTreeMap::from(filled)).unwrap();
    assert_eq!((parameter(call(&run), "service"), parameter(call(&run), "workspace")), ("5", ""));
}

/// Every value that is hard to spell.
const EVERY: &str = "a'b\"c\\d`$e{$inputs.x}{f}\ng\th\u{1}%41+&=;😀 \u{2028}";

#[test]
fn values_survive_wherever_they_stand() {
    let mut recipe = batch_execution("w", "s", "k");
    recipe.inputs = vec![
        Input { name: "x".to_owned(), default: Some(EVERY.to_owned()), ..Input::default() },
        Input { name: "n".to_owned(), default: Some("5".to_owned()), kind: InputKind::Number, ..Input::default() },
    ];
    recipe.outputs = vec![Output { name: "x".to_owned(), value: "$inputs.x".to_owned() }];
    recipe.steps.truncate(1);
    let step = &mut recipe.steps[0];
    step.parameters =
        vec![StepParameter { name: "p".to_owned(), location: Location::Path, value: "a{$inputs.x}b".to_owned() }];
    let text = r#"{"a\"": "x{$inputs.x}\"", "b": {$inputs.x}, "c": [{$inputs.n}, "{$inputs.n}"]}"#;
    step.body = Some(StepBody { content_type: "application/vnd.a+json".to_owned(), text: text.to_owned() });
    let sent = run(&recipe);
    assert_eq!(parameter(call(&sent), "p"), format!("a{EVERY}b"));
    let body: Value = serde_json::from_str(&call(&sent).body.as_ref().unwrap().text).unwrap();
    assert_eq!(body, json!({"a\"": format!("x{EVERY}\""), "b": EVERY, "c": [5, "5"]}));
    for (content_type, text, expected) in [
        ("application/x-www-form-urlencoded", "a={$inputs.x}&n={$inputs.n}", "a=a%27b%22c%5Cd%60%24e%7B"),
        ("text/plain", "{$inputs.x}", "a'b\"c\\d`$e{$inputs.x}"),
        ("", "$inputs.n", "5"),
        ("", " [{$inputs.x}]", " [\"a'b\\\"c"),
        ("", "{$inputs.x}", "a'b\"c"),
    ] {
        recipe.steps[0].body = Some(StepBody { content_type: content_type.to_owned(), text: text.to_owned() });
        let sent = run(&recipe);
        let body = &call(&sent).body.as_ref().unwrap().text;
        assert!(body.starts_with(expected), "{content_type}: {body}");
    }
}

#[test]
fn what_was_sent_can_be_kept() {
    let mut recipe = batch_execution("w", "s", "k");
    recipe.steps.truncate(1);
    let values = [
        ("url", "$url"),
        ("method", "$method"),
        ("status", "$statusCode"),
        ("path", "$request.path.workspace"),
        ("query", "$request.query.apiversion"),
        ("header", "$request.header.authorization"),
        ("blob", "$request.body#/Input/RelativeLocation"),
        ("left", "$response.header.x-left"),
        ("deep", "$response.body#/a~1b/1"),
    ];
    let output = |(name, value): (&str, &str)| Output { name: name.to_owned(), value: value.to_owned() };
    recipe.steps[0].outputs = values.map(output).to_vec();
    recipe.outputs = vec![output(("deep", "$steps.submit.outputs.deep#/c"))];
    let mut made = run(&recipe);
    let headers = vec![("X-Left".to_owned(), "3".to_owned())];
    made.answered("POST", "http://host/x", Answer { headers, ..answer(201, r#"{"a/b": [0, {"c": 1}]}"#) });
    let expected = json!({"url": "http://host/x", "method": "POST", "status": 201, "path": "w", "query": "2.0",
        "header": "Bearer k", "blob": "/mycontainer/mydatablob.csv", "left": "3", "deep": {"c": 1}});
    assert_eq!(json!(made.outputs("submit").unwrap()), expected);
    assert_eq!(*made.next(), Next::Done { outputs: Values::from([("deep".to_owned(), json!(1))]) });
    let mut lacking = run(&recipe);
    reply(&mut lacking, 200, "{}");
    let missing = Missing { expression: "$response.header.x-left".to_owned(), why: WhyMissing::Header };
    assert_eq!(*lacking.next(), Next::Failed { place: 0, reason: Reason::Missing { missing } });
}
