//! What the web service receives of a call, and the client of an answer.

use loggia::platform::config::Config;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::timeout;

use super::policies::support::open;
use super::support::{FOREVER, Portal, Service, header, message, put_policies, status, with_key};

#[tokio::test]
async fn neither_key_reaches_the_service_and_the_rest_of_the_query_stays_as_it_is() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, None).await;
    for (query, lines, expected) in [
        ("?a=%7e&subscription-key=KEY&b=x+y&&c", vec![], "?a=%7e&b=x+y&&c"),
        ("?subscription%2Dkey=KEY", vec![], ""),
        ("?x=1&subscription-key=wrong", vec![with_key(&key)], "?x=1"),
        ("", vec![with_key(&key)], ""),
    ] {
        let path = format!("/pets/api/things/a%20b{}", query.replace("KEY", &key));
        let answer = portal.call("GET", &path, &lines).await;
        assert_eq!(status(&answer), 200, "{path} {answer}");
        assert_eq!(service.target(), format!("GET /base/things/a%20b{expected} HTTP/1.1"));
        let received = service.requests().pop().unwrap();
        assert!(!received.contains(&key) && !received.to_lowercase().contains("subscription"), "{received}");
    }
}

#[tokio::test]
async fn names_of_the_key_are_the_apis_choice() {
    let service = Service::hello().await;
    let portal = Portal::with(
        service.address,
        |_| (),
        |api| {
            api.key_header = "X-Api-Key".to_owned();
            api.key_query = "api_key".to_owned();
        },
    )
    .await;
    let (key, _) = portal.subscribe(None, None).await;
    assert_eq!(status(&portal.get(&key).await), 401);
    assert_eq!(status(&portal.call("GET", "/pets/api", &[format!("x-api-key: {key}")]).await), 200);
    assert_eq!(status(&portal.call("GET", &format!("/pets/api?api_key={key}"), &[]).await), 200);
    assert!(service.requests().iter().all(|request| !request.contains(&key)));
}

#[tokio::test]
async fn headers_pass_without_those_of_the_connection_and_those_that_say_who_somebody_is() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, None).await;
    let lines = [
        with_key(&key),
        "Accept: text/plain".to_owned(),
        "Authorization: Bearer of-the-service".to_owned(),
        "Cookie: theirs=1".to_owned(),
        "X-Secret: hop".to_owned(),
        "Connection: X-Secret".to_owned(),
        "X-Forwarded-For: 6.6.6.6".to_owned(),
        "X-Forwarded-User: root".to_owned(),
        "X-Real-IP: 6.6.6.6".to_owned(),
        "Forwarded: for=6.6.6.6".to_owned(),
        "Keep-Alive: 5".to_owned(),
        "Range: bytes=0-1".to_owned(),
    ];
    let answer = portal.call("GET", "/pets/api/things/7", &lines).await;
    assert_eq!(status(&answer), 200, "{answer}");
    assert_eq!(header(&answer, "x-service").as_deref(), Some("yes"));
    let received = service.requests().pop().unwrap();
    let mut received: Vec<String> = received.trim_end().lines().skip(1).map(str::to_lowercase).collect();
    received.sort();
    let via = received.iter().position(|line| line.starts_with("via: 1.1 loggia-")).unwrap();
    received.remove(via);
    assert_eq!(
        received,
        [
            "accept: text/plain".to_owned(),
            "authorization: bearer of-the-service".to_owned(),
            "cookie: theirs=1".to_owned(),
            "forwarded: for=127.0.0.1;proto=http;host=\"api.example\"".to_owned(),
            format!("host: {}", service.address),
            "range: bytes=0-1".to_owned(),
            "x-forwarded-for: 127.0.0.1".to_owned(),
            "x-forwarded-host: api.example".to_owned(),
            "x-forwarded-proto: http".to_owned(),
        ]
    );
}

