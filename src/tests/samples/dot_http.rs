//! Sends a `.http` file as editors do.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

/// Sends the file's request; answers what came back.
pub fn send(folder: &Path, text: &str) -> String {
    let is_before = |line: &&str| line.is_empty() || line.starts_with('#') || line.starts_with('@');
    let variables: Vec<(String, &str)> = text
        .split('\n')
        .take_while(is_before)
        .filter_map(|line| line.strip_prefix('@')?.split_once(" = "))
        .map(|(name, value)| (format!("{{{{{name}}}}}"), value))
        .collect();
    let mut lines = text.split('\n').skip_while(is_before);
    let filled = |text: &str| variables.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
    let first = filled(lines.next().unwrap());
    let mut words = first.split(' ');
    let (method, url) = (words.next().unwrap(), words.next().unwrap());
    let rest = url.strip_prefix("http://").unwrap();
    let (authority, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let slash = if target.starts_with('/') { "" } else { "/" };
    let mut head = format!("{method} {slash}{target} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n");
    for line in lines.by_ref().take_while(|line| !line.is_empty()) {
        head += &format!("{}\r\n", filled(line));
    }
    let end: &[u8] = if head.contains("multipart/form-data") { b"\r\n" } else { b"\n" };
    let mut body: Vec<u8> = Vec::new();
    let lines: Vec<&str> = lines.collect();
    let count = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
    for (place, line) in lines[..count].iter().enumerate() {
        if place > 0 {
            body.extend_from_slice(end);
        }
        match line.strip_prefix("< ./") {
            Some(name) => body.extend(std::fs::read(folder.join(name)).unwrap_or_default()),
            None => body.extend(filled(line).bytes()),
        }
    }
    let mut stream = TcpStream::connect(authority).unwrap();
    if !body.is_empty() {
        head += &format!("Content-Length: {}\r\n", body.len());
    }
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    stream.write_all(&body).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
