//! What was registered by hand, as a document and back.

use loggia::catalog::model::{
    Location, OperationInput, Parameter, ParameterType, Representation, ResponseSpec, StatusKey,
};
use loggia::catalog::server::service;
use loggia::identity::server::{Administrator, Caller};
use loggia::openapi::import::Report;
use loggia::openapi::model::Format;
use loggia::openapi::server::{Options, Progress, import, published};
use serde_json::{Value, json};

use crate::support::TestApp;

fn parameter(name: &str, location: Location, kind: ParameterType, default: &str) -> Parameter {
    Parameter { name: name.to_owned(), location, kind, default: default.to_owned(), ..Parameter::default() }
}

/// An operation whose query has other names than its parameters, and whose schema refers to itself.
fn by_hand() -> OperationInput {
    let schema =
        json!({ "type": "array", "items": { "$ref": "#/$defs/row" }, "$defs": { "row": { "type": "string" } } });
    OperationInput {
        verb: "POST".to_owned(),
        url_template: "/jobs/{job}?api-version={apiversion}&count={count}&kind=all".to_owned(),
        display_name: "Submit".to_owned(),
        slug: "submit".to_owned(),
        parameters: vec![
            parameter("job", Location::Path, ParameterType::String, "7"),
            parameter("apiversion", Location::Query, ParameterType::Number, "2.5"),
            parameter("count", Location::Query, ParameterType::Boolean, "true"),
        ],
        responses: vec![ResponseSpec {
            status: StatusKey::Code(200),
            representations: vec![Representation {
                content_type: "application/json".to_owned(),
                schema: schema.to_string(),
                ..Representation::default()
            }],
            ..ResponseSpec::default()
        }],
        ..OperationInput::default()
    }
}

async fn export(app: &TestApp) -> Vec<u8> {
    published(&app.state, &Caller::guest(), "jobs", Format::Json).await.unwrap().to_vec()
}

async fn import_again(app: &TestApp, document: Vec<u8>) -> Report {
    let options =
        Options { update: Some("jobs".to_owned()), name: None, suffix: None, published: true, dry_run: false };
    import(&app.state, &Administrator::operator(), document, options, &Progress::default()).await.unwrap()
}

#[tokio::test]
async fn an_operation_by_hand_survives_its_export() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    let api = app.add_api("Jobs", true).await;
    let added = service::create_operation(&app.state, &permit, &api.id, by_hand()).await.unwrap();

    let exported: Value = serde_json::from_slice(&export(&app).await).unwrap();
    let operation = &exported["paths"]["/jobs/{job}"]["post"];
    let parameters: Vec<_> = operation["parameters"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(parameters, ["job", "api-version", "count", "kind"], "by the names under which they are sent");
    assert_eq!(operation["parameters"][0]["schema"]["default"], "7");
    assert_eq!(operation["parameters"][1]["schema"]["default"], 2.5);
    assert_eq!(operation["parameters"][2]["schema"]["default"], true);
    assert_eq!(operation["parameters"][3]["schema"]["enum"], json!(["all"]));
    let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
    let at = schema["items"]["$ref"].as_str().unwrap().strip_prefix('#').unwrap();
    let target = exported.pointer(&loggia::paths::decode(at));
    assert_eq!(target, Some(&json!({ "type": "string" })), "{at} leads to the definition");

    let report = import_again(&app, export(&app).await).await;
    assert_eq!((report.added, report.removed), (0, 0));
    assert!(report.warnings.iter().all(|warning| !warning.message.contains("leads to nothing")), "{report:?}");
    assert!(report.changes.iter().all(|change| change.breaking.is_empty()), "{report:?}");
    let (_, again) = service::admin_operation_by_slug(&app.state, &permit, "jobs", "submit").await.unwrap();
    assert_eq!(again.input.url_template, added.input.url_template);
    let named = |input: &OperationInput| -> Vec<_> {
        input.parameters.iter().map(|one| (one.name.clone(), one.location, one.kind, one.default.clone())).collect()
    };
    assert_eq!(named(&again.input), named(&added.input));

    let report = import_again(&app, export(&app).await).await;
    assert_eq!((report.added, report.changed, report.removed), (0, 0, 0), "{report:?}");
}