#[tokio::test]
async fn bodies_pass_by_length_and_by_chunks() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, None).await;
    let head = |verb: &str, more: &str| {
        format!(
            "{verb} /pets/api/things{} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{}\r\n{more}",
            if verb == "PUT" { "/7" } else { "" },
            with_key(&key)
        )
    };
    for (request, expected) in [
        (head("POST", "Content-Length: 5\r\n\r\nhello"), &["content-length: 5", "hello"][..]),
        (head("PUT", "Content-Length: 5\r\n\r\nhello"), &["content-length: 5", "hello"]),
        (head("POST", "Content-Length: 0\r\n\r\n"), &["content-length: 0"]),
        (
            head("POST", "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"),
            &["transfer-encoding: chunked", "hel", "lo", "0\r\n\r\n"],
        ),
        (head("POST", "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nhi"), &["content-length: 2", "hi"]),
    ] {
        let answer = portal.exchange(&request).await;
        let (first, last) = answer.split_once("HTTP/1.1 200 OK").unwrap_or_else(|| panic!("{request} {answer}"));
        assert!(first.is_empty() || first.starts_with("HTTP/1.1 100 Continue"), "{answer}");
        assert!(last.ends_with("hello"), "{answer}");
        let received = service.requests().pop().unwrap();
        for part in expected {
            assert!(received.contains(part), "{part} in {received}");
        }
        assert!(!received.to_lowercase().contains("expect"), "{received}");
    }
}

#[tokio::test]
async fn versions_are_chosen_by_path_header_and_query() {
    use loggia::catalog::model::{ApiInput, VersionScheme};
    use loggia::catalog::server::service as catalog;
    use loggia::identity::server::Administrator;

    for (scheme, parameter, calls) in [
        (VersionScheme::Path, "", [("/pets/api/things/7", ""), ("/pets/api/v2/things/7", "")]),
        (VersionScheme::Header, "Api-Version", [("/pets/api/things/7", ""), ("/pets/api/things/7", "Api-Version: v2")]),
        (VersionScheme::Query, "api-version", [("/pets/api/things/7", ""), ("/pets/api/things/7?api-version=V2", "")]),
    ] {
        let (old, new) = (Service::hello().await, Service::hello().await);
        let portal = Portal::with(
            old.address,
            |_| (),
            |api| {
                api.subscription_required = false;
                api.version_scheme = scheme;
                api.version_parameter = parameter.to_owned();
            },
        )
        .await;
        let (state, administrator) = (&portal.app.state, Administrator::operator());
        let api = catalog::admin_api_by_slug(state, &administrator, "pets").await.unwrap();
        let second = ApiInput {
            name: "Pets 2".to_owned(),
            slug: "pets-2".to_owned(),
            version: "v2".to_owned(),
            service_url: format!("http://{}", new.address),
            ..api.input
        };
        let second = catalog::create_api(state, &administrator, second).await.unwrap();
        super::support::add(&portal.app, &second, "GET", "/things/{id}").await;
        for (service, (path, line)) in [&old, &new].into_iter().zip(calls) {
            let lines: Vec<String> = [line.to_owned()].into_iter().filter(|line| !line.is_empty()).collect();
            let answer = portal.call("GET", path, &lines).await;
            assert_eq!(status(&answer), 200, "{scheme:?} {path} {answer}");
            assert_eq!(service.requests().len(), 1, "{scheme:?} {path}");
        }
        assert_eq!(status(&portal.call("GET", "/pets/api/v3/things/7", &[]).await), 404);
    }
}

