//! A server that records what arrives, byte for byte.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::compare::Recorded;

/// What every answer says.
pub const ANSWER: &str = "recorded";

/// A running server.
pub struct Echo {
    /// Its port on 127.0.0.1.
    pub port: u16,
    status: Arc<Mutex<u16>>,
    recorded: Arc<Mutex<Vec<Recorded>>>,
}

impl Echo {
    /// Starts one that lives as long as the process.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let status = Arc::new(Mutex::new(200));
        let recorded = Arc::new(Mutex::new(Vec::new()));
        let echo = Self { port, status: Arc::clone(&status), recorded: Arc::clone(&recorded) };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (status, recorded) = (Arc::clone(&status), Arc::clone(&recorded));
                std::thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
                    if let Some(message) = read(&mut stream) {
                        let is_head = message.method == "HEAD";
                        recorded.lock().unwrap().push(message);
                        answer(&mut stream, *status.lock().unwrap(), is_head);
                    }
                });
            }
        });
        echo
    }

    /// Sets the status of the answers to come and forgets what arrived.
    pub fn expect(&self, status: u16) {
        *self.status.lock().unwrap() = status;
        self.recorded.lock().unwrap().clear();
    }

    /// What arrived.
    pub fn take(&self) -> Vec<Recorded> {
        std::mem::take(&mut self.recorded.lock().unwrap())
    }
}

fn answer(stream: &mut TcpStream, status: u16, is_head: bool) {
    let location = if status == 302 { "Location: /redirected\r\n" } else { "" };
    let body = if is_head { "" } else { ANSWER };
    let head = format!(
        "HTTP/1.1 {status} Status\r\n{location}Content-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes());
}

fn read(stream: &mut TcpStream) -> Option<Recorded> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        more(stream, &mut bytes)?;
    };
    let head = bytes[..end].to_vec();
    let mut rest = bytes[end + 4..].to_vec();
    let mut lines =
        head.split(|&byte| byte == b'\n').map(|line| String::from_utf8_lossy(line).trim_end_matches('\r').to_owned());
    let first = lines.next()?;
    let mut words = first.splitn(2, ' ');
    let method = words.next()?.to_owned();
    let target = words.next()?.rsplit_once(' ')?.0.to_owned();
    let headers: Vec<(String, String)> = lines
        .map(|line| {
            line.split_once(':').map(|(name, value)| (name.to_owned(), value.trim_matches([' ', '\t']).to_owned()))
        })
        .collect::<Option<_>>()?;
    let header = |name: &str| {
        headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    };
    if header("expect").is_some() {
        let _ = stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n");
    }
    let body = if header("transfer-encoding").is_some_and(|value| value.contains("chunked")) {
        chunked(stream, &mut rest)?
    } else {
        let length = header("content-length").map_or(0, |value| value.parse().unwrap());
        while rest.len() < length {
            more(stream, &mut rest)?;
        }
        rest
    };
    Some(Recorded { method, target, headers, body })
}

fn chunked(stream: &mut TcpStream, rest: &mut Vec<u8>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = loop {
            if let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
                break end;
            }
            more(stream, rest)?;
        };
        let length =
            usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim(), 16).ok()?;
        while rest.len() < end + 4 + length {
            more(stream, rest)?;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest.drain(..end + 4 + length);
        if length == 0 {
            return Some(body);
        }
    }
}

fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let mut buffer = [0; 65536];
    match stream.read(&mut buffer) {
        Ok(0) | Err(_) => None,
        Ok(count) => {
            bytes.extend_from_slice(&buffer[..count]);
            Some(())
        }
    }
}
