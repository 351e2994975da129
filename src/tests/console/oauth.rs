//! Tokens of authorization servers: what must go well, with a server that keeps to the letter.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use super::oauth_provider::{CLIENT, Portal, import_one, json_of};
use crate::support::TestApp;

#[tokio::test]
async fn an_application_gets_a_token_in_either_way() {
    let portal = Portal::new().await;
    for (authentication, has_header) in [("basic", true), ("body", false)] {
        let mut wish = portal.wish("machine", "client_credentials");
        wish["client_authentication"] = authentication.into();
        let answer = portal.post("/console/token", "", &wish).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(
            json_of(&answer),
            json!({"token": {
                "access_token": "machine-token", "token_type": "bearer", "expires_in": 3600,
                "scope": "read write", "has_id_token": false, "refresh": null,
            }})
        );
        let (form, authorization) = portal.provider.asked().pop().unwrap();
        assert_eq!(authorization.is_some(), has_header);
        assert_eq!((form["grant_type"].as_str(), form["scope"].as_str()), ("client_credentials", "read write"));
        assert_eq!(form.get("client_secret").map(String::as_str), (!has_header).then_some(CLIENT.1));
    }
}

#[tokio::test]
async fn a_person_goes_there_and_comes_back_with_a_token_that_can_be_renewed() {
    let portal = Portal::new().await;
    let (cookie, flow, url) = portal.begin(&portal.wish("person", "authorization_code")).await;
    assert!(url.starts_with(&format!("http://{}/authorize?audience=a&", portal.provider.address)), "{url}");
    assert!(!url.contains("nonce") && url.contains("code_challenge_method=S256"), "{url}");
    assert_eq!(portal.outcome(&cookie, &flow).await, "waiting");

    let location = portal.consent(&url).await;
    let landing = portal.come_back(&cookie, &location).await;
    assert_eq!(landing.status, StatusCode::OK);
    assert_eq!(landing.headers[header::CACHE_CONTROL], "no-store");
    let policy = landing.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("script"), "{policy}");
    let page = landing.text();
    assert!(page.contains("You can close this window") && !page.contains("<script"), "{page}");
    assert!(!page.contains("person-token") && !page.contains(CLIENT.1), "nothing secret is on the page");

    let outcome = portal.outcome(&cookie, &flow).await;
    let token = &outcome["done"]["token"];
    assert_eq!((&token["access_token"], &token["scope"]), (&json!("person-token"), &json!("read")));
    assert!(!outcome.to_string().contains("refresh-1"), "the refresh token stays on the server");
    assert_eq!(portal.outcome(&cookie, &flow).await, "gone", "it is told once");

    // It belongs to this browser, and goes on when the provider gives out a new refresh token, or none.
    let refresh = json!({"refresh": token["refresh"]});
    let other = "loggia-browser=".to_owned() + &"0".repeat(64);
    for cookie in ["", other.as_str()] {
        assert_eq!(portal.post("/console/oauth/refresh", cookie, &refresh).await.status, StatusCode::NOT_FOUND);
    }
    for expected in ["second-token", "third-token"] {
        let answer = json_of(&portal.post("/console/oauth/refresh", &cookie, &refresh).await);
        assert_eq!(answer["token"]["access_token"], expected);
        assert_eq!(answer["token"]["refresh"], token["refresh"]);
        assert_eq!(answer["token"]["scope"], "read");
    }
    portal.app.state.clock.advance(13 * 60 * 60 * 1000);
    assert_eq!(portal.post("/console/oauth/refresh", &cookie, &refresh).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_public_client_says_who_it_is_and_keeps_its_browser() {
    let portal = Portal::new().await;
    let mut wish = portal.wish("person", "authorization_code");
    (wish["client_id"], wish["client_secret"]) = ("public".into(), "".into());
    let (cookie, flow, url) = portal.begin(&wish).await;
    portal.come_back(&cookie, &portal.consent(&url).await).await;
    assert_eq!(portal.outcome(&cookie, &flow).await["done"]["token"]["access_token"], "person-token");
    let (form, authorization) = portal.provider.asked().pop().unwrap();
    assert_eq!((form["client_id"].as_str(), authorization), ("public", None));
    let again = portal.post("/console/authorization", &cookie, &wish).await;
    assert!(again.headers.get(header::SET_COOKIE).is_none(), "a browser is told apart by one cookie");
}

#[tokio::test]
async fn a_provider_that_describes_itself_is_asked_once() {
    let portal = Portal::new().await;
    let mut wish = portal.wish("oidc", "open_id_connect");
    wish["scopes"] = json!(["email"]);
    let (cookie, flow, url) = portal.begin(&wish).await;
    assert!(url.contains("scope=openid+email") && url.contains("nonce="), "{url}");
    portal.begin(&wish).await;
    assert_eq!(portal.provider.discovered(), 1);
    portal.come_back(&cookie, &portal.consent(&url).await).await;
    let outcome = portal.outcome(&cookie, &flow).await;
    assert_eq!(outcome["done"]["token"]["has_id_token"], true);
    assert!(!outcome.to_string().contains("a.b.c"));
    portal.app.state.clock.advance(10 * 60 * 1000);
    portal.begin(&wish).await;
    assert_eq!(portal.provider.discovered(), 2, "after ten minutes it is not believed any more");
}

/// What the console offers for a scheme.
async fn options(app: &TestApp, operation: &str, scheme: &str) -> Value {
    let path = format!("/api/private/oauth-options?operation={operation}&scheme={scheme}");
    json_of(&app.get(&path).await)
}

#[tokio::test]
async fn what_there_is_to_choose_is_what_the_document_says() {
    let portal = Portal::new().await;
    let operation = portal.operation.as_str();
    let found = options(&portal.app, operation, "person").await;
    assert_eq!(found["others"], json!(["implicit"]));
    assert_eq!(found["redirect_uri"], "http://localhost:3000/console/oauth/callback");
    assert_eq!(
        found["flows"],
        json!([{"flow": "authorization_code", "scopes": [
            {"name": "read", "description": "Reads", "required": true},
            {"name": "write", "description": "Writes", "required": false},
        ]}])
    );
    let found = options(&portal.app, operation, "oidc").await;
    let scopes = found["flows"][0]["scopes"].as_array().unwrap();
    let needed: Vec<&Value> =
        scopes.iter().filter(|scope| scope["required"] == true).map(|scope| &scope["name"]).collect();
    assert_eq!(needed, ["openid", "read"]);
    for scheme in ["unused", "key", "unheard-of"] {
        let path = format!("/api/private/oauth-options?operation={operation}&scheme={scheme}");
        assert_eq!(portal.app.get(&path).await.status, StatusCode::NOT_FOUND, "{scheme}");
    }
}

#[tokio::test]
async fn flows_of_swagger_2_have_todays_names() {
    let app = TestApp::new().await;
    let scheme = |flow: &str| json!({"type": "oauth2", "flow": flow, "authorizationUrl": "https://a.test/a", "tokenUrl": "https://a.test/t", "scopes": {"read": "Reads"}});
    let document = json!({
        "swagger": "2.0", "info": {"title": "Old", "version": "1"}, "host": "a.test", "schemes": ["https"],
        "securityDefinitions": {
            "person": scheme("accessCode"), "machine": scheme("application"),
            "implicit": scheme("implicit"), "password": scheme("password"),
        },
        "paths": {"/": {"get": {"operationId": "it", "responses": {"200": {"description": "Fine"}},
            "security": [{"person": []}, {"machine": ["read"]}, {"implicit": []}, {"password": []}]}}},
    });
    let (operation, _) = import_one(&app, &document).await;
    let operation = operation.as_str();
    for (scheme, flow, required) in [("person", "authorization_code", false), ("machine", "client_credentials", true)] {
        let found = options(&app, operation, scheme).await;
        let expected =
            json!([{"flow": flow, "scopes": [{"name": "read", "description": "Reads", "required": required}]}]);
        assert_eq!(found["flows"], expected, "{scheme}");
    }
    for scheme in ["implicit", "password"] {
        let found = options(&app, operation, scheme).await;
        assert_eq!((&found["flows"], &found["others"]), (&json!([]), &json!([scheme])));
    }
}
