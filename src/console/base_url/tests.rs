//! What values may do to an address, and what they may not.

use proptest::prelude::*;
use url::Url;

use super::*;
use crate::console::variables::unknown;

fn variable(name: &str, default: &str, allowed: &[&str]) -> ServerVariable {
    let allowed = allowed.iter().map(|&value| value.to_owned()).collect();
    ServerVariable { name: name.to_owned(), default: default.to_owned(), allowed, description: String::new() }
}

fn server(number: u32, template: &str, variables: &[(&str, &str, &[&str])]) -> OfferedServer {
    let variables = variables.iter().map(|(name, default, allowed)| variable(name, default, allowed)).collect();
    OfferedServer { number, template: template.to_owned(), description: String::new(), variables }
}

fn choose(number: u32, values: &[(&str, &str)]) -> ServerChoice {
    let variables = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    ServerChoice { number, variables }
}

/// The address of `server` with these values, or the complaints.
fn with(server: &OfferedServer, values: &[(&str, &str)]) -> Result<String, Vec<(String, Message)>> {
    let found = base_url(std::slice::from_ref(server), Some(&choose(server.number, values)));
    if found.complaints.is_empty() {
        return Ok(found.url);
    }
    Err(found.complaints.into_iter().map(|error| (error.field, error.message)).collect())
}

fn refused(field: &str, message: Message) -> Result<String, Vec<(String, Message)>> {
    Err(vec![(field.to_owned(), message)])
}

fn one_of(allowed: &str) -> Message {
    Message::NotOneOf { allowed: allowed.to_owned() }
}

/// Scheme, host, port and path all vary.
fn everything() -> OfferedServer {
    server(
        3,
        "{scheme}://{region}.a.test:{port}/{base}/x",
        &[("scheme", "https", &["https", "http"]), ("region", "eu", &[]), ("port", "8443", &[]), ("base", "v1", &[])],
    )
}

#[test]
fn values_take_the_places_of_variables() {
    let all = everything();
    assert_eq!(with(&all, &[]), Ok("https://eu.a.test:8443/v1/x".to_owned()));
    assert_eq!(
        with(&all, &[("scheme", "http"), ("region", "us-2"), ("port", "80"), ("base", "a b/ü")]),
        Ok("http://us-2.a.test:80/a%20b%2F%C3%BC/x".to_owned())
    );
}

#[test]
fn without_a_choice_it_is_the_first_one_and_an_unknown_one_is_none() {
    let servers = [server(2, "https://a.test", &[]), server(0, "https://b.test", &[])];
    assert_eq!(base_url(&servers, None), BaseUrl { url: "https://a.test".to_owned(), complaints: vec![] });
    assert_eq!(base_url(&servers, Some(&choose(0, &[]))).url, "https://b.test");
    let complaints = base_url(&servers, Some(&choose(1, &[]))).complaints;
    assert_eq!(complaints, [FieldError { field: "server".to_owned(), message: one_of("2, 0") }]);
    assert_eq!(with(&servers[0], &[("x", "1")]), refused("server.x", one_of("")));
}

#[test]
fn each_place_takes_what_belongs_there() {
    let all = everything();
    for (name, value, message) in [
        ("scheme", "ftp", one_of("https, http")),
        ("scheme", "", Message::Required),
        ("region", "", Message::Required),
        ("region", "evil.test/", Message::NotAHostLabel),
        ("region", "a.b", Message::NotAHostLabel),
        ("region", "u:p@evil", Message::NotAHostLabel),
        ("region", "ü", Message::NotAHostLabel),
        ("region", "-a", Message::NotAHostLabel),
        ("port", "", Message::Required),
        ("port", "0", Message::NotAPort),
        ("port", "+80", Message::NotAPort),
        ("port", "65536", Message::NotAPort),
        ("port", "80@evil.test", Message::NotAPort),
        ("base", "", Message::Required),
        ("base", "..", Message::DotSegment),
        ("base", "%2e%2E", Message::DotSegment),
    ] {
        assert_eq!(with(&all, &[(name, value)]), refused(&format!("server.{name}"), message), "{name} {value:?}");
    }
    let long = "a".repeat(64);
    assert_eq!(with(&all, &[("region", &long)]), refused("server.region", Message::NotAHostLabel));
}

