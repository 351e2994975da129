//! Bodies with files in them.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use bytes::Bytes;
use loggia::catalog::model::{Location, Parameter, ParameterType};
use loggia::console::model::{ConsoleRequest, FileInput, NamedValue, PartValue, RequestBody, RequestPart};

use super::support::{Backend, Portal, Then, answer_with, operation};
use crate::support::Answer;

/// What a browser's boundary looks like.
const BOUNDARY: &str = "----WebKitFormBoundaryx";

async fn portal() -> (Backend, Portal) {
    let backend = Backend::answering(answer_with("", b"{}"), Then::Close).await;
    let portal = Portal::with(backend.address, operation("POST", "/upload", vec![]), |_| ()).await;
    (backend, portal)
}

fn file(name: &str, size: usize) -> Option<FileInput> {
    Some(FileInput { name: name.to_owned(), size: size as u64 })
}

fn part(name: &str, content_type: &str, value: PartValue) -> RequestPart {
    RequestPart { name: name.to_owned(), content_type: content_type.to_owned(), value }
}

/// The form that a browser makes of a call and files.
fn form(request: &ConsoleRequest, files: &[&[u8]]) -> Vec<u8> {
    let call = serde_json::to_string(request).unwrap();
    let mut form =
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"call\"\r\n\r\n{call}\r\n").into_bytes();
    for bytes in files {
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"x\"\r\nContent-Type: text/plain";
        form.extend_from_slice(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").as_bytes());
        form.extend_from_slice(bytes);
        form.extend_from_slice(b"\r\n");
    }
    form.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    form
}

async fn upload(portal: &Portal, form: impl Into<Body>) -> Answer {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let request = portal.app.request(Method::POST, "/console/upload").header(header::CONTENT_TYPE, kind);
    portal.app.send(request.body(form.into()).unwrap()).await
}

#[tokio::test]
async fn a_file_is_sent_as_it_is() {
    let (backend, portal) = portal().await;
    let mut request = portal.request();
    request.body = Some(RequestBody::File { content_type: "image/png".to_owned(), file: file("a.png", 5) });
    let answer = upload(&portal, form(&request, &[b"\x89PNG\n"])).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let head = backend.head();
    assert!(head.contains(&"content-length: 5".to_owned()) && head.contains(&"content-type: image/png".to_owned()));
    assert!(backend.requests()[0].ends_with("PNG\n"), "{:?}", backend.requests());
}

#[tokio::test]
async fn parts_keep_their_order_names_and_types() {
    let (backend, portal) = portal().await;
    let mut request = portal.request();
    request.body = Some(RequestBody::Multipart {
        parts: vec![
            part("na\"me", "", PartValue::Text("a\r\nb".to_owned())),
            part("first", "text/csv", PartValue::File(file("ü \"1\".csv", 3))),
            part("", "", PartValue::Text(String::new())),
            part("json", "application/json", PartValue::Text("{}".to_owned())),
            part("second", "", PartValue::File(file("2.bin", 0))),
        ],
    });
    let answer = upload(&portal, form(&request, &[b"1,2", b""])).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let request = &backend.requests()[0];
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let boundary = head.split_once("multipart/form-data; boundary=").unwrap().1.lines().next().unwrap();
    let expected = "--B\r\nContent-Disposition: form-data; name=\"na%22me\"\r\n\r\na\r\nb\r\n\
        --B\r\nContent-Disposition: form-data; name=\"first\"; filename=\"ü %221%22.csv\"\r\nContent-Type: text/csv\r\n\r\n1,2\r\n\
        --B\r\nContent-Disposition: form-data; name=\"json\"\r\nContent-Type: application/json\r\n\r\n{}\r\n\
        --B\r\nContent-Disposition: form-data; name=\"second\"; filename=\"2.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n\
        --B--\r\n";
    assert_eq!(body.replace(boundary, "B"), expected);
    assert!(head.to_lowercase().contains(&format!("content-length: {}", body.len())), "{head}");
}

