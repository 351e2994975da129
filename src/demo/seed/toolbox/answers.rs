//! The operations that show what an answer can look like.

use super::get;
use crate::catalog::model::{OperationInput, ParameterType, ResponseHeader};
use crate::demo::seed::parts::{JSON, body, in_query, pretty, response};
use crate::demo::toolbox::{GZIP_CONTENT, repeated_headers};

pub(super) fn operations() -> Vec<OperationInput> {
    vec![image(), gzip(), large(), stream(), headers(), bytes(), latin1(), empty()]
}

fn image() -> OperationInput {
    let description = "Answers with a picture in PNG.";
    get("/image", "Image", description, Vec::new(), ("A picture.", body("image/png", "", "")))
}

fn gzip() -> OperationInput {
    let description = "Answers with JSON in gzip, whatever the request accepts. The console decodes it.";
    get("/gzip", "Gzip", description, Vec::new(), ("JSON, compressed.", body(JSON, GZIP_CONTENT, "")))
}

fn large() -> OperationInput {
    let kilobytes = "The length of the answer in kilobytes of 1,024 bytes, from 1 to 32768.";
    get(
        "/large?kilobytes={kilobytes}",
        "Large JSON",
        "Answers with a JSON array of exactly the length that you choose, always the same. Beyond 10 MiB the console \
         shows the beginning and offers the whole as a download.",
        vec![in_query("kilobytes", ParameterType::Integer, "1024", kilobytes)],
        ("An array of numbers and their squares.", body(JSON, "", include_str!("large.schema.json"))),
    )
}

fn stream() -> OperationInput {
    let interval = "How many milliseconds pass between two lines, from 0 to 5000.";
    get(
        "/stream?lines={lines}&interval={interval}",
        "Slow stream",
        "Answers with one JSON object a line (NDJSON), with a pause before each.",
        vec![
            in_query("lines", ParameterType::Integer, "10", "How many lines to send, from 1 to 1000."),
            in_query("interval", ParameterType::Integer, "500", interval),
        ],
        ("The lines, as they are made.", body("application/x-ndjson", "", "")),
    )
}

fn headers() -> OperationInput {
    let mut operation = get(
        "/headers",
        "Repeated headers",
        "Answers with headers that are repeated. Cookies are shown and not kept.",
        Vec::new(),
        ("The names of the repeated headers.", body(JSON, pretty(repeated_headers()), "")),
    );
    let named = |name: &str| ResponseHeader {
        name: name.to_owned(),
        description: "Repeated.".to_owned(),
        ..ResponseHeader::default()
    };
    if let Some(response) = operation.responses.first_mut() {
        response.headers = vec![named("Set-Cookie"), named("X-Repeated")];
    }
    operation
}

fn bytes() -> OperationInput {
    let description = "Answers with 1,024 bytes that are no text. The console offers them as a download.";
    get("/bytes", "Bytes", description, Vec::new(), ("Bytes.", body("application/octet-stream", "", "")))
}

fn latin1() -> OperationInput {
    let description = "Answers with a text in ISO 8859-1. The console shows its letters as they are meant.";
    let answer = body("text/plain; charset=iso-8859-1", "Grüße aus Österreich, garçon: ½ £ 3", "");
    get("/latin1", "Text in ISO 8859-1", description, Vec::new(), ("A text.", answer))
}

fn empty() -> OperationInput {
    OperationInput {
        verb: "GET".to_owned(),
        url_template: "/empty".to_owned(),
        display_name: "Nothing".to_owned(),
        description: "Answers without content.".to_owned(),
        responses: vec![response(204, "There is nothing to say.", Vec::new())],
        ..OperationInput::default()
    }
}
