//! A call and its answer as an HTTP Archive 1.2, which browsers' developer tools and other programs open
//! (<http://www.softwareishard.com/blog/har-12-spec/>).

use serde_json::{Value, json};

use super::model::{AnswerHead, Stages};
use super::request::{Body, MASK, NeutralRequest, PartContent};
use super::samples::text::{is_secret_name, masked};
use super::variables;
use crate::kernel::{Timestamp, base64};
use crate::paths;

/// The longest text of an answer that is searched for secrets, in bytes; a longer one is left out where they are masked.
const SEARCHED: usize = 1024 * 1024;

/// A call with what came back.
#[derive(Clone, Debug)]
pub struct Exchanged {
    /// The request.
    pub request: NeutralRequest,
    /// When it was sent.
    pub at: Timestamp,
    /// The beginning of the answer; `None` when none came.
    pub head: Option<AnswerHead>,
    /// How long the stages took.
    pub stages: Stages,
    /// How long reading the body took, in microseconds.
    pub body_time: u64,
    /// How long everything took, in microseconds.
    pub total: u64,
    /// How many bytes of body arrived, encoded; -1 when it is not known.
    pub received: i64,
    /// The body, decoded, as far as it is here.
    pub body: Vec<u8>,
    /// Whether that is not all of it.
    pub is_cut: bool,
}

/// The archive of `exchanged`, with dots in place of its secrets unless they are `revealed`. What only the server knows is
/// never in it.
#[must_use]
pub fn write(exchanged: &Exchanged, revealed: bool) -> String {
    let request = if revealed { without_unknown(&exchanged.request) } else { masked(&exchanged.request) };
    let version = exchanged.head.as_ref().map_or("", |head| head.version.as_str());
    let timings = timings(exchanged);
    let time: f64 = ["blocked", "dns", "connect", "send", "wait", "receive"]
        .iter()
        .filter_map(|stage| timings.get(*stage)?.as_f64().filter(|time| *time > 0.0))
        .sum();
    let archive = json!({"log": {
        "version": "1.2",
        "creator": {"name": "Loggia", "version": env!("CARGO_PKG_VERSION")},
        "entries": [{
            "startedDateTime": exchanged.at.rfc3339(),
            "time": time,
            "request": self::request(&request, version),
            "response": response(exchanged, revealed),
            "cache": {},
            "timings": timings,
        }],
    }});
    serde_json::to_string_pretty(&archive).unwrap_or_default()
}

fn without_unknown(request: &NeutralRequest) -> NeutralRequest {
    let mut request = request.clone();
    request.url = variables::masked(&request.url);
    for (_, value) in &mut request.headers {
        *value = variables::masked(value);
    }
    match &mut request.body {
        Body::Text(text) => *text = variables::masked(text),
        Body::Multipart(parts) => {
            for part in parts {
                if let PartContent::Text(text) = &mut part.content {
                    *text = variables::masked(text);
                }
            }
        }
        Body::None | Body::File(_) => {}
    }
    request
}

fn request(request: &NeutralRequest, version: &str) -> Value {
    let url = request.url.split('#').next().unwrap_or_default();
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        json!({"name": paths::decode(name), "value": paths::decode(value)})
    };
    let pairs: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect();
    let mut written = json!({
        "method": request.method,
        "url": url,
        "httpVersion": version,
        "cookies": [],
        "headers": headers(&request.headers),
        "queryString": pairs,
        "headersSize": -1,
        "bodySize": body_size(&request.body),
    });
    if let Some(data) = post_data(request) {
        written["postData"] = data;
    }
    written
}

fn headers(headers: &[(String, String)]) -> Vec<Value> {
    headers.iter().map(|(name, value)| json!({"name": name, "value": value})).collect()
}

fn body_size(body: &Body) -> i64 {
    let size = |size: u64| i64::try_from(size).unwrap_or(-1);
    match body {
        Body::None => 0,
        Body::Text(text) => size(u64::try_from(text.len()).unwrap_or_default()),
        Body::File(file) => size(file.size),
        // The boundary is the server's.
        Body::Multipart(_) => -1,
    }
}