#[test]
fn a_host_that_is_open_takes_one_label_and_what_the_document_says() {
    let host = server(1, "https://{host}/api", &[("host", "api.example.com:8443", &[])]);
    assert_eq!(with(&host, &[]), Ok("https://api.example.com:8443/api".to_owned()));
    assert_eq!(with(&host, &[("host", "intranet")]), Ok("https://intranet/api".to_owned()));
    for wrong in [
        "evil.test",
        "a..b",
        ".",
        "a/b",
        "a:80",
        "[::1]",
        "a b",
        "a\\b",
        "a#",
        "a?",
        "a%2fb",
        "a\tb",
        "a-",
        "134744072",
        "0x8080808",
    ] {
        assert_eq!(with(&host, &[("host", wrong)]), refused("server.host", Message::NotAHostLabel), "{wrong}");
    }
    let domain = server(1, "http://api.{domain}:8080", &[("domain", "example.com", &[])]);
    assert_eq!(with(&domain, &[("domain", "evil.test")]), refused("server.domain", Message::NotAHostLabel));
}

#[test]
fn what_the_document_says_may_be_any_part_of_an_address() {
    let whole = server(1, "{base}/x", &[("base", "https://a.test:8080/v1", &[])]);
    assert_eq!(with(&whole, &[]), Ok("https://a.test:8080/v1/x".to_owned()));
    assert_eq!(with(&whole, &[("base", "https://b.test")]), refused("server.base", one_of("https://a.test:8080/v1")));
    let ends = server(1, "http{s}://a.test{base}", &[("s", "s", &["s", ""]), ("base", "/v1", &[])]);
    assert_eq!(with(&ends, &[("s", ""), ("base", "/v2/b c")]), Ok("http://a.test/v2/b%20c".to_owned()));
    assert_eq!(with(&ends, &[("base", "@evil.test")]), Ok("https://a.test/%40evil.test".to_owned()));
    assert_eq!(with(&ends, &[("base", "/../b")]), refused("server.base", Message::DotSegment));
    let wrong = server(1, "https://{host}/", &[("host", "a.test", &["u@b.test"])]);
    assert_eq!(with(&wrong, &[("host", "u@b.test")]), refused("server", Message::NotAServiceUrl));
}

#[test]
fn a_dot_beside_a_dot_is_no_way_up() {
    let beside = server(1, "https://a.test/x/.{name}", &[("name", "well-known", &[])]);
    assert_eq!(with(&beside, &[("name", ".")]), refused("server.name", Message::DotSegment));
    assert_eq!(with(&beside, &[("name", "a")]), Ok("https://a.test/x/.a".to_owned()));
}

#[test]
fn what_is_not_known_is_not_wrong() {
    let hidden = unknown("key");
    let shown = |name| shown_base_url(&[everything()], Some(&choose(3, &[(name, &hidden)])));
    for name in ["scheme", "region", "port"] {
        let found = shown(name);
        assert!(found.url.contains(&hidden) && found.complaints.is_empty(), "{found:?}");
        assert!(with(&everything(), &[(name, &hidden)]).is_err(), "it is for showing only");
    }
    let in_path = shown("base").url;
    assert_eq!(crate::console::variables::masked(&in_path), "https://eu.a.test:8443/••••••••/x");
}

#[test]
fn a_mistake_leaves_its_place_open() {
    let found = base_url(&[everything()], Some(&choose(3, &[("region", "a.b"), ("port", "x")])));
    assert_eq!(found.url, "https://{region}.a.test:{port}/v1/x");
    assert_eq!(found.complaints.len(), 2);
}

#[test]
fn an_address_leads_back_to_its_server() {
    let servers = [
        server(1, "https://{region}.a.test/v1", &[("region", "eu", &["eu", "us"])]),
        server(2, "https://{host}.a.test/v1/", &[("host", "x.y", &[])]),
        everything(),
    ];
    for (url, expected) in [
        ("https://us.a.test/v1/", choose(1, &[("region", "us")])),
        ("https://xx.a.test/v1", choose(2, &[("host", "xx")])),
        ("https://x.y.a.test/v1", choose(2, &[("host", "x.y")])),
        (
            "http://b.a.test:81/a%20b/x",
            choose(3, &[("scheme", "http"), ("region", "b"), ("port", "81"), ("base", "a b")]),
        ),
    ] {
        assert_eq!(matching(&servers, url), Some(expected), "{url}");
    }
    for url in ["https://us.a.test/v2", "ftp://us.a.test/v1", "https://a.test:80/v1", "https://y.y.a.test/v1", ""] {
        assert_eq!(matching(&servers, url), None, "{url}");
    }
}

