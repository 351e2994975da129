//! A server that gives prepared answers in order and records what arrives.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::recipes::context::Answer;

/// A request that arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arrived {
    pub(super) method: String,
    pub(super) target: String,
    /// The headers in small letters; values as bytes of UTF-8.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

/// A running server; it lives as long as the process.
pub(super) struct Server {
    pub(super) base: String,
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

impl Server {
    pub(super) fn start(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let arrived = Arc::new(Mutex::new(Vec::new()));
        let recorded = Arc::clone(&arrived);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let _ = serve(stream, &answers, &recorded);
            }
        });
        Self { base, arrived }
    }

    pub(super) fn take(&self) -> Vec<Arrived> {
        std::mem::take(&mut self.arrived.lock().unwrap())
    }
}

fn serve(stream: TcpStream, answers: &[Answer], recorded: &Mutex<Vec<Arrived>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut lines = Vec::new();
    loop {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        lines.push(line);
    }
    let mut words = lines[0].split(' ').map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let header =
        |line: &String| line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
    let headers: Vec<(String, String)> = lines.iter().skip(1).filter_map(header).collect();
    let value = |name: &str| headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
    let length = value("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    if value("expect").is_some() {
        (&stream).write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    let place = {
        let mut recorded = recorded.lock().unwrap();
        recorded.push(Arrived { method, target, headers, body });
        recorded.len() - 1
    };
    let unexpected = Answer { status: 599, ..Answer::default() };
    let answer = answers.get(place).unwrap_or(&unexpected);
    let mut head = format!("HTTP/1.1 {} Status\r\nConnection: close\r\n", answer.status);
    if answer.status != 204 {
        head.push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", answer.body.len()));
    }
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    (&stream).write_all([head.as_str(), "\r\n", &answer.body].concat().as_bytes())
}
