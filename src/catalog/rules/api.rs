//! What an API's form accepts.

use super::servers::check_servers;
use super::version::check_version;
use super::{DOCUMENT, NAME, RESERVED_SLUGS, ROWS, SLUG, URL, is_slug, slug_or};
use crate::catalog::model::{ApiInput, KEY_HEADER, KEY_QUERY};
use crate::kernel::http::{is_header_name, is_service_url};
use crate::kernel::{Checks, FieldError, Message};

/// The input without stray white space, without empty and repeated tags, and with a slug made of the name where none
/// was given.
#[must_use]
pub fn tidy_api(input: ApiInput) -> ApiInput {
    let trim = |text: String| text.trim().to_owned();
    let mut tags: Vec<String> = Vec::new();
    for tag in input.tags.into_iter().map(trim) {
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let name = trim(input.name);
    let slug = match trim(input.slug) {
        slug if slug.is_empty() => slug_or(&name, "api"),
        slug => slug,
    };
    ApiInput {
        display_name: trim(input.display_name),
        slug,
        name,
        description: input.description,
        service_url: trim(input.service_url),
        servers: input.servers,
        suffix: input.suffix.trim().trim_matches('/').to_owned(),
        scheme: input.scheme,
        tags,
        version_parameter: match input.version_scheme.has_parameter() {
            true => trim(input.version_parameter),
            false => String::new(),
        },
        version: trim(input.version),
        version_scheme: input.version_scheme,
        subscription_required: input.subscription_required,
        key_header: or(trim(input.key_header), KEY_HEADER),
        key_query: or(trim(input.key_query), KEY_QUERY),
        published: input.published,
        visibility: input.visibility,
    }
}

fn or(text: String, default: &str) -> String {
    if text.is_empty() { default.to_owned() } else { text }
}

/// What is wrong with a tidied input, by the field names of the API's form.
#[must_use]
pub fn check_api(input: &ApiInput) -> Vec<FieldError> {
    let mut checks = Checks::new();
    checks.text("name", &input.name, NAME);
    checks.one_line("name", &input.name);
    checks.optional_text("display_name", &input.display_name, NAME);
    checks.one_line("display_name", &input.display_name);
    if !input.name.is_empty() {
        check_slug(&mut checks, &input.slug);
    }
    checks.optional_text("description", &input.description, DOCUMENT);
    checks.text("service_url", &input.service_url, URL);
    if !checks.has("service_url") && !is_service_url(&input.service_url) {
        checks.complain("service_url", Message::NotAServiceUrl);
    }
    check_servers(&mut checks, &input.servers);
    checks.text("suffix", &input.suffix, NAME);
    if !checks.has("suffix") && !is_suffix(&input.suffix) {
        checks.complain("suffix", Message::NotASuffix);
    }
    checks.optional_text("version", &input.version, NAME);
    checks.one_line("version", &input.version);
    check_version(&mut checks, &input.version, input.version_scheme, &input.version_parameter);
    checks.text("key_header", &input.key_header, NAME);
    if !checks.has("key_header") && !can_carry_keys(&input.key_header) {
        checks.complain("key_header", Message::NotAHeaderName);
    }
    checks.text("key_query", &input.key_query, NAME);
    if !checks.has("key_query") && (input.key_query.contains('/') || !is_suffix(&input.key_query)) {
        checks.complain("key_query", Message::NotASuffix);
    }
    if input.tags.len() > ROWS || input.tags.iter().any(|tag| tag.chars().count() > SLUG) {
        checks.complain("tags", Message::TooLong { most: SLUG });
    }
    checks.into_fields()
}

/// Whether keys can come in a header with this name: it is no header that says how the message is to be read.
fn can_carry_keys(name: &str) -> bool {
    const FRAMING: [&str; 8] =
        ["connection", "content-length", "content-type", "expect", "host", "te", "transfer-encoding", "upgrade"];
    // No call that has a name with an underscore is taken: some programs read `a_b` as `a-b`.
    is_header_name(name) && !name.contains('_') && !FRAMING.contains(&name.to_ascii_lowercase().as_str())
}

/// Complains about a slug that is missing, malformed or reserved.
pub(super) fn check_slug(checks: &mut Checks, slug: &str) {
    checks.text("slug", slug, SLUG);
    if checks.has("slug") {
        return;
    }
    if !is_slug(slug) {
        checks.complain("slug", Message::NotASlug);
    } else if RESERVED_SLUGS.contains(&slug) {
        checks.complain("slug", Message::ReservedSlug);
    }
}

/// Whether `text` is path segments of unreserved characters (RFC 3986 section 2.3).
pub(super) fn is_suffix(text: &str) -> bool {
    text.split('/').all(|segment| {
        !matches!(segment, "" | "." | "..")
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(change: impl FnOnce(&mut ApiInput)) -> Vec<(String, Message)> {
        let mut input = ApiInput {
            name: "AzureML Demo API".into(),
            service_url: "https://ussouthcentral.services.azureml.net".into(),
            suffix: "azureml-demo".into(),
            ..ApiInput::default()
        };
        change(&mut input);
        check_api(&tidy_api(input)).into_iter().map(|error| (error.field, error.message)).collect()
    }

    #[test]
    fn the_guides_values_are_accepted() {
        assert_eq!(complaints(|_| ()), []);
    }

    #[test]
    fn each_mistake_stands_at_its_field() {
        type Change = fn(&mut ApiInput);
        let cases: [(Change, &str, Message); 13] = [
            (|input| input.name = "  ".into(), "name", Message::Required),
            (|input| input.name = "safe\u{202e}exe".into(), "name", Message::NotOneLine),
            (|input| input.name = "x".repeat(201), "name", Message::TooLong { most: 200 }),
            (|input| input.slug = "Has Spaces".into(), "slug", Message::NotASlug),
            (|input| input.slug = "new".into(), "slug", Message::ReservedSlug),
            (|input| input.service_url = String::new(), "service_url", Message::Required),
            (|input| input.service_url = "ftp://example.com".into(), "service_url", Message::NotAServiceUrl),
            (|input| input.suffix = "a/../b".into(), "suffix", Message::NotASuffix),
            (|input| input.suffix = "a b".into(), "suffix", Message::NotASuffix),
            (|input| input.key_header = "My Key".into(), "key_header", Message::NotAHeaderName),
            (|input| input.key_header = "Host".into(), "key_header", Message::NotAHeaderName),
            (|input| input.key_header = "X_API_Key".into(), "key_header", Message::NotAHeaderName),
            (|input| input.key_query = "a&b".into(), "key_query", Message::NotASuffix),
        ];
        for (change, field, message) in cases {
            assert_eq!(complaints(change), [(field.to_owned(), message)]);
        }
    }

    #[test]
    fn a_service_url_is_one_to_append_to() {
        for url in ["https://a.example", "http://127.0.0.1:3002/base/", "HTTP://Example.COM", "http://[::1]:8080"] {
            assert!(is_service_url(url), "{url}");
        }
        for url in [
            "a.example",
            "//a.example",
            "http://",
            "http:///x",
            "http://user:secret@a.example",
            "http://a.example/?x=1",
            "http://a.example/#x",
            "http://a.example/../x",
            "http://a.example/b/.%2E/x",
            "http://a.example\\x",
            "http://a b",
            "javascript:alert(1)",
        ] {
            assert!(!is_service_url(url), "{url}");
        }
    }
}
