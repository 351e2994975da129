//! Tokens that do not come: each failure has its step, and none gives anything away.

use axum::http::{Method, StatusCode, header};
use loggia::catalog::server::service;
use loggia::identity::server::Administrator;
use serde_json::{Value, json};

use super::oauth_provider::{CLIENT, Portal, json_of};

#[tokio::test]
async fn what_token_endpoints_do_wrong_is_told() {
    let portal = Portal::new().await;
    let call = |failure: &str| json!({"step": "token", "problem": "call", "failure": failure});
    for (scheme, expected) in [
        ("blocked", call("blocked")),
        ("down", call("refused")),
        ("nowhere", json!({"step": "token", "problem": "no_address"})),
        ("html", json!({"step": "token", "problem": "not_json"})),
        ("large", json!({"step": "token", "problem": "too_large"})),
        ("redirect", json!({"step": "token", "problem": "redirected", "status": 307})),
        ("empty", json!({"step": "token", "problem": "missing", "member": "access_token"})),
        ("mac", json!({"step": "token", "problem": "token_type", "token_type": "mac"})),
        ("github", json!({"step": "token", "problem": "refused", "error": "bad_verification_code", "description": ""})),
        ("broken", json!({"step": "token", "problem": "status", "status": 500})),
    ] {
        let answer = portal.post("/console/token", "", &portal.wish(scheme, "client_credentials")).await;
        assert_eq!(json_of(&answer), json!({"failed": expected}), "{scheme}");
    }
    assert!(portal.provider.asked().is_empty(), "a redirect is not followed");

    let mut wish = portal.wish("machine", "client_credentials");
    wish["client_secret"] = "wrong".into();
    let expected = json!({
        "step": "token", "problem": "refused",
        "error": "invalid_client", "description": "A <b>description</b> in two lines",
    });
    assert_eq!(json_of(&portal.post("/console/token", "", &wish).await), json!({"failed": expected}));
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused() {
    let portal = Portal::new().await;
    let wish = portal.wish("machine", "client_credentials");
    let with = |name: &str, value: Value| {
        let mut wish = wish.clone();
        wish[name] = value;
        wish
    };
    for (wish, status) in [
        (with("token_url", json!("http://evil.test")), StatusCode::BAD_REQUEST),
        (with("operation", json!("none")), StatusCode::NOT_FOUND),
        (with("scheme", json!("none")), StatusCode::NOT_FOUND),
        (with("scheme", json!("unused")), StatusCode::NOT_FOUND),
        (with("scheme", json!("person")), StatusCode::UNPROCESSABLE_ENTITY),
        (with("scheme", json!("key")), StatusCode::UNPROCESSABLE_ENTITY),
        (with("flow", json!("authorization_code")), StatusCode::UNPROCESSABLE_ENTITY),
        (with("flow", json!("password")), StatusCode::BAD_REQUEST),
        (with("client_id", json!("")), StatusCode::UNPROCESSABLE_ENTITY),
        (with("client_secret", json!("a\nb")), StatusCode::UNPROCESSABLE_ENTITY),
        (with("scopes", json!(["a".repeat(9000)])), StatusCode::UNPROCESSABLE_ENTITY),
        (json!([]), StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(portal.post("/console/token", "", &wish).await.status, status, "{wish}");
    }
    // Somebody else's page may not ask at all.
    let mut request = portal.app.request(Method::POST, "/console/token").body(wish.to_string().into()).unwrap();
    request.headers_mut().insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
    request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(portal.app.send(request).await.status, StatusCode::FORBIDDEN);

    // Of a draft nobody gets a token.
    let permit = Administrator::operator();
    let api = service::admin_api_by_slug(&portal.app.state, &permit, &portal.api).await.unwrap();
    let draft = loggia::catalog::model::ApiInput { published: false, ..api.input.clone() };
    service::update_api(&portal.app.state, &permit, &api.id, api.revision, draft).await.unwrap();
    for path in ["/console/token", "/console/authorization"] {
        assert_eq!(portal.post(path, "", &wish).await.status, StatusCode::NOT_FOUND);
    }
    assert!(portal.provider.asked().is_empty());
}

#[tokio::test]
async fn guessing_at_secrets_from_here_is_slow() {
    let portal = Portal::new().await;
    let wish = portal.wish("machine", "client_credentials");
    for _ in 0..30 {
        assert_eq!(portal.post("/console/token", "", &wish).await.status, StatusCode::OK);
    }
    let refused = portal.post("/console/token", "", &wish).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers.contains_key(header::RETRY_AFTER));
    assert_eq!(portal.post("/console/authorization", "", &wish).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_flow_counts_once_and_in_its_own_browser() {
    let portal = Portal::new().await;
    let wish = portal.wish("person", "authorization_code");
    let (cookie, flow, url) = portal.begin(&wish).await;
    let (other, other_flow, _) = portal.begin(&wish).await;
    assert!(cookie != other && flow != other_flow && flow.len() == 64);
    let location = portal.consent(&url).await;

    for (cookie, location, says) in [
        (cookie.as_str(), location.replace(&flow, &"0".repeat(64)), "is not known"),
        (cookie.as_str(), location.replace("state=", "x="), "is not known"),
        (other.as_str(), location.clone(), "another browser"),
        ("", location.clone(), "another browser"),
        ("loggia-browser=nonsense", location.clone(), "another browser"),
    ] {
        let landing = portal.come_back(cookie, &location).await;
        assert_eq!(landing.status, StatusCode::BAD_REQUEST, "{location}");
        assert!(landing.text().contains(says), "{}", landing.text());
    }
    assert_eq!(portal.outcome(&other, &flow).await, "gone", "another browser is told nothing");
    assert_eq!(portal.outcome("", &flow).await, "gone");
    assert!(portal.provider.asked().is_empty());

    // All that has spoilt nothing.
    assert_eq!(portal.come_back(&cookie, &location).await.status, StatusCode::OK);
    for _ in 0..2 {
        let again = portal.come_back(&cookie, &location).await;
        assert_eq!(again.status, StatusCode::BAD_REQUEST);
        assert!(again.text().contains("has been used already"), "{}", again.text());
        assert_eq!(portal.provider.asked().len(), 1);
        portal.outcome(&cookie, &flow).await;
    }

    let (cookie, flow, url) = portal.begin(&wish).await;
    let location = portal.consent(&url).await;
    portal.app.state.clock.advance(10 * 60 * 1000);
    assert!(portal.come_back(&cookie, &location).await.text().contains("is not known"), "its time is over");
    assert_eq!(portal.outcome(&cookie, &flow).await, "gone");
}

#[tokio::test]
async fn what_providers_say_instead_of_a_code_is_told_as_text() {
    let portal = Portal::new().await;
    let (cookie, flow, url) = portal.begin(&portal.wish("denying", "authorization_code")).await;
    let landing = portal.come_back(&cookie, &portal.consent(&url).await).await;
    assert!(landing.text().contains("access_denied. No thanks"), "{}", landing.text());
    let expected =
        json!({"step": "authorization", "problem": "refused", "error": "access_denied", "description": "No thanks"});
    assert_eq!(portal.outcome(&cookie, &flow).await, json!({"done": {"failed": expected}}));

    let (cookie, flow, _) = portal.begin(&portal.wish("denying", "authorization_code")).await;
    let script = format!(
        "http://localhost:3000/console/oauth/callback?state={flow}&error=%3Cscript%3E&error_description=%22%3E%3Cb%3E"
    );
    let landing = portal.come_back(&cookie, &script).await;
    assert!(!landing.text().contains("<script>") && !landing.text().contains("<b>"), "{}", landing.text());

    let (cookie, flow, _) = portal.begin(&portal.wish("person", "authorization_code")).await;
    portal.come_back(&cookie, &format!("http://localhost:3000/console/oauth/callback?state={flow}")).await;
    assert_eq!(portal.outcome(&cookie, &flow).await["done"]["failed"]["member"], "code");

    let mut wish = portal.wish("person", "authorization_code");
    wish["client_secret"] = "wrong".into();
    let (cookie, flow, url) = portal.begin(&wish).await;
    portal.come_back(&cookie, &portal.consent(&url).await).await;
    let failed = &portal.outcome(&cookie, &flow).await["done"]["failed"];
    assert_eq!((&failed["step"], &failed["error"]), (&json!("token"), &json!("invalid_client")));
}

#[tokio::test]
async fn nobody_is_sent_to_what_is_no_web_address_or_no_provider() {
    let portal = Portal::new().await;
    for (scheme, flow, problem) in [
        ("script", "authorization_code", json!({"step": "authorization", "problem": "no_address"})),
        (
            "imposter",
            "open_id_connect",
            json!({
                "step": "discovery", "problem": "issuer", "expected": format!("http://{}/other", portal.provider.address),
                "found": format!("http://{}", portal.provider.address),
            }),
        ),
    ] {
        let answer = portal.post("/console/authorization", "", &portal.wish(scheme, flow)).await;
        assert_eq!(json_of(&answer), json!({"failed": problem}));
    }
}

#[tokio::test]
async fn an_answer_of_another_provider_is_not_believed() {
    let portal = Portal::new().await;
    for (from, to) in [("iss=", "x="), ("iss=http", "iss=https")] {
        let (cookie, flow, url) = portal.begin(&portal.wish("oidc", "open_id_connect")).await;
        let location = portal.consent(&url).await;
        portal.come_back(&cookie, &location.replace(from, to)).await;
        let failed = &portal.outcome(&cookie, &flow).await["done"]["failed"];
        assert_eq!((&failed["step"], &failed["problem"]), (&json!("authorization"), &json!("issuer")), "{from}");
    }
    assert!(portal.provider.asked().is_empty(), "the code went nowhere");
}

#[tokio::test]
async fn secrets_are_not_printed() {
    let portal = Portal::new().await;
    let (_, _, url) = portal.begin(&portal.wish("person", "authorization_code")).await;
    assert!(!url.contains("s3cret"));
    let printed = format!("{:?}", portal.app.state);
    assert!(!printed.contains("s3cret") && !printed.contains(CLIENT.0), "{printed}");
}