#[tokio::test]
async fn parts_without_files_need_no_form() {
    let (backend, portal) = portal().await;
    let mut request = portal.request();
    request.body = Some(RequestBody::Multipart { parts: vec![part("a", "", PartValue::Text("b".to_owned()))] });
    request.headers = vec![("Content-Type".to_owned(), "multipart/form-data; boundary=mine".to_owned())];
    portal.send(&request).await;
    let sent = &backend.requests()[0];
    assert!(sent.contains("name=\"a\"\r\n\r\nb\r\n--") && !sent.contains("mine"), "{sent}");
}

#[tokio::test]
async fn files_that_are_not_what_was_announced_end_the_call() {
    let (_backend, portal) = portal().await;
    let mut request = portal.request();
    request.body = Some(RequestBody::File { content_type: String::new(), file: file("a", 5) });
    for files in [vec![], vec![b"abc".as_slice()], vec![b"abcdefg".as_slice()]] {
        let answer = upload(&portal, form(&request, &files)).await;
        assert_eq!(answer.status, StatusCode::OK, "the stream says what failed");
        assert!(portal.read(&answer).fail().total > 0);
    }
    let answer = portal.post(&request).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "without a form there is no file");
    for text in [format!("--{BOUNDARY}--"), String::new(), "--x\r\n\r\n".to_owned()] {
        assert_eq!(upload(&portal, text).await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_part_needs_a_name_and_a_file_must_be_chosen() {
    let (backend, portal) = portal().await;
    let mut request = portal.request();
    request.body = Some(RequestBody::Multipart {
        parts: vec![part("", "", PartValue::Text("b".to_owned())), part("a", "", PartValue::File(None))],
    });
    let answer = portal.post(&request).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("parts.0.name") && answer.text().contains("parts.1.value"), "{}", answer.text());
    assert!(backend.requests().is_empty());
}

#[tokio::test]
async fn a_long_file_is_passed_on_while_it_comes() {
    let (backend, portal) = portal().await;
    let mut request = portal.request();
    let size = 40 << 20;
    request.body = Some(RequestBody::File { content_type: String::new(), file: file("a", size) });
    let whole = Bytes::from(form(&request, &[&vec![b'a'; size]]));
    let pieces = (0..whole.len())
        .step_by(64 << 10)
        .map(move |at| Ok::<_, std::io::Error>(whole.slice(at..whole.len().min(at + (64 << 10)))));
    let answer = upload(&portal, Body::from_stream(futures_util::stream::iter(pieces))).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(portal.read(&answer).head().status, 200);
    assert_eq!(
        backend.requests()[0].split_once("\r\n\r\n").unwrap().1.len(),
        size,
        "longer than a call with its body may be"
    );
}

#[tokio::test]
async fn lists_and_objects_are_sent_in_their_style_and_no_header_breaks_out() {
    let backend = Backend::answering(answer_with("", b"{}"), Then::Close).await;
    let parameter = |name: &str, location, kind, style: &str| Parameter {
        name: name.to_owned(),
        location,
        kind,
        style: style.to_owned(),
        ..Parameter::default()
    };
    let parameters = vec![
        parameter("ids", Location::Query, ParameterType::Array, ""),
        parameter("filter", Location::Query, ParameterType::Object, "deepObject"),
        parameter("X-Ids", Location::Header, ParameterType::Array, ""),
    ];
    let portal = Portal::with(backend.address, operation("GET", "/call?ids={ids}", parameters), |_| ()).await;
    let mut request = portal.request();
    let value =
        |name: &str, location, value: &str| NamedValue { name: name.to_owned(), location, value: value.to_owned() };
    request.parameters = vec![
        value("ids", Location::Query, "1,2"),
        value("filter", Location::Query, r#"{"a": "x y", "b": 2}"#),
        value("X-Ids", Location::Header, "[\"a\", \"b\"]"),
    ];
    portal.send(&request).await;
    let head = backend.head();
    assert_eq!(head[0], "get /base/call?ids=1&ids=2&filter%5ba%5d=x%20y&filter%5bb%5d=2 http/1.1");
    assert!(head.contains(&"x-ids: a,b".to_owned()));

    request.parameters[2].value = r#"["a\r\nEvil: 1"]"#.to_owned();
    let answer = portal.post(&request).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("header.X-Ids"), "{}", answer.text());
}
