//! Tests of the samples: what they look like, and what is secret. That they make their requests is proven by running
//! them, in `src/tests/samples`.

use super::expected::EXPECTED;
use super::names::is_secret_name;
use super::text::{masked, secrets};
use super::{Language, sample};
use crate::console::request::{Body, File, MASK, NeutralRequest, Part, PartContent};
use crate::console::variables::unknown;

fn request(method: &str, url: &str, headers: &[(&str, &str)], body: Body) -> NeutralRequest {
    let headers = headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
    NeutralRequest { method: method.to_owned(), url: url.to_owned(), headers, body, secrets: Vec::new() }
}

const JSON: (&str, &str) = ("Content-Type", "application/json");

#[test]
fn keys_are_parsed() {
    for language in Language::ALL {
        assert_eq!(Language::parse(language.key()), Some(language));
    }
    assert_eq!(Language::parse("cobol"), None);
    assert_eq!(
        Language::ALL[..4].iter().map(|language| language.name()).collect::<Vec<_>>(),
        ["cURL", "C#", "Python", "R"]
    );
}

#[test]
fn what_the_request_names_is_secret_whatever_it_is_called() {
    let mut request = request("GET", "https://example.com/?app=1&x=2", &[("X-Tenant", "3")], Body::None);
    request.secrets = vec!["app".to_owned(), "x-tenant".to_owned()];
    let hidden = masked(&request);
    assert_eq!(hidden.url, ["https://example.com/?app=", MASK, "&x=2"].concat());
    assert_eq!(hidden.headers[0].1, MASK);
}

#[test]
fn secrets_have_telling_names() {
    for name in [
        "Authorization",
        "proxy-authorization",
        "Cookie",
        "X-Api-Key",
        "x_api_key",
        "apikey",
        "apiKey",
        "Ocp-Apim-Subscription-Key",
        "key",
        "AccountKey",
        "access_token",
        "X-CSRF-Token",
        "client_secret",
        "password",
        "Passwd",
        "sig",
        "user[password]",
    ] {
        assert!(is_secret_name(name), "{name}");
    }
    for name in
        ["Accept", "Content-Type", "X-Request-Id", "monkey", "keyboard", "author", "signal", "passenger", "limit", ""]
    {
        assert!(!is_secret_name(name), "{name}");
    }
}

