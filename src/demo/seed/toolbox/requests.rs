//! The operations that show what was sent.

use super::get;
use crate::catalog::model::{OperationInput, Parameter, ParameterType};
use crate::demo::seed::parts::{JSON, body, header, in_query, response};

pub(super) fn operations() -> Vec<OperationInput> {
    let echoed = || body(JSON, "", include_str!("echo.schema.json"));
    let marker = Parameter { required: false, ..header("X-Demo", "seen by the backend", "Any header: it is echoed.") };
    let echo = OperationInput {
        verb: "POST".to_owned(),
        url_template: "/echo".to_owned(),
        display_name: "Echo a request".to_owned(),
        description: "Answers with everything that arrived: method, path, query, headers and body. Send whatever you \
                      like, in any content type; bytes that are not UTF-8 come back in Base64."
            .to_owned(),
        parameters: vec![marker],
        bodies: vec![
            body(JSON, include_str!("echo_request.json").trim_end(), ""),
            body("text/plain", "Any text", ""),
            body("application/x-www-form-urlencoded", "greeting=hello&name=world", ""),
        ],
        responses: vec![response(200, "What arrived.", vec![echoed()])],
        ..OperationInput::default()
    };
    let text = in_query("text", ParameterType::String, "50% of a & b = ?", "Any text: see how it is encoded.");
    let echo_query = get(
        "/echo?text={text}",
        "Echo a query",
        "Answers with everything that arrived. The default text shows that reserved characters survive the journey.",
        vec![text],
        ("What arrived.", echoed()),
    );
    vec![echo, echo_query]
}