/// Templates whose parts are all there, whatever stands in their variables.
fn templates() -> impl Strategy<Value = OfferedServer> {
    prop::sample::select(vec![
        everything(),
        server(1, "https://{a}.b.test/{c}", &[("a", "x", &[]), ("c", "y/z", &[])]),
        server(1, "http://api-{a}.b.test:8080{c}/end", &[("a", "1", &[]), ("c", "/v1", &[])]),
        server(1, "http://{a}:{b}/p/{c}", &[("a", "localhost", &[]), ("b", "80", &[]), ("c", "", &[])]),
        server(1, "https://a.test/{a}{b}", &[("a", "1", &[]), ("b", "2", &["2", "3"])]),
    ])
}

/// What people type, and what attackers do.
fn values() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "Z9",
        "-",
        ".",
        "..",
        "/",
        "\\",
        "@",
        ":",
        "?",
        "#",
        "%",
        "%2e",
        "%2F",
        "[",
        "]",
        "{",
        "}",
        "{a}",
        " ",
        "\t",
        "\n",
        "\0",
        "\u{7f}",
        "\u{200b}",
        "ü",
        "。",
        "evil.test",
        "//",
        "http://evil.test",
        "80",
        "0x7f",
        "&",
        "=",
        ";",
        "|",
        "^",
        "\"",
        "<",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn a_value_never_leaves_its_place(server in templates(), values in prop::collection::vec(values(), 4)) {
        let names: Vec<_> = server.variables.iter().map(|variable| variable.name.clone()).collect();
        let pairs: Vec<_> = names.iter().map(String::as_str).zip(values.iter().map(String::as_str)).collect();
        let Ok(url) = with(&server, &pairs) else { return Ok(()) };
        let plain = Url::parse(&with(&server, &[]).unwrap_or_else(|_| "http://localhost:80/p/1".to_owned())).unwrap();
        let parsed = Url::parse(&url).unwrap();
        prop_assert!(matches!(parsed.scheme(), "http" | "https"));
        prop_assert_eq!((parsed.username(), parsed.password()), ("", None));
        prop_assert_eq!((parsed.query(), parsed.fragment()), (None, None));
        // What stands fixed in the host stands at its end.
        let host = parsed.host_str().unwrap();
        if let Some(fixed) = [".a.test", ".b.test", "a.test"].into_iter().find(|end| server.template.contains(end)) {
            prop_assert!(host.ends_with(fixed), "{}", url);
            prop_assert_eq!(host.split('.').count(), plain.host_str().unwrap().split('.').count());
        }
        if !names.iter().any(|name| name == "port" || name == "b") {
            prop_assert_eq!(parsed.port(), plain.port());
        }
        // The path has its fixed parts and as many segments as in the document, or as its variable takes.
        let segments = |url: &Url| url.path().split('/').count();
        if !server.variables.iter().any(|variable| variable.default.contains('/')) {
            prop_assert_eq!(segments(&parsed), segments(&plain), "{}", url);
        }
        for end in ["/x", "/end"] {
            prop_assert_eq!(parsed.path().ends_with(end), plain.path().ends_with(end) , "{}", url);
        }
        // Nobody reads it otherwise than it was written, but for letters in capitals and ports that go without saying.
        let port = parsed.port().map(|port| format!(":{port}")).unwrap_or_default();
        let again = format!("{}://{host}{port}{}", parsed.scheme(), parsed.path()).to_ascii_lowercase();
        let written = url.to_ascii_lowercase().replacen(":80/", "/", usize::from(parsed.scheme() == "http"));
        let written = written.replacen(":443/", "/", usize::from(parsed.scheme() == "https"));
        prop_assert_eq!(again.trim_end_matches('/'), written.trim_end_matches('/'));
    }

    #[test]
    fn nothing_makes_it_fail(template in ".{0,40}", name in "[a-z]{1}", value in values(), default in values()) {
        let server = server(1, &template, &[(&name, &default, &[])]);
        let found = base_url(std::slice::from_ref(&server), Some(&choose(1, &[(&name, &value)])));
        prop_assert!(!found.complaints.is_empty() || is_base(&found.url), "{:?}", found);
        let _ = matching(&[server], &value);
    }
}