#[test]
fn secrets_are_masked_where_they_are() {
    let url = "https://example.com/a?b=1&api_key=q%2F&token=&sig=z%3D&%6bey=k#token=f";
    let hidden = masked(&request("GET", url, &[], Body::None));
    assert_eq!(
        hidden.url,
        ["https://example.com/a?b=1&api_key=", MASK, "&token=&sig=", MASK, "&%6bey=", MASK].concat()
    );
    for (name, value, expected) in [
        ("Authorization", "Bearer a b", "Bearer *"),
        ("Authorization", "Digest user=\"x\"", "Digest *"),
        ("Authorization", "abc", "*"),
        ("X-Token", "token abc", "token *"),
        ("X-Token", "abc def", "*"),
        ("Cookie", "a=1; b=2", "*"),
        ("X-Api-Key", "", ""),
        ("Accept", "Bearer abc", "Bearer abc"),
    ] {
        let hidden = masked(&request("GET", "https://example.com", &[(name, value)], Body::None));
        assert_eq!(hidden.headers[0].1, expected.replace('*', MASK), "{name}: {value}");
    }
    for (body, expected) in [
        (
            r#"{"password" : "a\"b\\", "x": "y", "token": 1, "n": {"apiKey": "k"}}"#,
            r#"{"password" : "*", "x": "y", "token": 1, "n": {"apiKey": "*"}}"#,
        ),
        ("user=me&password=a%26b&client_secret=", "user=me&password=*&client_secret="),
        ("AccountName=n;AccountKey=ab+/==;EndpointSuffix=x", "AccountName=n;AccountKey=*;EndpointSuffix=x"),
        (r#"{"c": "AccountKey=abc==", "d": 1}"#, r#"{"c": "AccountKey=*", "d": 1}"#),
        (r#"<user password="a b" name='x'/>"#, r#"<user password="*" name='x'/>"#),
        (r#"{"password": "unfinished"#, r#"{"password": "unfinished"#),
        ("key: value = other", "key: value = other"),
    ] {
        let hidden = masked(&request("POST", "https://example.com", &[], Body::Text(body.to_owned())));
        assert_eq!(hidden.body, Body::Text(expected.replace('*', MASK)));
    }
}

#[test]
fn parts_called_secrets_are_masked_line_by_line() {
    let part = |name: &str, text: &str| {
        let content = PartContent::Text(text.to_owned());
        Part { name: name.to_owned(), content_type: String::new(), content }
    };
    let file = PartContent::File(File { name: "a".to_owned(), size: 1 });
    let file = Part { name: "secret".to_owned(), content_type: String::new(), content: file };
    let body = |text: &str| Body::Multipart(vec![part("password", text), part("title", "a"), file.clone()]);
    let hidden = masked(&request("POST", "https://example.com", &[], body("a\r\nb")));
    assert_eq!(hidden.body, body(&[MASK, "\r\n", MASK].concat()));
}

#[test]
fn variables_have_names_of_their_own() {
    let headers = [
        ("X-Key", "one"),
        ("x_key", "two"),
        ("xKey", "one"),
        ("1-Key", "3"),
        ("Pass", "4"),
        ("Authorization", "Basic 5"),
    ];
    let draft = secrets(&request("GET", "https://example.com?X-Key=one", &headers, Body::None));
    let names: Vec<(&str, &str)> =
        draft.variables.iter().map(|variable| (variable.name.as_str(), variable.value.as_str())).collect();
    let expected =
        [("x_key", "one"), ("x_key_2", "two"), ("secret_1_key", "3"), ("password", "4"), ("authorization", "5")];
    assert_eq!(names, expected);
}

#[test]
fn differences_are_said() {
    for (language, url, expected) in [
        (Language::JavaScript, "https://example.com/?a='", "// fetch normalises"),
        (Language::Rust, "https://example.com/a/../b", "// reqwest normalises"),
        (Language::Java, "https://example.com/{a}", "// java.net.http takes only"),
        (Language::PowerShell, "https://example.com/%41", "# Invoke-WebRequest normalises"),
        (Language::Http, "https://example.com/{{a}}", "# The editor reads {{"),
    ] {
        let text = sample(language, &request("GET", url, &[], Body::None), false);
        assert!(text.starts_with(expected), "{language:?}: {text}");
    }
    let cookie = request("GET", "https://example.com", &[("Cookie", "a=1")], Body::None);
    let text = sample(Language::JavaScript, &cookie, false);
    assert!(text.starts_with("// Browsers do not let pages set these headers: Cookie.\n"), "{text}");
}

#[test]
fn revealed_samples_have_the_values() {
    let bearer = request("GET", "https://example.com/", &[("Authorization", "Bearer a'b")], Body::None);
    let expected = [
        r"AUTHORIZATION='a'\''b'",
        "",
        r"curl --include 'https://example.com/' \",
        "  --header 'Authorization: Bearer '\"$AUTHORIZATION\"",
    ];
    let expected = expected.join("\n") + "\n";
    assert_eq!(sample(Language::Curl, &bearer, true), expected);
}

#[test]
fn values_that_are_not_known_are_variables_to_be_filled_in() {
    let (key, host) = (unknown("api-key"), unknown("host"));
    let url = ["https://example.com/", &crate::paths::encode(&host), "/a?b=1"].concat();
    let bearer = ["Bearer ", &key].concat();
    let headers = [("X-Trace", host.as_str()), ("Authorization", &bearer), JSON];
    let post = request("POST", &url, &headers, Body::Text(["{\"a\": \"x", &key, "\"}"].concat()));
    let expected = [
        r"HOST='<host>'",
        r"AUTHORIZATION='<api-key>'",
        r"API_KEY='<api-key>'",
        "",
        r#"curl --include --request POST 'https://example.com/'"$HOST"'/a?b=1' \"#,
        r#"  --header 'X-Trace: '"$HOST" \"#,
        r#"  --header 'Authorization: Bearer '"$AUTHORIZATION" \"#,
        r"  --header 'Content-Type: application/json' \",
        r#"  --data-raw '{"a": "x'"$API_KEY"'"}'"#,
    ];
    assert_eq!(sample(Language::Curl, &post, true), expected.join("\n") + "\n");
    for language in Language::ALL {
        let (masked, whole) = (sample(language, &post, false), sample(language, &post, true));
        assert_eq!(masked.matches(MASK).count(), 3, "{language:?}: {masked}");
        assert!(whole.contains("<host>") && whole.contains("<api-key>"), "{language:?}: {whole}");
        for text in [masked, whole] {
            assert!(!crate::console::variables::is_unknown(&text) && !text.contains("%F3%B0"), "{language:?}: {text}");
        }
    }
}

#[test]
fn samples_read_well() {
    let headers = [("Accept", "application/json"), ("Authorization", "Bearer abc"), JSON];
    let body = Body::Text("{\n  \"name\": \"O'Neil $x\"\n}".to_owned());
    let post = request("POST", "https://api.example.com/v1/pets?dry_run=&api_key=q1%2F", &headers, body);
    for (language, expected) in EXPECTED {
        assert_eq!(sample(language, &post, false).trim_end(), expected.trim_end(), "{language:?}");
    }
}

#[test]
fn a_host_that_is_not_known_has_a_name() {
    let url = ["https://", &unknown("tenant"), ".example.com:8443/%2E/x"].concat();
    let request = request("GET", &url, &[], Body::None);
    for language in Language::ALL {
        let sample = sample(language, &request, true);
        assert!(!sample.contains(['\u{f0000}', '\u{f0001}']), "{language:?}: {sample}");
        assert!(sample.to_ascii_lowercase().contains("tenant"), "{language:?}: {sample}");
    }
}
