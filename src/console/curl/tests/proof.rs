//! Proof that a command asks for what curl itself sends: each runs through bash and curl to a server of the test.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use super::commands::{REFUSED, SENT};
use super::*;

/// What was sent.
struct Sent {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// A server that hands on what it gets.
fn server() -> (u16, Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut bytes = Vec::new();
            let mut buffer = [0; 4096];
            loop {
                let count = stream.read(&mut buffer).unwrap_or(0);
                bytes.extend(buffer.iter().take(count));
                if count == 0 || is_complete(&bytes) {
                    break;
                }
            }
            let _ = sender.send(bytes);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    (port, receiver)
}

fn split(bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    Some((String::from_utf8_lossy(&bytes[..end]).into_owned(), bytes[end + 4..].to_vec()))
}

fn is_complete(bytes: &[u8]) -> bool {
    let Some((head, body)) = split(bytes) else { return false };
    let length =
        head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:").map(str::to_owned));
    body.len() >= length.map_or(0, |length| length.trim().parse().unwrap())
}

fn sent(bytes: &[u8]) -> Sent {
    let (head, body) = split(bytes).unwrap();
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap().split(' ');
    let (method, target) = (first.next().unwrap().to_owned(), first.next().unwrap().to_owned());
    let headers = lines
        .map(|line| line.split_once(':').unwrap())
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    Sent { method, target, headers, body }
}

/// The headers that are compared, sorted by name.
fn compared(headers: &[(String, String)]) -> Vec<(String, String)> {
    let mut kept: Vec<(String, String)> = headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()))
        .filter(|(name, value)| match name.as_str() {
            "host" | "accept-encoding" | "content-length" | "expect" => false,
            "user-agent" => !value.starts_with("curl/"),
            "accept" => value != "*/*",
            "content-type" => !value.starts_with("multipart/form-data"),
            _ => true,
        })
        .collect();
    kept.sort_by(|a, b| a.0.cmp(&b.0));
    kept
}

/// A folder with the files that the commands name.
fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("curl-proof-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in [("f.txt", "one\r\ntwo\n"), ("p.json", "{\"a\": 1}\n"), ("a,b.txt", "comma"), ("c.jar", "")] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder
}

/// Runs a command; `None` if nothing was sent.
fn run(command: &str, folder: &Path, requests: &Receiver<Vec<u8>>) -> Option<Sent> {
    let status = Command::new("timeout")
        .args(["10", "bash", "-c", command])
        .current_dir(folder)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    let requests: Vec<_> = requests.try_iter().collect();
    assert!(requests.len() <= 1, "{command}: {status:?}");
    requests.first().map(|bytes| sent(bytes))
}

/// A field of a multipart body: name, file's name, media type, content.
type Field = (String, Option<String>, Option<String>, Vec<u8>);

fn fields(sent: &Sent) -> Vec<Field> {
    let kind = &sent.headers.iter().find(|(name, _)| name == "content-type").unwrap().1;
    let boundary = format!("--{}", kind.split_once("boundary=").unwrap().1);
    let body = String::from_utf8(sent.body.clone()).unwrap();
    let pieces: Vec<&str> = body.split(&boundary).collect();
    pieces[1..pieces.len() - 1]
        .iter()
        .map(|piece| {
            let (head, content) = piece.split_once("\r\n\r\n").unwrap();
            let value = |key: &str| {
                let (_, after) = head.split_once(&format!("{key}=\""))?;
                Some(after.split('"').next().unwrap().to_owned())
            };
            let kind = head.lines().find_map(|line| line.strip_prefix("Content-Type: ").map(str::to_owned));
            let content = content.strip_suffix("\r\n").unwrap().as_bytes().to_vec();
            (value("; name").unwrap_or_default(), value("filename"), kind, content)
        })
        .collect()
}

fn check_fields(command: &str, parts: &[Part], sent: &Sent, folder: &Path, notes: &[Note]) {
    let fields = fields(sent);
    assert_eq!(parts.len(), fields.len(), "{command}");
    for (part, (name, file_name, kind, content)) in parts.iter().zip(fields) {
        assert_eq!(part.name, name, "{command}");
        match &part.content {
            PartContent::Text(text) => {
                assert_eq!(text.as_bytes(), content, "{command}");
                assert_eq!(file_name, None, "{command}");
                assert_eq!(part.content_type, kind.unwrap_or_default(), "{command}");
            }
            PartContent::File(file) => {
                if !notes.iter().any(|note| matches!(note, Note::FileAsText { .. })) {
                    assert_eq!(Some(&file.name), file_name.as_ref(), "{command}");
                }
                if !part.content_type.is_empty() {
                    assert_eq!(Some(&part.content_type), kind.as_ref(), "{command}");
                }
                if let Ok(bytes) = std::fs::read(folder.join(&file.name)) {
                    assert_eq!(bytes, content, "{command}");
                }
            }
        }
    }
}

fn check(template: &str, port: u16, folder: &Path, requests: &Receiver<Vec<u8>>) {
    let command = template.replace("HOST", &format!("127.0.0.1:{port}"));
    let sent = run(&command, folder, requests).unwrap_or_else(|| panic!("nothing sent: {command}"));
    let read = read(&command);
    assert_eq!(read.method, sent.method, "{command}");
    let rest = read.url.strip_prefix(&format!("http://127.0.0.1:{port}")).unwrap_or_else(|| panic!("{}", read.url));
    assert_eq!(rest, sent.target, "{command}");
    assert_eq!(compared(&read.headers), compared(&sent.headers), "{command}");
    let text = String::from_utf8_lossy(&sent.body).into_owned();
    match &read.body {
        Body::None => assert_eq!(text, "", "{command}"),
        Body::Text(body) => assert_eq!(body, &text, "{command}"),
        Body::File(file) => {
            let mut content = std::fs::read_to_string(folder.join(&file.name)).unwrap();
            if read.notes.iter().any(|note| matches!(note, Note::FileInOneLine { .. })) {
                content.retain(|c| !matches!(c, '\r' | '\n'));
            }
            assert_eq!(content, text, "{command}");
        }
        Body::Multipart(parts) => check_fields(&command, parts, &sent, folder, &read.notes),
    }
}

#[test]
fn commands_ask_for_what_curl_sends() {
    let (port, requests) = server();
    let folder = folder();
    let mut failures = Vec::new();
    for template in SENT {
        let checked =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(template, port, &folder, &requests)));
        if checked.is_err() {
            failures.push(*template);
        }
    }
    for template in REFUSED {
        let command = template.replace("HOST", &format!("127.0.0.1:{port}"));
        if run(&command, &folder, &requests).is_some() || parse(&command).is_ok() {
            failures.push(template);
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
    assert!(SENT.len() >= 60);
    assert!(failures.is_empty(), "{} of {}: {failures:#?}", failures.len(), SENT.len() + REFUSED.len());
}
