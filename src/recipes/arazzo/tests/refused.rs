//! What is refused.

use serde_json::json;

use super::*;

#[test]
fn what_is_not_understood_is_refused_with_its_place() {
    let (workflow, first) = ("/workflows/0", "/workflows/0/steps/0");
    let jsonpath = json!({"type": "jsonpath", "version": "draft-goessner-dispatch-jsonpath-00"});
    for (members, expected) in [
        (
            json!({"successCriteria": [{"condition": "1 ="}]}),
            format!("{first}/successCriteria/0/condition: at 3: an operator is expected"),
        ),
        (
            json!({"successCriteria": [{"condition": "^2", "type": "regex", "context": "$statusCode"}]}),
            format!(
                "{first}/successCriteria/0: conditions of the type `regex` are not supported; only `simple` ones are"
            ),
        ),
        (
            json!({"successCriteria": [{"condition": "$.a", "type": jsonpath, "context": "$response.body"}]}),
            format!(
                "{first}/successCriteria/0: conditions of the type `jsonpath` are not supported; only `simple` ones are"
            ),
        ),
        (
            json!({"outputs": {"a/b": "$respons"}}),
            format!(
                "{first}/outputs/a~1b: at 1: an expression begins with $inputs, $steps, $response, $request, $statusCode, $url or $method"
            ),
        ),
        (json!({"workflowId": "x"}), format!("{first}/workflowId: a recipe calls operations, not other workflows")),
        (
            json!({"operationId": "$sourceDescriptions.other.op"}),
            format!("{first}/operationId: the operation belongs to another source than `api`"),
        ),
        (json!({"operationId": 5}), format!("{first}/operationId: not a text")),
        (json!({"operationId": null}), format!("{first}: `operationId` is missing")),
        (
            json!({"operationId": null, "operationPath": "{$sourceDescriptions.api.url}#/paths/~1a"}),
            format!(
                "{first}/operationPath: not the path of an operation, as {{$sourceDescriptions.name.url}}#/paths/~1pets/get"
            ),
        ),
        (
            json!({"parameters": [{"name": "a", "value": 1}]}),
            format!("{first}/parameters/0: a parameter stands in path, query, header or cookie"),
        ),
        (
            json!({"parameters": [{"name": "a", "in": "body", "value": 1}]}),
            format!("{first}/parameters/0/in: a parameter stands in path, query, header or cookie"),
        ),
        (
            json!({"parameters": [{"name": "a", "in": "query", "value": "x{$inputs.}"}]}),
            format!(
                "{first}/parameters/0/value: at 11: a name is missing or has a character that does not belong there"
            ),
        ),
        (
            json!({"parameters": [{"reference": "$components.parameters.p"}]}),
            format!("{first}/parameters/0/reference: `$components.parameters.p` leads to nothing"),
        ),
        (
            json!({"requestBody": {"payload": {"a": ["$inputs"]}}}),
            format!(
                "{first}/requestBody/payload: at 1: an expression begins with $inputs, $steps, $response, $request, $statusCode, $url or $method"
            ),
        ),
        (
            json!({"requestBody": {"payload": {}, "replacements": [{"target": "/a", "value": 1}]}}),
            format!("{first}/requestBody/replacements/0/target: the replacement leads to nothing in the body"),
        ),
        (
            json!({"onSuccess": [{"name": "g", "type": "goto", "stepId": "a"}]}),
            format!("{first}/onSuccess/0: nothing ends the repetition"),
        ),
        (
            json!({"onSuccess": [{"name": "g", "type": "goto", "workflowId": "a"}]}),
            format!("{first}/onSuccess/0: after a step, a recipe goes on with the next one, repeats the step or ends"),
        ),
        (
            json!({"onSuccess": [{"name": "g", "type": "end"}]}),
            format!("{first}/onSuccess/0: after a step, a recipe goes on with the next one, repeats the step or ends"),
        ),
        (
            json!({"onFailure": [{"name": "g", "type": "retry", "stepId": "b"}]}),
            format!("{first}/onFailure/0: after a step, a recipe goes on with the next one, repeats the step or ends"),
        ),
        (
            json!({"onFailure": [{"name": "g", "type": "retry", "retryAfter": -1}]}),
            format!("{first}/onFailure/0/retryAfter: not a number that is not negative"),
        ),
    ] {
        let said = members.to_string();
        assert_eq!(refused(step(members)), expected, "{said}");
    }
    assert_eq!(refused(|document| document["arazzo"] = json!("2.0.0")), ": not a document of Arazzo 1.0");
    assert_eq!(refused(|document| document["workflows"] = json!({})), "/workflows: not a list");
    assert_eq!(
        refused(|document| document["workflows"][0]["dependsOn"] = json!(["x"])),
        format!("{workflow}/dependsOn: a recipe calls operations, not other workflows")
    );
    assert_eq!(
        refused(|document| document["sourceDescriptions"][0]["type"] = json!("arazzo")),
        ": `sourceDescriptions` is missing"
    );
    for document in [json!(null), json!([]), json!("x"), json!({"arazzo": "1.0.1"})] {
        assert!(import(&document).is_err(), "{document}");
    }
    let deep = (0..101).fold(json!(1), |inside, _| json!([inside]));
    assert_eq!(refused(step(json!({"x-deep": deep}))), ": deeper than 100 levels");
}
