//! Judging the head of a request (RFC 9112), stricter than `hyper` where two programs could understand it differently.

use axum::http::uri::{Authority, Uri};
use axum::http::{Request as WholeRequest, StatusCode};
use httparse::{EMPTY_HEADER, Error, Header, Request, Status};

/// The most headers that are taken; above it, 431. Also what `hyper` takes.
pub(super) const HEADERS: usize = 100;

/// How the body of a request is delimited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// By the number of its bytes.
    Length(u64),
    /// By chunks (RFC 9112 section 7.1).
    Chunked,
}

/// A head that is in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) body: Body,
    /// Whether it asks for another protocol (RFC 9110 section 7.8).
    pub(super) asks_for_change: bool,
}

/// Why a request is not handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    /// For the log.
    pub(super) reason: &'static str,
}

impl Refusal {
    pub(super) const fn new(status: StatusCode, reason: &'static str) -> Self {
        Self { status, reason }
    }

    pub(super) const fn bad(reason: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, reason)
    }
}

/// Judges a complete head whose lines end in CR LF, with its empty line.
pub(super) fn judge(head: &[u8]) -> Result<Head, Refusal> {
    let mut headers = [EMPTY_HEADER; HEADERS];
    let mut request = Request::new(&mut headers);
    match request.parse(head) {
        Ok(Status::Complete(length)) if length == head.len() => {}
        Ok(_) => return Err(Refusal::bad("the head ends elsewhere")),
        Err(Error::TooManyHeaders) => {
            return Err(Refusal::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "too many headers"));
        }
        Err(_) => return Err(Refusal::bad("not HTTP/1")),
    }
    let (method, target) = (request.method.unwrap_or_default(), request.path.unwrap_or_default());
    // Some programs between us and the client take `a_b` for `a-b` (CVE-2025-64484).
    if request.headers.iter().any(|header| header.name.contains('_')) {
        return Err(Refusal::bad("a header name with an underscore"));
    }
    let host = host(request.headers)?;
    check_target(method, target, host)?;
    let body = body(request.headers, request.version)?;
    if matches!(method, "CONNECT" | "TRACE") {
        return Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "CONNECT or TRACE"));
    }
    let asks_for_change = request.version == Some(1) && values(request.headers, "upgrade").next().is_some();
    Ok(Head { body, asks_for_change })
}

/// The same for a request of HTTP/2, whose framing leaves less open.
pub(super) fn judge_request<B>(request: &WholeRequest<B>) -> Result<(), Refusal> {
    let (uri, headers) = (request.uri(), request.headers());
    if headers.len() > HEADERS {
        return Err(Refusal::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "too many headers"));
    }
    if headers.keys().any(|name| name.as_str().contains('_')) {
        return Err(Refusal::bad("a header name with an underscore"));
    }
    if headers.get_all("content-length").iter().count() > 1 {
        return Err(Refusal::bad("more than one Content-Length"));
    }
    if matches!(request.method().as_str(), "CONNECT" | "TRACE") {
        return Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "CONNECT or TRACE"));
    }
    if uri.path().contains("%00") {
        return Err(Refusal::bad("%00 in the path"));
    }
    let mut hosts = headers.get_all("host").iter();
    let authority = uri.authority().map(|authority| authority.as_str().as_bytes());
    match (authority, hosts.next(), hosts.next()) {
        (Some(authority), None, None) if is_host(authority) => Ok(()),
        (Some(authority), Some(host), None)
            if is_host(authority) && host.as_bytes().eq_ignore_ascii_case(authority) =>
        {
            Ok(())
        }
        (None, Some(host), None) if is_host(host.as_bytes()) => Ok(()),
        _ => Err(Refusal::bad("no Host, or more than one")),
    }
}

fn values<'h>(headers: &'h [Header<'_>], name: &str) -> impl Iterator<Item = &'h [u8]> {
    headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name)).map(|header| header.value)
}

