//! Tests of expressions.

use proptest::prelude::*;

use super::*;

#[test]
fn expressions_are_read_and_spelled() {
    let pointer = |text: &str| Pointer::parse(text).unwrap();
    let input = |name: &str, text: &str| Expression::Input { name: name.to_owned(), pointer: pointer(text) };
    for (text, expected) in [
        ("$url", Expression::Url),
        ("$method", Expression::Method),
        ("$statusCode", Expression::StatusCode),
        ("$request.header.X-A!b", Expression::Request(Source::Header("X-A!b".to_owned()))),
        ("$request.query.filter[a b]", Expression::Request(Source::Query("filter[a b]".to_owned()))),
        ("$request.path.$top", Expression::Request(Source::Path("$top".to_owned()))),
        ("$request.body#/a~1b/~0/0", Expression::Request(Source::Body(pointer("/a~1b/~0/0")))),
        ("$response.body", Expression::Response(Source::Body(pointer("")))),
        ("$response.body#/ü 😀/", Expression::Response(Source::Body(pointer("/ü 😀/")))),
        ("$inputs.a.b-c_1", input("a.b-c_1", "")),
        ("$inputs.a#/b", input("a", "/b")),
        (
            "$steps.get-it.outputs.a.b#/0",
            Expression::Output { step: "get-it".to_owned(), name: "a.b".to_owned(), pointer: pointer("/0") },
        ),
    ] {
        assert_eq!(Expression::parse(text), Ok(expected.clone()));
        assert_eq!(expected.to_string(), text);
    }
    // The empty pointer need not be spelled.
    assert_eq!(Expression::parse("$inputs.a#"), Ok(input("a", "")));
    let steps: Vec<String> = pointer("/a~1b/~01/").steps().collect();
    assert_eq!(steps, ["a/b", "~1", ""]);
    assert_eq!(pointer("").steps().count(), 0);
}

#[test]
fn complaints_say_where() {
    for (text, position, problem) in [
        ("", 1, SyntaxProblem::NotAnExpression),
        ("url", 1, SyntaxProblem::NotAnExpression),
        ("$url ", 1, SyntaxProblem::NotAnExpression),
        ("$statuscode", 1, SyntaxProblem::NotAnExpression),
        ("$inputs", 1, SyntaxProblem::NotAnExpression),
        ("$inputs.", 9, SyntaxProblem::NotAName),
        ("$inputs.a b", 9, SyntaxProblem::NotAName),
        ("$inputs.a#b", 11, SyntaxProblem::NotAPointer),
        ("$inputs.a#/~2", 11, SyntaxProblem::NotAPointer),
        ("$inputs.a#/{", 11, SyntaxProblem::NotAPointer),
        ("$steps..outputs.a", 8, SyntaxProblem::NotAName),
        ("$steps.a", 9, SyntaxProblem::OutputsExpected),
        ("$steps.ü.outputs.a", 8, SyntaxProblem::NotAName),
        ("$steps.a.outputs.", 18, SyntaxProblem::NotAName),
        ("$request.bodys", 14, SyntaxProblem::NotAPointer),
        ("$request.cookie.a", 10, SyntaxProblem::NotASource),
        ("$request.header.", 17, SyntaxProblem::NotAName),
        ("$request.header.a b", 17, SyntaxProblem::NotAName),
        ("$request.path.", 15, SyntaxProblem::NotAName),
        ("$response.path.a", 11, SyntaxProblem::NotASource),
        ("$outputs.a", 1, SyntaxProblem::NotSupported { expression: "$outputs".to_owned() }),
        ("$components.parameters.a", 1, SyntaxProblem::NotSupported { expression: "$components".to_owned() }),
    ] {
        assert_eq!(Expression::parse(text), Err(SyntaxError { position, problem }), "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_read_is_spelled_the_same(
        start in prop::sample::select(vec![
            "", "$", "$url", "$inputs.", "$steps.", "$steps.a.outputs.", "$request.header.", "$request.query.",
            "$request.path.", "$request.body", "$response.body#/", "$response.header.",
        ]),
        rest in ".{0,12}"
    ) {
        let text = [start, &rest].concat();
        if let Ok(expression) = Expression::parse(&text) {
            let spelled = expression.to_string();
            prop_assert_eq!(spelled.trim_end_matches('#'), text.trim_end_matches('#'));
            prop_assert_eq!(Expression::parse(&spelled), Ok(expression));
        }
    }
}