#[tokio::test]
async fn whoever_waits_for_leave_to_send_a_body_gets_it_unless_the_call_is_refused() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, None).await;
    let head = |key: &str| {
        let lines =
            format!("Host: a\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n{}", with_key(key));
        format!("POST /pets/api/things HTTP/1.1\r\n{lines}\r\n\r\n")
    };
    let mut stream = portal.connect().await;
    stream.write_all(head(&key).as_bytes()).await.unwrap();
    let mut leave = [0; 25];
    timeout(FOREVER, stream.read_exact(&mut leave)).await.unwrap().unwrap();
    assert_eq!(leave, *b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"hi").await.unwrap();
    let mut answer = String::new();
    timeout(FOREVER, stream.read_to_string(&mut answer)).await.unwrap().unwrap();
    assert_eq!(status(&answer), 200, "{answer}");
    assert!(service.requests()[0].ends_with("\r\n\r\nhi"));

    let refused = portal.exchange(head("lgs_wrong")).await;
    assert_eq!(status(&refused), 401, "{refused}");
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn a_part_of_an_answer_stays_one() {
    let part = "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 2-3/5\r\nAccept-Ranges: bytes\r\n\
        Content-Length: 2\r\nETag: \"1\"\r\n\r\nll";
    let service = Service::answering(part).await;
    let portal = open(service.address).await;
    let lines = ["Range: bytes=2-3".to_owned(), "If-Range: \"1\"".to_owned()];
    let answer = portal.call("GET", "/pets/api", &lines).await;
    assert_eq!((status(&answer), header(&answer, "content-range").as_deref()), (206, Some("bytes 2-3/5")), "{answer}");
    assert_eq!(header(&answer, "etag").as_deref(), Some("\"1\""));
    assert!(answer.ends_with("\r\n\r\nll"), "{answer}");
    let received = service.requests().pop().unwrap();
    assert_eq!(header(&received, "range").as_deref(), Some("bytes=2-3"));
    assert_eq!(header(&received, "if-range").as_deref(), Some("\"1\""));
}

#[tokio::test]
async fn trailers_pass_both_ways() {
    let answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n\
        2\r\nhi\r\n0\r\nX-Sum: theirs\r\n\r\n";
    let service = Service::answering(answer).await;
    let portal = open(service.address).await;
    let lines = "Host: a\r\nConnection: close, TE\r\nTE: trailers\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked";
    for verb in ["POST /pets/api/things", "PUT /pets/api/things/7"] {
        let body = "2\r\nho\r\n0\r\nX-Sum: ours\r\n\r\n";
        let answer = portal.exchange(format!("{verb} HTTP/1.1\r\n{lines}\r\n\r\n{body}")).await;
        assert_eq!(status(&answer), 200, "{answer}");
        assert!(answer.to_lowercase().ends_with("\r\nhi\r\n0\r\nx-sum: theirs\r\n\r\n"), "{answer}");
        let received = service.requests().pop().unwrap().to_lowercase();
        for line in ["te: trailers\r\n", "connection: te\r\n", "trailer: x-sum\r\n"] {
            assert!(received.contains(line), "{received}");
        }
        assert!(received.ends_with("\r\nho\r\n0\r\nx-sum: ours\r\n\r\n"), "{received}");
    }
}

#[tokio::test]
async fn answers_pass_without_what_is_about_their_connection() {
    let service = Service::answering(
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=9\r\n\
         Proxy-Authenticate: Basic\r\nUpgrade: h2c\r\nSet-Cookie: theirs=1\r\nServer: theirs\r\n\r\n",
    )
    .await;
    let portal = open(service.address).await;
    let answer = portal.call("GET", "/pets/api", &[]).await;
    assert_eq!(status(&answer), 200, "{answer}");
    for name in ["x-hop", "keep-alive", "proxy-authenticate", "upgrade"] {
        assert_eq!(header(&answer, name), None, "{answer}");
    }
    assert_eq!(header(&answer, "connection").as_deref(), Some("close"));
    assert_eq!(header(&answer, "set-cookie").as_deref(), Some("theirs=1"));
    assert_eq!(header(&answer, "server").as_deref(), Some("theirs"));
}