/// The only `Host` (RFC 9112 section 3.2).
fn host<'h>(headers: &'h [Header<'_>]) -> Result<&'h [u8], Refusal> {
    let mut hosts = values(headers, "host");
    match (hosts.next(), hosts.next()) {
        (Some(host), None) if is_host(host) => Ok(host),
        (Some(_), None) => Err(Refusal::bad("the Host is none")),
        (None, _) => Err(Refusal::bad("no Host")),
        (Some(_), Some(_)) => Err(Refusal::bad("two Hosts")),
    }
}

/// A name or an address and perhaps a port, without credentials.
fn is_host(value: &[u8]) -> bool {
    let Ok(authority) = Authority::try_from(value) else {
        return false;
    };
    let Some(port) = authority.as_str().strip_prefix(authority.host()) else {
        return false;
    };
    let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    !authority.host().is_empty() && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

/// Origin form, absolute form for the same host, or `OPTIONS *` (RFC 9112 section 3.2). CONNECT's form is left to the
/// refusal of CONNECT.
fn check_target(method: &str, target: &str, host: &[u8]) -> Result<(), Refusal> {
    if !target.is_ascii() || target.contains('#') {
        return Err(Refusal::bad("a target that is no URI"));
    }
    let path = target.split('?').next().unwrap_or_default();
    if path.contains("%00") {
        return Err(Refusal::bad("%00 in the path"));
    }
    if target.starts_with('/') || method == "CONNECT" || (method == "OPTIONS" && target == "*") {
        return Ok(());
    }
    let uri = Uri::try_from(target).map_err(|_| Refusal::bad("a target that is no URI"))?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err(Refusal::bad("a target of an unknown form"));
    }
    match uri.authority() {
        Some(authority) if authority.as_str().as_bytes().eq_ignore_ascii_case(host) => Ok(()),
        _ => Err(Refusal::bad("a target for another host")),
    }
}

/// How long the body is (RFC 9112 section 6.3), where there can be no two opinions.
fn body(headers: &[Header<'_>], version: Option<u8>) -> Result<Body, Refusal> {
    let mut lengths = values(headers, "content-length");
    let mut codings = values(headers, "transfer-encoding");
    match (lengths.next(), codings.next()) {
        (None, None) => Ok(Body::Length(0)),
        (Some(_), Some(_)) => Err(Refusal::bad("Content-Length with Transfer-Encoding")),
        (Some(length), None) => {
            if lengths.next().is_some() {
                return Err(Refusal::bad("two Content-Lengths"));
            }
            digits(length).map(Body::Length).ok_or(Refusal::bad("a Content-Length that is no number"))
        }
        (None, Some(_)) if version != Some(1) => Err(Refusal::bad("Transfer-Encoding in HTTP/1.0")),
        (None, Some(coding)) if codings.next().is_none() && coding.eq_ignore_ascii_case(b"chunked") => {
            Ok(Body::Chunked)
        }
        (None, Some(_)) => Err(Refusal::new(StatusCode::NOT_IMPLEMENTED, "a Transfer-Encoding other than chunked")),
    }
}

/// `parse` alone would take `+5`, too.
fn digits(text: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(text).ok()?;
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_judged() {
        let post = "POST / HTTP/1.1\r\nHost: a\r\n";
        for (head, verdict) in [
            ("GET / HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Ok(Body::Length(0))),
            ("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Ok(Body::Length(0))),
            ("GET / HTTP/1.0\r\nHost: a\r\n\r\n".to_owned(), Ok(Body::Length(0))),
            ("GET /?q=%00 HTTP/1.1\r\nHost: [::1]:80\r\n\r\n".to_owned(), Ok(Body::Length(0))),
            ("GET http://A:1/x HTTP/1.1\r\nHost: a:1\r\n\r\n".to_owned(), Ok(Body::Length(0))),
            ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Ok(Body::Length(0))),
            (format!("{post}Content-Length: 007\r\n\r\n"), Ok(Body::Length(7))),
            (format!("{post}Transfer-Encoding: Chunked\r\n\r\n"), Ok(Body::Chunked)),
            ("GET / HTTP/1.1\r\n\r\n".to_owned(), Err(400)),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n".to_owned(), Err(400)),
            ("GET / HTTP/1.1\r\nHost:\r\n\r\n".to_owned(), Err(400)),
            ("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n".to_owned(), Err(400)),
            ("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n".to_owned(), Err(400)),
            ("GET / HTTP/1.1\r\nHost: a:b\r\n\r\n".to_owned(), Err(400)),
            ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n".to_owned(), Err(400)),
            ("GET / HTTP/2.0\r\nHost: a\r\n\r\n".to_owned(), Err(400)),
            ("GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Err(400)),
            ("GET http://a:80/ HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Err(400)),
            ("GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Err(400)),
            ("GET a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n".to_owned(), Err(400)),
            ("GET * HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Err(400)),
            ("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Err(400)),
            ("GET /#x HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Err(400)),
            ("GET /ł HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Err(400)),
            ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Err(400)),
            ("GET / HTTP/1.1\r\nHost: a\r\nX_Y: 1\r\n\r\n".to_owned(), Err(400)),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n".to_owned(), Err(400)),
            ("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n c\r\n\r\n".to_owned(), Err(400)),
            ("GET / HTTP/1.1\r\nHost: a\r\nA: \0\r\n\r\n".to_owned(), Err(400)),
            ("CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n".to_owned(), Err(405)),
            ("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), Err(405)),
            (format!("{post}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"), Err(400)),
            (format!("{post}Content-Length: 1\r\nContent-Length: 1\r\n\r\n"), Err(400)),
            (format!("{post}Content-Length: 1\r\nContent-Length: 2\r\n\r\n"), Err(400)),
            (format!("{post}Content-Length: 1, 1\r\n\r\n"), Err(400)),
            (format!("{post}Content-Length: +1\r\n\r\n"), Err(400)),
            (format!("{post}Content-Length: -1\r\n\r\n"), Err(400)),
            (format!("{post}Content-Length: 0x1\r\n\r\n"), Err(400)),
            (format!("{post}Content-Length:\r\n\r\n"), Err(400)),
            (format!("{post}Content-Length: 99999999999999999999\r\n\r\n"), Err(400)),
            (format!("{post}Transfer-Encoding: identity, chunked\r\n\r\n"), Err(501)),
            (format!("{post}Transfer-Encoding: gzip, chunked\r\n\r\n"), Err(501)),
            (format!("{post}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"), Err(501)),
            (format!("{post}Transfer-Encoding: identity\r\n\r\n"), Err(501)),
            (format!("{post}Transfer-Encoding: xchunked\r\n\r\n"), Err(501)),
            ("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned(), Err(400)),
            (format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "A: b\r\n".repeat(HEADERS - 1)), Ok(Body::Length(0))),
            (format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "A: b\r\n".repeat(HEADERS)), Err(431)),
        ] {
            assert_eq!(
                judge(head.as_bytes()).map(|head| head.body).map_err(|refusal| refusal.status.as_u16()),
                verdict,
                "{head}"
            );
        }
    }
}
