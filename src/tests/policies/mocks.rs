//! The documented samples that mocks answer with.

use loggia::catalog::model::{OperationInput, Representation, ResponseSpec, StatusKey};
use loggia::catalog::server::service::{create_operation, documented_answer};
use loggia::identity::server::Administrator;

use crate::support::TestApp;

fn body(content_type: &str, sample: &str, schema: &str) -> Representation {
    Representation {
        content_type: content_type.to_owned(),
        sample: sample.to_owned(),
        schema: schema.to_owned(),
        ..Representation::default()
    }
}

#[tokio::test]
async fn the_answer_that_speaks_of_the_status_most_closely_is_found() {
    let app = TestApp::new().await;
    let api = app.add_api("Pets", true).await;
    let response =
        |status: StatusKey, representations| ResponseSpec { status, representations, ..ResponseSpec::default() };
    let input = OperationInput {
        verb: "GET".to_owned(),
        url_template: "/pets".to_owned(),
        display_name: "List".to_owned(),
        responses: vec![
            response(StatusKey::Default, vec![body("text/plain", "default", "")]),
            response(StatusKey::Class(4), vec![body("text/plain", "4xx", "")]),
            response(
                StatusKey::Code(200),
                vec![
                    body("application/json", "", r#"{"type":"boolean"}"#),
                    body("text/csv; header=present", "a,b", ""),
                ],
            ),
            response(StatusKey::Code(204), vec![]),
        ],
        ..OperationInput::default()
    };
    create_operation(&app.state, &Administrator::operator(), &api.id, input).await.unwrap();
    for (status, content_type, expected) in [
        (200, "", Some(("application/json", "true"))),
        (200, "text/csv", Some(("text/csv; header=present", "a,b"))),
        (200, "text/html", None),
        (404, "", Some(("text/plain", "4xx"))),
        (500, "", Some(("text/plain", "default"))),
        (204, "", Some(("", ""))),
        (204, "text/plain", None),
    ] {
        let answer = documented_answer(&app.state, &api.id, "list", status, content_type).await.unwrap();
        let found = answer.as_ref().map(|answer| (answer.content_type.as_str(), answer.body.as_str()));
        assert_eq!(found, expected, "{status} {content_type}");
    }
    assert_eq!(documented_answer(&app.state, &api.id, "none", 200, "").await.unwrap(), None);
}
