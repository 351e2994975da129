//! RRS: the guide's call and its variations.

use axum::http::Method;
use serde_json::{Value, json};

use super::client::{Answer, Client};

async fn execute(query: &str, body: impl ToString) -> Answer {
    Client::new().call(Method::POST, &format!("/execute?{query}"), body.to_string()).await
}

fn request(names: &Value, values: &Value) -> Value {
    json!({ "Inputs": { "input1": { "ColumnNames": names, "Values": values } }, "GlobalParameters": {} })
}

#[tokio::test]
async fn the_guides_call_answers_the_guides_numbers() {
    let body = r#"{"Inputs": {"input1": {"ColumnNames": ["Col2"], "Values": [["This is a good day"]]}}, "GlobalParameters": {}}"#;
    let answer = execute("api-version=2.0&details=true", body).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.json(),
        json!({ "Results": { "output1": { "type": "DataTable", "value": {
            "ColumnNames": [
                "Col2", "Col2_HashingFeature_1", "Col2_HashingFeature_2", "Col2_HashingFeature_3",
                "Col2_HashingFeature_4", "Col2_HashingFeature_5", "Col2_HashingFeature_6", "Col2_HashingFeature_7",
                "Col2_HashingFeature_8",
            ],
            "ColumnTypes": [
                "String", "Numeric", "Numeric", "Numeric", "Numeric", "Numeric", "Numeric", "Numeric", "Numeric",
            ],
            "Values": [["This is a good day", "1", "1", "2", "2", "0", "2", "0", "1"]],
        } } } })
    );
}

#[tokio::test]
async fn column_types_come_with_details_only() {
    let body = request(&json!(["Col2"]), &json!([["a"]]));
    for (query, expected) in
        [("api-version=2.0", false), ("api-version=2.0&details=false", false), ("details=True&api-version=2.0", true)]
    {
        let value = &execute(query, &body).await.json()["Results"]["output1"]["value"];
        assert_eq!(value.get("ColumnTypes").is_some(), expected, "{query}");
    }
}

#[tokio::test]
async fn every_row_is_answered_in_order_and_the_column_is_found_by_its_name() {
    let body = request(
        &json!(["Col1", "Col2", "Col3"]),
        &json!([[1, "This is a good day", true], ["x", "", 0.5], ["y", 42, "z"], ["Zażółć", "Zażółć gęślą jaźń", "ł"]]),
    );
    let answer = execute("api-version=2.0", body).await;
    assert_eq!(
        answer.json()["Results"]["output1"]["value"]["Values"],
        json!([
            ["This is a good day", "1", "1", "2", "2", "0", "2", "0", "1"],
            ["", "0", "0", "0", "0", "0", "0", "0", "0"],
            ["42", "0", "0", "0", "0", "0", "0", "1", "0"],
            ["Zażółć gęślą jaźń", "0", "1", "1", "1", "1", "0", "0", "1"],
        ])
    );
    let none = execute("api-version=2.0", request(&json!(["Col2"]), &json!([]))).await;
    assert_eq!(none.json()["Results"]["output1"]["value"]["Values"], json!([]));
}

#[tokio::test]
async fn a_malformed_body_is_refused_with_the_place_named() {
    let good = json!({ "ColumnNames": ["Col2"], "Values": [["a"]] });
    let cases = [
        (String::new(), "RequestBodyInvalid", "body"),
        ("{".to_owned(), "RequestBodyInvalid", "body"),
        ("\u{feff}{}".to_owned(), "RequestBodyInvalid", "body"),
        ("[".repeat(100_000), "RequestBodyInvalid", "body"),
        ("[]".to_owned(), "RequestBodyInvalid", "body"),
        ("{}".to_owned(), "RequestBodyInvalid", "Inputs"),
        (json!({ "Inputs": [] }).to_string(), "RequestBodyInvalid", "Inputs"),
        (json!({ "Inputs": {} }).to_string(), "RequestBodyInvalid", "Inputs.input1"),
        (json!({ "Inputs": { "input2": good } }).to_string(), "RequestBodyInvalid", "Inputs.input1"),
        (
            json!({ "Inputs": { "input1": good }, "GlobalParameters": [] }).to_string(),
            "RequestBodyInvalid",
            "GlobalParameters",
        ),
        (
            json!({ "Inputs": { "input1": good }, "GlobalParameters": null }).to_string(),
            "RequestBodyInvalid",
            "GlobalParameters",
        ),
        (
            json!({ "Inputs": { "input1": { "Values": [] } } }).to_string(),
            "RequestBodyInvalid",
            "Inputs.input1.ColumnNames",
        ),
        (
            json!({ "Inputs": { "input1": { "ColumnNames": ["Col2"] } } }).to_string(),
            "RequestBodyInvalid",
            "Inputs.input1.Values",
        ),
        (request(&json!(["Col2", 7]), &json!([])).to_string(), "RequestBodyInvalid", "Inputs.input1.ColumnNames[1]"),
        (request(&json!(["Col1"]), &json!([["a"]])).to_string(), "ColumnNotFound", "Inputs.input1.ColumnNames"),
        (request(&json!(["col2"]), &json!([["a"]])).to_string(), "ColumnNotFound", "Inputs.input1.ColumnNames"),
        (request(&json!([]), &json!([])).to_string(), "ColumnNotFound", "Inputs.input1.ColumnNames"),
        (request(&json!(["Col2", "Col2"]), &json!([])).to_string(), "ColumnNotFound", "Inputs.input1.ColumnNames"),
        (request(&json!(["Col2"]), &json!(["a"])).to_string(), "RequestBodyInvalid", "Inputs.input1.Values[0]"),
        (
            request(&json!(["Col2"]), &json!([["a"], ["b", "c"]])).to_string(),
            "RequestBodyInvalid",
            "Inputs.input1.Values[1]",
        ),
        (request(&json!(["Col2"]), &json!([[]])).to_string(), "RequestBodyInvalid", "Inputs.input1.Values[0]"),
        (request(&json!(["Col2"]), &json!([[null]])).to_string(), "RequestBodyInvalid", "Inputs.input1.Values[0][0]"),
        (
            request(&json!(["Col1", "Col2"]), &json!([[{}, "a"]])).to_string(),
            "RequestBodyInvalid",
            "Inputs.input1.Values[0][0]",
        ),
    ];
    for (body, code, target) in cases {
        execute("api-version=2.0&details=true", body).await.assert_error(400, "BadArgument", (code, target));
    }
}

#[tokio::test]
async fn details_must_be_true_or_false() {
    for value in ["", "1", "yes"] {
        let answer = execute(&format!("api-version=2.0&details={value}"), request(&json!(["Col2"]), &json!([]))).await;
        answer.assert_error(400, "BadArgument", ("ArgumentInvalid", "details"));
    }
}
