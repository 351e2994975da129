//! The operations that show what can happen to a call.

use super::get;
use crate::catalog::model::{OperationInput, ParameterType, ResponseHeader, ResponseSpec};
use crate::demo::seed::parts::{JSON, body, in_path, pretty, response};

pub(super) fn operations() -> Vec<OperationInput> {
    vec![status(), delay(), redirect(), truncated()]
}

fn status() -> OperationInput {
    let description = "The status to answer with, from 200 to 599.";
    OperationInput {
        verb: "GET".to_owned(),
        url_template: "/status/{code}".to_owned(),
        display_name: "Choose a status".to_owned(),
        description: "Answers with the status that you choose. 204, 205 and 304 come without content.".to_owned(),
        parameters: vec![in_path("code", ParameterType::Integer, "418", description)],
        responses: vec![
            response(200, "The status, when you choose 200.", vec![body(JSON, "", "")]),
            response(400, "The code is not a number from 200 to 599.", vec![body(JSON, "", "")]),
            response(418, "The status, when you choose 418.", vec![body(JSON, pretty(teapot()), "")]),
        ],
        ..OperationInput::default()
    }
}

fn teapot() -> serde_json::Value {
    serde_json::json!({ "status": 418, "reason": "I'm a teapot" })
}

fn delay() -> OperationInput {
    get(
        "/delay/{seconds}",
        "Wait",
        "Answers after a while. Use it to see a call run, and **Cancel** to end it early.",
        vec![in_path("seconds", ParameterType::Number, "2", "How long to wait, from 0 to 60 seconds.")],
        ("The time is over.", body(JSON, pretty(serde_json::json!({ "delayed_seconds": 2.0 })), "")),
    )
}

fn redirect() -> OperationInput {
    let location = ResponseHeader {
        name: "Location".to_owned(),
        description: "Where it points to.".to_owned(),
        ..ResponseHeader::default()
    };
    OperationInput {
        verb: "GET".to_owned(),
        url_template: "/redirect".to_owned(),
        display_name: "Redirect".to_owned(),
        description: "Points to the echo operation. The console shows the redirect and does not follow it.".to_owned(),
        responses: vec![ResponseSpec {
            headers: vec![location],
            ..response(302, "The resource is elsewhere.", Vec::new())
        }],
        ..OperationInput::default()
    }
}

fn truncated() -> OperationInput {
    get(
        "/truncated",
        "Break off",
        "Begins an answer and closes the connection in the middle of it. The console says so.",
        Vec::new(),
        ("The beginning of a JSON document.", body(JSON, "", "")),
    )
}
