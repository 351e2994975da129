//! What every answer must have, and every page: the headers, and nothing in it that may run without the page's nonce.

use std::collections::BTreeMap;

use axum::http::header;

use crate::support::Answer;

/// Everywhere. (Who is parted from their opener, `middleware` tests.)
const HEADERS: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("x-frame-options", "DENY"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// A tag: its name, and its attributes in lower case with their values.
pub type Tag = (String, BTreeMap<String, String>);

/// That `answer` is none of a server that failed, and has what keeps a browser from being turned against its user. `about` says
/// what was asked.
pub fn is_guarded(answer: &Answer, about: &str) {
    assert!(!answer.status.is_server_error(), "{about}: {} {}", answer.status, String::from_utf8_lossy(&answer.body));
    for (name, value) in HEADERS {
        assert_eq!(text(answer, name), value, "{about}: {name}");
    }
    assert!(text(answer, "permissions-policy").contains("camera=()"), "{about}");
    let policy = text(answer, "content-security-policy");
    for part in ["default-src '", "frame-ancestors 'none'", "base-uri 'none'"] {
        assert!(policy.contains(part), "{about}: {part} is missing: {policy}");
    }
    for part in ["'unsafe-inline'", "'unsafe-eval'", "script-src 'self'", "*", "http:"] {
        assert!(!policy.contains(part), "{about}: {part}: {policy}");
    }
    assert!(!text(answer, "cache-control").is_empty(), "{about}: nothing is said about keeping it");
    if is_page(answer) {
        runs_nothing_foreign(answer, policy, about);
    }
}

/// That nothing between us and the person keeps `answer`, which is theirs alone.
pub fn is_kept_by_nobody(answer: &Answer, about: &str) {
    assert_eq!(text(answer, "cache-control"), "no-store", "{about}");
}

/// Whether it is HTML.
pub fn is_page(answer: &Answer) -> bool {
    text(answer, header::CONTENT_TYPE.as_str()).starts_with("text/html")
}

/// The page's nonce; `None` for one on which nothing runs at all.
pub fn nonce(answer: &Answer) -> Option<&str> {
    let policy = text(answer, "content-security-policy");
    Some(policy.split_once("script-src 'nonce-")?.1.split_once('\'')?.0)
}

fn text<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

fn runs_nothing_foreign(answer: &Answer, policy: &str, about: &str) {
    let nonce = nonce(answer);
    match nonce {
        Some(nonce) => {
            assert!(nonce.len() >= 16, "{about}: {policy}");
            let scripts = format!("script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; ");
            assert!(policy.contains(&scripts) && policy.contains("object-src 'none'"), "{about}: {policy}");
        }
        None => assert!(policy.starts_with("default-src 'none'"), "{about}: {policy}"),
    }
    for (name, attributes) in tags(answer.text()) {
        if name == "script" || name == "style" {
            let own = attributes.get("nonce").map(String::as_str);
            assert!(own.is_some() && own == nonce, "{about}: a <{name}> without the nonce: {attributes:?}");
        }
        for (attribute, value) in &attributes {
            assert!(attribute != "style", "{about}: <{name} style={value}>");
            assert!(!attribute.starts_with("on"), "{about}: <{name} {attribute}={value}>");
            let is_address = matches!(attribute.as_str(), "href" | "src" | "action" | "formaction");
            let scheme = value.trim().to_ascii_lowercase();
            assert!(!(is_address && scheme.starts_with("javascript:")), "{about}: <{name} {attribute}={value}>");
        }
    }
}

/// The tags that begin elements of `html`, but for what is inside of scripts and styles.
pub fn tags(html: &str) -> Vec<Tag> {
    let (mut found, mut rest) = (Vec::new(), html);
    while let Some((_, behind)) = rest.split_once('<') {
        rest = behind;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find(|it: char| it.is_ascii_whitespace() || matches!(it, '>' | '/')).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut attributes = BTreeMap::new();
        while let Some(attribute) = attribute(&mut rest) {
            attributes.insert(attribute.0, attribute.1);
        }
        if matches!(name.as_str(), "script" | "style") {
            let close = format!("</{name}");
            let (inside, behind) = rest.split_once(close.as_str()).unwrap_or((rest, ""));
            rest = behind;
            if inside.is_empty() && attributes.is_empty() {
                // The texts' library leaves one where it would put texts; there is nothing in it to run.
                continue;
            }
        }
        found.push((name, attributes));
    }
    found
}

/// The next attribute of a tag; `None` at its end, behind which `rest` begins then.
fn attribute(rest: &mut &str) -> Option<(String, String)> {
    *rest = rest.trim_start_matches(|it: char| it.is_ascii_whitespace() || it == '/');
    if let Some(behind) = rest.strip_prefix('>') {
        *rest = behind;
        return None;
    }
    let end = rest.find(|it: char| it.is_ascii_whitespace() || matches!(it, '=' | '>' | '/'))?;
    let name = rest[..end].to_ascii_lowercase();
    *rest = &rest[end..];
    let Some(value) = rest.strip_prefix('=') else { return Some((name, String::new())) };
    let (value, behind) = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split_once(quote)?,
        _ => value.split_at(value.find(|it: char| it.is_ascii_whitespace() || it == '>')?),
    };
    *rest = behind;
    let value = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    Some((name, value))
}

#[test]
fn tags_are_read_as_a_browser_does() {
    let html = r#"<!DOCTYPE html><a href="/a?b=1&amp;c='>'" data-x>1 < 2</a><!-- <b onclick=x> --><script nonce=n>
        "<i style='x'>"</script><IMG SRC=/x onerror='y'/>"#;
    let read: Vec<String> = tags(html).into_iter().map(|(name, attributes)| format!("{name} {attributes:?}")).collect();
    assert_eq!(
        read,
        [
            r#"a {"data-x": "", "href": "/a?b=1&c='>'"}"#,
            r#"script {"nonce": "n"}"#,
            r#"img {"onerror": "y", "src": "/x"}"#,
        ]
    );
}
