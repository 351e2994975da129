//! How components and payloads are read.

use serde_json::json;

use super::*;
use crate::catalog::model::Location;
use crate::recipes::model::{InputKind, OperationRef, StepParameter};
use crate::recipes::rules;

#[test]
fn components_and_payloads_are_read() {
    let (recipe, warnings) = recipe_of(&document(|document| {
        document["components"] = json!({
            "inputs": {"all": {"type": "object", "properties": {
                "user": {"type": "string", "format": "password", "minLength": 3},
                "count": {"type": "integer", "default": 3},
                "order": {"type": "object", "default": {"a": 1}},
            }}},
            "parameters": {
                "page": {"name": "page", "in": "query", "value": 1},
                "size": {"name": "size", "in": "query", "value": "$inputs.count"},
            },
        });
        document["sourceDescriptions"].as_array_mut().unwrap().push(json!({"name": "b", "url": "b", "type": "arazzo"}));
        let workflow = &mut document["workflows"][0];
        workflow["inputs"] = json!({"$ref": "#/components/inputs/all"});
        workflow["parameters"] =
            json!([{"name": "page", "in": "query", "value": 7}, {"name": "X", "in": "header", "value": true}]);
        workflow["steps"][0]["parameters"] = json!([
            {"reference": "$components.parameters.page"},
            {"reference": "$components.parameters.size", "value": "5"},
        ]);
        workflow["steps"][0]["requestBody"] = json!({
            "contentType": "application/json",
            "payload": {"id\"": "$inputs.count", "name": "x \"{$inputs.user}\"", "list": [1, {}, "$5"], "none": null},
            "replacements": [{"target": "/none", "value": "$inputs.order"}],
        });
        workflow["steps"][1]["requestBody"] = json!({
            "contentType": "application/x-www-form-urlencoded",
            "payload": {"client id": "$inputs.user", "n": 5, "t": "a&{$inputs.count}"},
        });
        workflow["x-own"] = json!(1);
    }));
    let described =
        |input: &crate::recipes::model::Input| (input.name.clone(), input.default.clone(), input.kind, input.secret);
    assert_eq!(
        recipe.inputs.iter().map(described).collect::<Vec<_>>(),
        [
            ("user".to_owned(), None, InputKind::Text, true),
            ("count".to_owned(), Some("3".to_owned()), InputKind::Number, false),
            ("order".to_owned(), Some("{\"a\":1}".to_owned()), InputKind::Json, false),
        ]
    );
    let parameter =
        |name: &str, location, value: &str| StepParameter { name: name.to_owned(), location, value: value.to_owned() };
    assert_eq!(
        recipe.steps[0].parameters,
        [
            parameter("page", Location::Query, "1"),
            parameter("size", Location::Query, "5"),
            parameter("X", Location::Header, "true"),
        ]
    );
    assert_eq!(
        recipe.steps[0].body.as_ref().unwrap().text,
        "{\n  \"id\\\"\": {$inputs.count},\n  \"name\": \"x \\\"{$inputs.user}\\\"\",\n  \"list\": [\n    1,\n    {},\n    \"$5\"\n  ],\n  \"none\": {$inputs.order}\n}"
    );
    assert_eq!(recipe.steps[1].body.as_ref().unwrap().text, "client%20id={$inputs.user}&n=5&t=a%26{$inputs.count}");
    assert_eq!(recipe.steps[1].operation, OperationRef::Id("op".to_owned()));
    assert_eq!(
        warnings,
        [
            "/sourceDescriptions/1: recipes have no such thing; it was left out",
            "/components/inputs/all/properties/user/minLength: recipes have no such thing; it was left out",
        ]
    );
    assert!(
        rules::check(&recipe).is_err_and(|complaints| complaints.iter().all(|complaint| complaint.field == "title"))
    );
}
