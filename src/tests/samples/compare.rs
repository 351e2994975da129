//! What of a recorded message differs from the request that it should be.

use std::path::Path;

use loggia::console::request::{Body, PartContent};
use loggia::console::samples::Language;

use crate::cases::Case;

/// A message that arrived.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The method.
    pub method: String,
    /// The path and the query as they arrived.
    pub target: String,
    /// The headers in order.
    pub headers: Vec<(String, String)>,
    /// The body without its framing.
    pub body: Vec<u8>,
}

impl Recorded {
    /// All values of a header, joined as RFC 9110 section 5.3 and RFC 6265 section 5.4 join them.
    fn header(&self, name: &str) -> Option<String> {
        joined(name, &self.headers)
    }
}

fn joined(name: &str, headers: &[(String, String)]) -> Option<String> {
    let values: Vec<&str> =
        headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str()).collect();
    let glue = if name.eq_ignore_ascii_case("cookie") { "; " } else { ", " };
    (!values.is_empty()).then(|| values.join(glue))
}

/// The headers that clients add by themselves.
const ADDED: [&str; 7] =
    ["host", "user-agent", "accept", "accept-encoding", "connection", "content-length", "transfer-encoding"];

/// Those that fetch adds in Node.js.
const ADDED_BY_FETCH: [&str; 2] = ["accept-language", "sec-fetch-mode"];

/// Everything that differs, in words.
pub fn differences(language: Language, case: &Case, recorded: &Recorded, folder: &Path) -> Vec<String> {
    let request = &case.request;
    let mut wrong = Vec::new();
    if recorded.method != request.method {
        wrong.push(format!("method {}", recorded.method));
    }
    let rest = request.url.split_once("://").unwrap().1;
    let target = &rest[rest.find(['/', '?']).unwrap_or(rest.len())..];
    let target = if target.starts_with('/') { target.to_owned() } else { format!("/{target}") };
    if recorded.target != target.split('#').next().unwrap() {
        wrong.push(format!("target {} not {target}", recorded.target));
    }
    for (name, _) in &request.headers {
        let (mut expected, mut got) = (joined(name, &request.headers), recorded.header(name));
        if language == Language::CSharp {
            // .NET Core 3.1 writes a space before every parameter of a value; .NET 5 and later do not.
            [&mut expected, &mut got].into_iter().flatten().for_each(|value| *value = value.replace("; ", ";"));
        }
        if expected != got {
            wrong.push(format!("header {name}: {got:?} not {expected:?}"));
        }
    }
    let is_multipart = matches!(request.body, Body::Multipart(_));
    let is_fetch = matches!(language, Language::JavaScript | Language::TypeScript);
    for (name, value) in &recorded.headers {
        let name = name.to_ascii_lowercase();
        let is_allowed = ADDED.contains(&name.as_str())
            || (is_fetch && ADDED_BY_FETCH.contains(&name.as_str()))
            || (is_multipart && name == "content-type")
            || joined(&name, &request.headers).is_some();
        if !is_allowed {
            wrong.push(format!("added {name}: {value}"));
        }
    }
    match &request.body {
        Body::None => same(&mut wrong, &recorded.body, b""),
        Body::Text(text) => same(&mut wrong, &recorded.body, text.as_bytes()),
        Body::File(file) => same(&mut wrong, &recorded.body, &std::fs::read(folder.join(&file.name)).unwrap()),
        Body::Multipart(parts) => {
            let expected: Vec<Sent> = parts
                .iter()
                .map(|part| match &part.content {
                    PartContent::Text(text) => Sent {
                        name: part.name.clone(),
                        file: None,
                        content_type: (!part.content_type.is_empty()).then(|| part.content_type.clone()),
                        content: text.clone().into_bytes(),
                    },
                    PartContent::File(file) => Sent {
                        name: part.name.clone(),
                        file: Some(file.name.clone()),
                        content_type: Some(match part.content_type.as_str() {
                            "" => "application/octet-stream".to_owned(),
                            other => other.to_owned(),
                        }),
                        content: std::fs::read(folder.join(&file.name)).unwrap(),
                    },
                })
                .collect();
            let content_type = recorded.header("content-type").unwrap_or_default();
            match content_type.split_once("boundary=") {
                Some((before, boundary)) if before.starts_with("multipart/form-data") => {
                    let got = parts_of(&recorded.body, boundary.trim_matches('"'));
                    if got.as_ref() != Some(&expected) {
                        wrong.push(format!("parts {got:?} not {expected:?}"));
                    }
                }
                _ => wrong.push(format!("type {content_type}")),
            }
        }
    }
    wrong
}

fn same(wrong: &mut Vec<String>, got: &[u8], expected: &[u8]) {
    if got != expected {
        let show = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            format!("{} bytes {:?}", bytes.len(), text.chars().take(150).collect::<String>())
        };
        wrong.push(format!("body {} not {}", show(got), show(expected)));
    }
}

/// A part as it was sent.
#[derive(Clone, PartialEq, Eq)]
struct Sent {
    name: String,
    file: Option<String>,
    content_type: Option<String>,
    content: Vec<u8>,
}

impl std::fmt::Debug for Sent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let content = String::from_utf8_lossy(&self.content);
        write!(f, "[{:?} {:?} {:?} {content:?}]", self.name, self.file, self.content_type)
    }
}

fn parts_of(body: &[u8], boundary: &str) -> Option<Vec<Sent>> {
    let delimiter = format!("\r\n--{boundary}");
    let mut whole = b"\r\n".to_vec();
    whole.extend_from_slice(body);
    let mut starts = Vec::new();
    let mut at = 0;
    while at + delimiter.len() <= whole.len() {
        if whole[at..].starts_with(delimiter.as_bytes()) {
            starts.push(at);
            at += delimiter.len();
        } else {
            at += 1;
        }
    }
    let mut parts = Vec::new();
    for pair in starts.windows(2) {
        let part = &whole[pair[0] + delimiter.len() + 2..pair[1]];
        let end = part.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&part[..end]).ok()?;
        let mut sent = Sent { name: String::new(), file: None, content_type: None, content: part[end + 4..].to_vec() };
        for line in head.split("\r\n") {
            let (name, value) = line.split_once(':')?;
            match name.to_ascii_lowercase().as_str() {
                "content-disposition" => {
                    sent.name = parameter(value, " name=")?;
                    sent.file = parameter(value, " filename=");
                }
                "content-type" => sent.content_type = Some(value.trim().to_owned()),
                "content-length" => {}
                _ => return None,
            }
        }
        parts.push(sent);
    }
    whole[*starts.last()? + delimiter.len()..].starts_with(b"--").then_some(parts)
}

/// A parameter of a `Content-Disposition`; escapes of libcurl's old and of WHATWG's kind are undone.
fn parameter(header: &str, name: &str) -> Option<String> {
    let value = header.split_once(name)?.1.strip_prefix('"')?;
    let mut text = String::new();
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' if matches!(chars.peek(), Some('"' | '\\')) => text.extend(chars.next()),
            _ => text.push(c),
        }
    }
    Some(text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"))
}
