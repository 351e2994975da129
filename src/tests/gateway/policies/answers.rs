//! Answers that policies keep, change or give themselves.

use loggia::catalog::server::service as catalog;
use loggia::identity::server::Administrator;
use serde_json::json;

use super::support::{API, get, open, set_header, values};
use crate::gateway::support::{Portal, Service, header, message, put_policies_of, status};

#[tokio::test]
async fn what_was_answered_is_kept_and_the_service_is_not_asked_again() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    let list = json!([
        {"kind": "cache-lookup", "vary_headers": ["Accept-Language"]},
        {"kind": "cache-store", "section": "outbound", "seconds": 60},
        set_header("outbound", "X-Out", "each time", "append"),
    ]);
    put_policies_of(&portal, API, list).await;
    for (seconds, query, line, age, asked) in [
        (0, "", "Accept: */*", None, 1),
        (10, "", "Accept: */*", Some("10"), 1),
        (0, "?page=2", "Accept: */*", None, 2),
        (0, "", "Accept-Language: pl", None, 3),
        (0, "", "Accept-Language: pl", Some("0"), 3),
        (0, "", "Authorization: Bearer mine", None, 4),
        (0, "", "Authorization: Bearer mine", None, 5),
        (49, "", "Accept: */*", Some("59"), 5),
        (1, "", "Accept: */*", None, 6),
    ] {
        portal.app.state.clock.advance(seconds * 1000);
        let answer = get(&portal, query, &[line]).await;
        assert_eq!((status(&answer), header(&answer, "age").as_deref()), (200, age), "{query} {line}: {answer}");
        assert_eq!(service.requests().len(), asked, "{query} {line}");
        assert_eq!(["x-service", "x-out"].map(|name| values(&answer, name).join("|")), ["yes", "each time"]);
        assert!(answer.ends_with("\r\n\r\nhello"), "{answer}");
    }
}

#[tokio::test]
async fn an_answer_of_a_policys_own_needs_no_service() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let input = json!({
        "verb": "GET", "url_template": "/mocked", "display_name": "Mocked", "slug": "", "parameters": [], "bodies": [],
        "responses": [
            {"status": "200", "representations": [{"content_type": "text/csv", "sample": "a,b"}]},
            {"status": "404", "representations": [{"content_type": "text/plain", "sample": "gone"}]},
        ],
    });
    let api = catalog::admin_api_by_slug(state, &administrator, "pets").await.unwrap();
    catalog::create_operation(state, &administrator, &api.id, serde_json::from_value(input).unwrap()).await.unwrap();
    let mock = |code: u16, kind: &str| json!({"kind": "mock-response", "status": code, "content_type": kind});
    let tea = json!([{"name": "X-Tea", "value": "green"}, {"name": "Content-Type", "value": "text/tea"}]);
    let tea = json!({"kind": "return-response", "status": 418, "headers": tea, "body": "hot"});
    for (policy, expected, content_type, body) in [
        (mock(200, ""), 200, Some("text/csv"), "a,b"),
        (mock(404, "text/plain"), 404, Some("text/plain"), "gone"),
        // Nothing is documented of these.
        (mock(200, "text/html"), 200, None, ""),
        (mock(503, ""), 503, None, ""),
        (tea, 418, Some("text/tea"), "hot"),
    ] {
        put_policies_of(&portal, API, json!([policy])).await;
        let answer = portal.call("GET", "/pets/api/mocked", &[]).await;
        assert_eq!((status(&answer), header(&answer, "content-type").as_deref()), (expected, content_type), "{answer}");
        assert_eq!(answer.split_once("\r\n\r\n").unwrap().1, body, "{policy}");
        assert_eq!(values(&answer, "x-tea"), if expected == 418 { vec!["green"] } else { vec![] });
    }
    assert_eq!(service.requests(), [""; 0]);

    // What was answered once needs no database, and a change of the documentation is seen.
    put_policies_of(&portal, API, json!([mock(200, "")])).await;
    let mocked = async || portal.call("GET", "/pets/api/mocked", &[]).await;
    assert!(mocked().await.ends_with("\r\n\r\na,b"));
    let (_, mut operation) = catalog::admin_operation_by_slug(state, &administrator, "pets", "mocked").await.unwrap();
    operation.input.responses[0].representations[0].sample = "c,d".to_owned();
    catalog::update_operation(state, &administrator, &operation.id, operation.revision, operation.input).await.unwrap();
    assert!(mocked().await.ends_with("\r\n\r\nc,d"));
    state.db.close().await;
    assert!(mocked().await.ends_with("\r\n\r\nc,d"));
}

#[tokio::test]
async fn answers_and_errors_go_through_sections_of_their_own() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    let needs = json!({"kind": "check-header", "name": "X-Needed", "status": 403, "message": "No."});
    let set = |section: &str| set_header(section, "X-From", section, "append");
    put_policies_of(&portal, API, json!([needs, set("outbound"), set("on-error")])).await;
    let refused = get(&portal, "", &[]).await;
    assert_eq!((status(&refused), message(&refused).as_str()), (403, "No."));
    assert_eq!(values(&refused, "x-from"), ["on-error"]);
    assert_eq!(service.requests(), [""; 0]);
    let passed = get(&portal, "", &["X-Needed: 1"]).await;
    assert_eq!((status(&passed), values(&passed, "x-from").concat().as_str()), (200, "outbound"), "{passed}");

    let say = |section: &str, code: u16| json!({"kind": "return-response", "section": section, "status": code, "body": section});
    put_policies_of(&portal, API, json!([needs, say("outbound", 203), say("on-error", 409)])).await;
    for (lines, code, body) in [(&["X-Needed: 1"][..], 203, "outbound"), (&[], 409, "on-error")] {
        let answer = get(&portal, "", lines).await;
        assert_eq!((status(&answer), answer.split_once("\r\n\r\n").unwrap().1), (code, body), "{answer}");
        assert!(values(&answer, "x-service").is_empty(), "{answer}");
    }
    assert_eq!(service.requests().len(), 2);
}

#[tokio::test]
async fn errors_about_the_address_go_through_their_section_and_keep_what_they_say_besides() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    put_policies_of(&portal, ["", "", ""], json!([set_header("on-error", "X-From", "global", "append")])).await;
    put_policies_of(&portal, API, json!([set_header("on-error", "X-From", "api", "append")])).await;
    for (verb, path, code, from) in [
        ("GET", "/nowhere", 404, &["global"][..]),
        ("GET", "/pets/api/things/a%2fb", 400, &["global"]),
        ("GET", "/pets/api/nowhere", 404, &["global", "api"]),
        ("DELETE", "/pets/api/things/7", 405, &["global", "api"]),
        ("GET", "/pets/api/things/7", 401, &["global", "api"]),
    ] {
        let answer = portal.call(verb, path, &[]).await;
        assert_eq!(
            (status(&answer), values(&answer, "x-from")),
            (code, from.iter().map(ToString::to_string).collect())
        );
    }

    let (key, _) = portal.subscribe(Some("1/1h"), None).await;
    let busy = json!([{"kind": "return-response", "section": "on-error", "status": 503, "body": "busy"}]);
    put_policies_of(&portal, ["", "", ""], busy).await;
    assert_eq!(status(&portal.get(&key).await), 200);
    let answer = portal.get(&key).await;
    assert!(status(&answer) == 503 && answer.ends_with("\r\n\r\nbusy"), "{answer}");
    for name in ["x-request-id", "retry-after", "ratelimit-limit", "ratelimit-reset"] {
        assert!(header(&answer, name).is_some(), "{name}: {answer}");
    }
}