fn post_data(request: &NeutralRequest) -> Option<Value> {
    let kind = request.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let kind = kind.map_or("", |(_, value)| value.as_str());
    match &request.body {
        Body::None => None,
        Body::Text(text) => Some(json!({"mimeType": kind, "text": text})),
        Body::File(file) => {
            Some(json!({"mimeType": kind, "text": "", "comment": format!("The bytes of the file {}", file.name)}))
        }
        Body::Multipart(parts) => {
            let params = parts.iter().map(|part| {
                let mut param = json!({"name": part.name});
                match &part.content {
                    PartContent::Text(text) => param["value"] = text.as_str().into(),
                    PartContent::File(file) => param["fileName"] = file.name.as_str().into(),
                }
                if !part.content_type.is_empty() {
                    param["contentType"] = part.content_type.as_str().into();
                }
                param
            });
            let params: Vec<_> = params.collect();
            Some(json!({"mimeType": "multipart/form-data", "params": params, "text": ""}))
        }
    }
}

fn response(exchanged: &Exchanged, revealed: bool) -> Value {
    // As browsers write a call without an answer.
    let Some(head) = &exchanged.head else {
        return json!({
            "status": 0, "statusText": "", "httpVersion": "", "cookies": [], "headers": [],
            "content": {"size": 0, "mimeType": "x-unknown"},
            "redirectURL": "", "headersSize": -1, "bodySize": -1,
        });
    };
    let is_secret = |name: &str| name.eq_ignore_ascii_case("set-cookie") || is_secret_name(name);
    let shown = |(name, value): &(String, String)| {
        let value = if revealed || !is_secret(name) { value.as_str() } else { MASK };
        json!({"name": name, "value": value})
    };
    let location = head.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("location"));
    json!({
        "status": head.status,
        "statusText": head.reason,
        "httpVersion": head.version,
        "cookies": [],
        "headers": head.headers.iter().map(shown).collect::<Vec<_>>(),
        "content": content(exchanged, head, revealed),
        "redirectURL": location.map_or("", |(_, value)| value.as_str()),
        "headersSize": -1,
        "bodySize": exchanged.received,
    })
}

fn content(exchanged: &Exchanged, head: &AnswerHead, revealed: bool) -> Value {
    let body = &exchanged.body;
    let mut content = json!({
        "size": body.len(),
        "mimeType": head.content_type.as_deref().unwrap_or("application/octet-stream"),
    });
    if exchanged.is_cut {
        content["comment"] = "Only a part of the body is here.".into();
    }
    match std::str::from_utf8(body) {
        Ok(text) if revealed => content["text"] = text.into(),
        Ok(text) if text.len() <= SEARCHED => content["text"] = without_secrets(text).into(),
        Ok(_) => content["comment"] = "The body is too long to be searched for secrets, and was left out.".into(),
        Err(_) => {
            content["text"] = base64::encode(body).into();
            content["encoding"] = "base64".into();
        }
    }
    content
}

/// `text` with dots in place of what is called like a secret.
fn without_secrets(text: &str) -> String {
    let as_request = NeutralRequest {
        method: String::new(),
        url: String::new(),
        headers: Vec::new(),
        body: Body::Text(text.to_owned()),
        secrets: Vec::new(),
    };
    match masked(&as_request).body {
        Body::Text(text) => text,
        _ => String::new(),
    }
}

/// The stages in milliseconds; -1 for those that there were not.
fn timings(exchanged: &Exchanged) -> Value {
    let Stages { queue, name, connect, first_byte } = exchanged.stages;
    let known = [Some(queue), name, connect, first_byte, Some(exchanged.body_time)];
    let portal = exchanged.total.saturating_sub(known.into_iter().flatten().sum());
    let stage = |micros: Option<u64>| micros.map_or(-1.0, milliseconds);
    json!({
        // What the portal itself took is in it.
        "blocked": milliseconds(queue + portal),
        "dns": stage(name),
        "connect": stage(connect),
        "ssl": -1,
        "send": 0,
        "wait": milliseconds(first_byte.unwrap_or_default()),
        "receive": milliseconds(exchanged.body_time),
        "comment": "Measured on the portal's server. Connecting includes TLS.",
    })
}

