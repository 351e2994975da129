//! How a file is answered.

use axum::body::Body;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::hashes::is_hashed;
use super::{Assets, File};
use crate::kernel::ApiError;
use crate::platform::AppState;

/// The name changes with the content, so it can be kept for ever.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Five minutes, then the `ETag` is asked for.
const FOR_NOW: HeaderValue = HeaderValue::from_static("public, max-age=300");

/// Answers with the file at the request's path, or 404.
pub async fn serve_asset(State(state): State<AppState>, head: Parts) -> Response {
    state.assets.respond(&head).await.unwrap_or_else(|| ApiError::NotFound.into_response())
}

/// The compressed forms that the build puts beside a file, the smallest first: their coding and how their names end.
const FORMS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

impl Assets {
    /// The file at the path of a GET or HEAD request; `None` when there is none.
    pub async fn respond(&self, head: &Parts) -> Option<Response> {
        if !matches!(head.method, Method::GET | Method::HEAD) {
            return None;
        }
        let name = safe_name(head.uri.path())?;
        let (file, coding) = self.choose(name, &head.headers).await?;
        let tag = match coding {
            Some(coding) => format!("\"{}-{coding}\"", file.version),
            None => format!("\"{}\"", file.version),
        };
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, if is_hashed(name) { FOR_EVER } else { FOR_NOW });
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::ETAG, HeaderValue::try_from(&tag).ok()?);
        if is_known(&head.headers, &tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return Some(response);
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.bytes.len()));
        if let Some(coding) = coding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        if head.method == Method::GET {
            *response.body_mut() = Body::from(match file.bytes {
                std::borrow::Cow::Borrowed(bytes) => bytes::Bytes::from_static(bytes),
                std::borrow::Cow::Owned(bytes) => bytes.into(),
            });
        }
        Some(response)
    }

    /// The file in the smallest form that the client takes, with its coding.
    async fn choose(&self, name: &str, headers: &HeaderMap) -> Option<(File, Option<&'static str>)> {
        for (coding, suffix) in FORMS {
            if accepts(headers, coding)
                && let Some(file) = self.read(&format!("{name}{suffix}")).await
            {
                return Some((file, Some(coding)));
            }
        }
        Some((self.read(name).await?, None))
    }
}

/// The name of the file that `path` asks for. Our own names need nothing but these characters, and no segment of theirs
/// begins with a dot: no traversal, no hidden files, no second spelling. Compressed forms are no files of their own.
fn safe_name(path: &str) -> Option<&str> {
    let name = path.strip_prefix('/')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let safe = name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain));
    (safe && !FORMS.iter().any(|(_, suffix)| name.ends_with(suffix))).then_some(name)
}

/// Whether `Accept-Encoding` lists `wanted` or `*` with a weight above 0 (RFC 9110 section 12.5.3).
fn accepts(headers: &HeaderMap, wanted: &str) -> bool {
    let mut answer = None;
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    for item in lists.flat_map(|list| list.split(',')) {
        let mut parts = item.split(';').map(str::trim);
        let coding = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let is_taken = weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0));
        if coding.eq_ignore_ascii_case(wanted) {
            return is_taken;
        }
        if coding == "*" {
            answer = Some(is_taken);
        }
    }
    answer.unwrap_or(false)
}

/// Whether the client has the file that `tag` names already (RFC 9110 section 13.1.2).
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let lists = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    lists
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_are_looked_up() {
        for (path, name) in [
            ("/favicon.svg", Some("favicon.svg")),
            ("/pkg/snippets/x-1/inline0.js", Some("pkg/snippets/x-1/inline0.js")),
            ("/", None),
            ("//etc/passwd", None),
            ("/pkg//x.js", None),
            ("/../Cargo.toml", None),
            ("/pkg/..", None),
            ("/pkg/%2e%2e/x", None),
            ("/pkg/..\\x", None),
            ("/.env", None),
            ("/pkg/.git/config", None),
            ("/pkg/x.js.br", None),
            ("/C:/x", None),
            ("pkg/x.js", None),
        ] {
            assert_eq!(safe_name(path), name, "{path}");
        }
    }

    #[test]
    fn brotli_is_sent_to_those_who_take_it() {
        for (accepted, brotli) in [
            ("br", true),
            ("gzip, deflate, br, zstd", true),
            ("gzip;q=1.0, BR;q=0.5", true),
            ("*", true),
            ("gzip", false),
            ("br;q=0", false),
            ("br; q=0.000, *", false),
            ("*;q=0", false),
            ("brotli", false),
            ("br;q=high", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted))]);
            assert_eq!(accepts(&headers, "br"), brotli, "{accepted}");
        }
        assert!(!accepts(&HeaderMap::new(), "br"));
    }
}