#[tokio::test]
async fn a_trusted_proxy_says_who_calls_and_nobody_else_does() {
    const CHAIN: &str = "X-Forwarded-For: 6.6.6.6, 203.0.113.9, 10.0.0.2";
    for (trusted, line, chain, forwarded) in [
        (
            "127.0.0.0/8",
            CHAIN,
            "6.6.6.6, 203.0.113.9, 10.0.0.2, 127.0.0.1",
            "for=10.0.0.2;proto=https;host=\"shop.example\"",
        ),
        (
            "127.0.0.0/8,10.0.0.0/8",
            CHAIN,
            "6.6.6.6, 203.0.113.9, 10.0.0.2, 127.0.0.1",
            "for=203.0.113.9;proto=https;host=\"shop.example\"",
        ),
        ("10.0.0.0/8", CHAIN, "127.0.0.1", "for=127.0.0.1;proto=http;host=\"shop.example\""),
        (
            "127.0.0.0/8",
            "Forwarded: for=\"[2001:db8::7]:80\";proto=https",
            "2001:db8::7, 127.0.0.1",
            "for=\"[2001:db8::7]\";proto=https;host=\"shop.example\"",
        ),
    ] {
        let service = Service::hello().await;
        let trust = |config: &mut Config| {
            config.trusted_proxies = trusted.split(',').map(|network| network.parse().unwrap()).collect();
        };
        let portal = Portal::with(service.address, trust, |api| api.subscription_required = false).await;
        let head = format!("Host: shop.example\r\nConnection: close\r\nX-Forwarded-Proto: https\r\n{line}");
        let answer = portal.exchange(format!("GET /pets/api HTTP/1.1\r\n{head}\r\n\r\n")).await;
        assert_eq!(status(&answer), 200, "{answer}");
        let received = service.requests().pop().unwrap();
        assert_eq!(header(&received, "x-forwarded-for").as_deref(), Some(chain), "{trusted} {line}");
        assert_eq!(header(&received, "forwarded").as_deref(), Some(forwarded), "{trusted} {line}");
        assert_eq!(header(&received, "x-forwarded-host").as_deref(), Some("shop.example"));
    }
}

#[tokio::test]
async fn a_call_that_goes_in_a_circle_is_ended() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    // The web service is the gateway, and the API's address there is its own.
    let circle = format!("http://{}/pets/api", portal.address);
    put_policies(&portal, "", "pets", json!([{"kind": "set-backend", "url": circle}])).await;
    let answer = portal.call("GET", "/pets/api", &["Via: 1.0 theirs".to_owned()]).await;
    assert_eq!(status(&answer), 508, "{answer}");
    assert!(message(&answer).contains("circle"), "{answer}");
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn who_is_told_in_two_ways_that_differ_is_nobody() {
    let service = Service::hello().await;
    let trust = |config: &mut Config| config.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let portal = Portal::with(service.address, trust, |api| api.subscription_required = false).await;
    // The proxy writes the first, and passes on what a client has written into the second.
    for (other, code) in [("Forwarded: for=10.0.0.1", 400), ("Forwarded: for=203.0.113.9", 200)] {
        let lines = ["X-Forwarded-For: 203.0.113.9".to_owned(), other.to_owned()];
        let answer = portal.call("GET", "/pets/api", &lines).await;
        assert_eq!(status(&answer), code, "{answer}");
    }
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn a_body_without_a_length_arrives_whatever_the_method() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    let head = "Host: g\r\nConnection: close\r\nTransfer-Encoding: chunked";
    let answer =
        portal.exchange(format!("GET /pets/api/things/7 HTTP/1.1\r\n{head}\r\n\r\n5\r\nquery\r\n0\r\n\r\n")).await;
    assert_eq!(status(&answer), 200, "{answer}");
    let received = service.requests().pop().unwrap();
    assert!(received.ends_with("\r\n\r\n5\r\nquery\r\n0\r\n\r\n"), "{received}");
    assert_eq!(header(&received, "transfer-encoding").as_deref(), Some("chunked"));
}