#[expect(clippy::cast_precision_loss, reason = "no call takes thousands of years")]
fn milliseconds(micros: u64) -> f64 {
    micros as f64 / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchanged() -> Exchanged {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Exchanged {
            request: NeutralRequest {
                method: "POST".to_owned(),
                url: "https://backend.example/a%20b?page=2&api_key=hush1&q=%C5%BC".to_owned(),
                headers: vec![pair("Authorization", "Bearer hush2"), pair("Content-Type", "application/json")],
                body: Body::Text(r#"{"password":"hush3","n":1.0}"#.to_owned()),
                secrets: vec![],
            },
            at: Timestamp(1_795_253_405_123),
            head: Some(AnswerHead {
                url: "https://backend.example/".to_owned(),
                status: 201,
                reason: "Created".to_owned(),
                version: "HTTP/2".to_owned(),
                headers: vec![pair("set-cookie", "session=hush4"), pair("location", "/new")],
                content_type: Some("application/json".to_owned()),
                stages: Stages::default(),
                redirect: None,
                trace: None,
            }),
            stages: Stages { queue: 1_000, name: None, connect: Some(2_000), first_byte: Some(30_000) },
            body_time: 4_000,
            total: 40_000,
            received: 20,
            body: br#"{"access_token":"hush5","name":"x"}"#.to_vec(),
            is_cut: false,
        }
    }

    #[test]
    fn it_is_an_archive_as_specified() {
        let archive: Value = serde_json::from_str(&write(&exchanged(), true)).unwrap();
        let entry = &archive["log"]["entries"][0];
        assert_eq!((&archive["log"]["version"], &archive["log"]["creator"]["name"]), (&json!("1.2"), &json!("Loggia")));
        assert_eq!(entry["startedDateTime"], "2026-11-21T09:30:05.123Z");
        assert_eq!(entry["time"], 40.0);
        for (stage, time) in [("blocked", 4.0), ("dns", -1.0), ("connect", 2.0), ("wait", 30.0), ("receive", 4.0)] {
            assert_eq!(entry["timings"][stage], time, "{stage}");
        }
        let request = &entry["request"];
        assert_eq!((&request["method"], &request["httpVersion"]), (&json!("POST"), &json!("HTTP/2")));
        assert_eq!(request["queryString"][2], json!({"name": "q", "value": "ż"}));
        assert_eq!(
            request["postData"],
            json!({"mimeType": "application/json", "text": "{\"password\":\"hush3\",\"n\":1.0}"})
        );
        assert_eq!(request["bodySize"], 28);
        let response = &entry["response"];
        assert_eq!((&response["status"], &response["redirectURL"]), (&json!(201), &json!("/new")));
        assert_eq!((&response["bodySize"], &response["content"]["size"]), (&json!(20), &json!(35)));
        for member in ["cookies", "headers", "queryString", "headersSize"] {
            assert!(request.get(member).is_some(), "request.{member}");
        }
        for member in ["cookies", "headers", "statusText", "httpVersion", "headersSize"] {
            assert!(response.get(member).is_some(), "response.{member}");
        }
    }

    #[test]
    fn secrets_are_in_it_only_when_they_are_asked_for() {
        let revealed = write(&exchanged(), true);
        let masked = write(&exchanged(), false);
        for secret in ["hush1", "hush2", "hush3", "hush4", "hush5"] {
            assert!(revealed.contains(secret), "{secret}");
            assert!(!masked.contains(secret), "{secret}: {masked}");
        }
        assert!(masked.contains("1.0") && masked.contains("page=2"), "nothing else is");
        let long = Exchanged { body: vec![b'a'; SEARCHED + 1], ..exchanged() };
        assert!(!write(&long, false).contains("aaaa"));
    }

    #[test]
    fn bytes_are_in_base64_and_a_call_without_an_answer_is_one_too() {
        let bytes: Value =
            serde_json::from_str(&write(&Exchanged { body: vec![0xff, 0], ..exchanged() }, false)).unwrap();
        let content = &bytes["log"]["entries"][0]["response"]["content"];
        assert_eq!((&content["text"], &content["encoding"]), (&json!("/wA="), &json!("base64")));
        let failed: Value = serde_json::from_str(&write(&Exchanged { head: None, ..exchanged() }, false)).unwrap();
        assert_eq!(failed["log"]["entries"][0]["response"]["status"], 0);
    }
}
