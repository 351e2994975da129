//! Tests of conditions.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::recipes::context::{Answer, Exchange, Values};
use crate::recipes::syntax::SyntaxProblem;

fn holds(condition: &str, body: &str) -> Result<bool, Missing> {
    let headers = vec![("X-Left".to_owned(), "12".to_owned())];
    let answer = Answer { status: 200, headers, body: body.to_owned() };
    let exchange = Exchange { answer, ..Exchange::default() };
    let inputs = Values::from([("word".to_owned(), json!("Finished")), ("list".to_owned(), json!([1, {"a": 2}]))]);
    let outputs = BTreeMap::new();
    let context = Context { inputs: &inputs, outputs: &outputs, exchange: Some(&exchange) };
    Condition::parse(condition).unwrap_or_else(|error| panic!("{condition}: {error}")).holds(&context)
}

#[test]
fn conditions_hold_as_the_specification_says() {
    let body = r#"{"StatusCode": "FINISHED", "number": 4, "text": "4", "done": true, "none": null, "zero": 0,
                   "empty": "", "list": [{"id": "a"}], "x y": 1, "when": "2024-02-01", "quote": "it's"}"#;
    for (condition, expected) in [
        ("$statusCode == 200", true),
        ("$statusCode==200&&$response.body#/done==true", true),
        ("$statusCode >= 200 && $statusCode < 300", true),
        ("$statusCode != 200", false),
        ("$response.body#/StatusCode == 'finished'", true),
        ("$response.body.StatusCode == 'finished'", true),
        ("$response.body#/StatusCode == $inputs.word", true),
        ("'ÉCOLE' == 'école'", true),
        ("$response.body#/number == 4.0", true),
        ("$response.body#/text == 4", true),
        ("$response.body#/text < 10", true),
        ("$response.body#/when < '2024-10-01'", true),
        ("$response.body#/when < 5", false),
        ("$response.body#/when >= 5", false),
        ("$response.body#/done", true),
        ("!$response.body#/done", false),
        ("$response.body#/zero || $response.body#/empty || $response.body#/none", false),
        ("$response.body#/none == null", true),
        ("$response.body#/missing == null && !$response.body#/missing", true),
        ("$response.header.missing == null", true),
        ("$response.header.x-left > 5", true),
        ("$response.body#/list[0].id == 'a'", true),
        ("$response.body.list[0].id == 'a'", true),
        ("$response.body#/list/0/id == 'a'", true),
        ("$inputs.list[1].a == 2", true),
        ("$response.body#/quote == 'IT''S'", true),
        ("true || false && false", true),
        ("(true || false) && false", false),
        ("!(true && false)", true),
        ("!!true", true),
        ("false == !true", false),
    ] {
        match condition {
            // `!` is no value.
            "false == !true" => assert!(Condition::parse(condition).is_err()),
            _ => assert_eq!(holds(condition, body), Ok(expected), "{condition}"),
        }
    }
}

#[test]
fn what_no_answer_can_have_is_an_error() {
    for (condition, why) in [
        ("$inputs.other == 1", WhyMissing::Input),
        ("$steps.a.outputs.b == 1", WhyMissing::Output),
        ("$request.query.q == 1", WhyMissing::Parameter),
    ] {
        assert_eq!(holds(condition, "{}").unwrap_err().why, why, "{condition}");
    }
}

#[test]
fn complaints_say_where() {
    for (condition, position, problem) in [
        ("", 1, SyntaxProblem::ValueExpected),
        ("$statusCode ==", 15, SyntaxProblem::ValueExpected),
        ("$statusCode == == 2", 16, SyntaxProblem::ValueExpected),
        ("$statusCode = 200", 13, SyntaxProblem::OperatorExpected),
        ("$statusCode 200", 13, SyntaxProblem::OperatorExpected),
        ("($statusCode == 200", 20, SyntaxProblem::ParenthesisMissing),
        ("$statusCode == 200)", 19, SyntaxProblem::OperatorExpected),
        ("ü", 1, SyntaxProblem::NotALiteral),
        ("'ü' == \"x\"", 8, SyntaxProblem::NotALiteral),
        ("1 == 'x", 6, SyntaxProblem::QuoteMissing),
        ("1 == 01", 6, SyntaxProblem::NotALiteral),
        ("1 == $respons.body", 6, SyntaxProblem::NotAnExpression),
        ("1 == $response.body[x]", 20, SyntaxProblem::NotAnIndex),
        ("1 == $response.body#x", 21, SyntaxProblem::NotAPointer),
        ("$response.query.a == 1", 11, SyntaxProblem::NotASource),
    ] {
        assert_eq!(Condition::parse(condition), Err(SyntaxError { position, problem }), "{condition}");
    }
    let deep = |depth: usize| Condition::parse(&["(".repeat(depth), "1".to_owned(), ")".repeat(depth)].concat());
    assert!(deep(32).is_ok());
    assert_eq!(deep(33).unwrap_err().problem, SyntaxProblem::TooDeep { most: 32 });
    assert!(Condition::parse(&"!".repeat(100_000)).is_err());
    assert!(Condition::parse(&["1", &"||1".repeat(100_000)].concat()).is_ok());
}

proptest! {
    #[test]
    fn reading_never_panics(text in ".{0,80}") {
        let _ = Condition::parse(&text);
    }

    #[test]
    fn what_looks_like_a_condition_never_panics(
        words in prop::collection::vec(prop::sample::select(vec![
            "(", ")", "!", "&&", "||", "==", "!=", "<", "<=", "'", "''", "'a'", "1", "-1e5", "true", "null", " ", "[0]", "[",
            ".", ".a", "$", "$statusCode", "$response.body", "#/a~1b", "#/a", "$response.header.x", "$inputs.x",
            "$steps.a.outputs.b", "ü", "😀",
        ]), 0..20)
    ) {
        let text = words.concat();
        if let Ok(condition) = Condition::parse(&text) {
            let spelled = condition.to_string();
            prop_assert_eq!(Condition::parse(&spelled), Ok(condition), "{} as {}", text, spelled);
        }
    }
}
