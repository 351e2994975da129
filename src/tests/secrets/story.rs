//! Whole stories, in which everything that is secret is used the way it is meant to be, and the wrong way.

use std::collections::HashMap;

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use loggia::catalog::model::{Location, Parameter};
use loggia::console::model::{ConsoleRequest, Credential, NamedValue, RequestBody};
use loggia::identity::model::Role;
use loggia::identity::server::setup;
use loggia::kernel::ids::EnvironmentId;
use loggia::platform::config::SignUp;
use serde_json::{Value, json};

use super::evidence::Evidence;
use crate::console::oauth_provider as authorization;
use crate::console::support::{Backend, Portal, Then, answer_with, operation};
use crate::gateway::support as gateway;
use crate::identity::authenticator::Authenticator;
use crate::identity::oidc;
use crate::support::{Answer, PASSWORD, TestApp, mails};

/// Whom the log, the files and the database name.
const ADMIN: &str = "admin@example.com";
const CHOSEN: &str = "the-password-that-grace-chose";

/// The values of the cookies that an answer sets.
fn cookies(answer: &Answer) -> Vec<String> {
    let cookies = answer.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let values = cookies.filter_map(|cookie| cookie.split(';').next()?.split_once('='));
    values.map(|(_, value)| value.to_owned()).filter(|value| !value.is_empty()).collect()
}

/// The tokens in the links of the mail that waits, which is sent, by its kind.
async fn links(app: &TestApp) -> HashMap<String, String> {
    let token = |text: &str| Some(text.split_once("?token=")?.1.split_whitespace().next()?.to_owned());
    let mails = mails(&app.state).await;
    mails.into_iter().filter_map(|mail| Some((mail.kind, token(&mail.text)?))).collect()
}

/// Signs in with a password in another browser, and remembers its session.
async fn session(app: &TestApp, evidence: &mut Evidence, email: &str, password: &str) {
    let form = [("email", email), ("password", password), ("next", "/account")];
    let answer = app.twin().signed_out().post("/sign-in", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    for cookie in cookies(&answer) {
        evidence.secret("cookie", cookie);
    }
}

#[tokio::test]
async fn accounts_leave_no_secret_behind() {
    let mut evidence = Evidence::begin();
    let app = TestApp::configured(|config| config.accounts.sign_up = SignUp::Open).await;
    let link = setup::link(&app.state).await.unwrap().unwrap();
    let token = link.split_once("token=").unwrap().1;
    evidence.secret("set-up link", token);
    app.get(&format!("/setup?token={token}")).await;
    let first = [("token", token), ("email", ADMIN), ("name", "Admin"), ("password", PASSWORD)];
    assert_eq!(app.post("/setup", &first).await.status, StatusCode::SEE_OTHER);
    evidence.secret("password", PASSWORD);

    evidence.secret("wrong password", "a-guess-of-somebody-else");
    app.post("/sign-in", &[("email", ADMIN), ("password", "a-guess-of-somebody-else")]).await;
    evidence.secret("password in the wrong field", "typed-into-the-field-above");
    app.post("/sign-in", &[("email", "typed-into-the-field-above"), ("password", PASSWORD)]).await;
    session(&app, &mut evidence, ADMIN, PASSWORD).await;
    let app = app.signing_in(ADMIN).await;

    // Links: of an invitation, of an account of one's own, of a new password.
    let invited = [("email", "grace@example.com"), ("name", "Grace"), ("role", "developer")];
    assert_eq!(app.post("/admin/users/invite", &invited).await.status, StatusCode::SEE_OTHER);
    evidence.secret("password", "a password of her own");
    let own = [("email", "ada@example.com"), ("name", "Ada"), ("password", "a password of her own")];
    assert_eq!(app.post("/sign-up", &own).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.post("/reset-password", &[("email", ADMIN)]).await.status, StatusCode::SEE_OTHER);
    evidence.take(&app, "while mail waits").await;
    let links = links(&app).await;
    let [invitation, confirmation, reset] = ["invitation", "confirm", "reset"].map(|kind| &links[kind]);
    evidence.take(&app, "once mail was sent").await;
    for link in [invitation, confirmation, reset] {
        evidence.secret("link in a mail", link);
    }
    evidence.secret("password", CHOSEN);
    for (path, form) in [
        ("/confirm", vec![("token", confirmation.as_str())]),
        ("/reset-password/new", vec![("token", invitation), ("password", CHOSEN)]),
        ("/reset-password/new", vec![("token", invitation), ("password", CHOSEN)]),
    ] {
        app.get(&format!("{path}?token={}", form[0].1)).await;
        app.post(path, &form).await;
    }
    session(&app, &mut evidence, "grace@example.com", CHOSEN).await;

    // Tokens, by form and by another token.
    let form = [("name", "CI"), ("scope", "admin"), ("expires_in", "30d")];
    let page = app.post("/account/tokens", &form).await;
    let token: String = page
        .text()
        .split("lgt_")
        .map(|rest| format!("lgt_{rest}"))
        .skip(1)
        .map(|text| text.chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '_').collect::<String>())
        .find(|token| token.len() == 52)
        .unwrap();
    let request = app
        .request(Method::POST, "/api/v1/tokens")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", "once");
    let body = json!({"name": "Made by a token", "scope": "read"}).to_string();
    let made = app.send(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let made: Value = serde_json::from_slice(&made.body).unwrap();
    evidence.secret("token", &token[10..]);
    evidence.secret("token by a token", &made["secret"].as_str().unwrap()[10..]);

    // The second factor: what the app knows, a code that is wrong, and the codes for whoever lost it.
    app.post("/account/security/app", &[]).await;
    let shown = app.get("/api/private/account/security/app").await;
    let shown: Value = serde_json::from_slice(&shown.body).unwrap();
    evidence.secret("secret of the app", shown["secret"].as_str().unwrap());
    evidence.secret("secret of the app", shown["secret"].as_str().unwrap().replace(' ', ""));
    let authenticator = Authenticator::reading(&app).await;
    let page = app.post("/account/security/app/confirm", &[("code", &authenticator.code(&app, 0))]).await;
    let codes = page.text().split("<code").skip(1).filter_map(|it| it.split_once('>')?.1.split_once('<'));
    let codes: Vec<&str> = codes.map(|(code, _)| code).filter(|code| code.len() == 19).collect();
    assert_eq!(codes.len(), 10);
    for code in &codes {
        evidence.secret("recovery code", *code);
        evidence.secret("recovery code", code.replace('-', ""));
    }
    session(&app, &mut evidence, ADMIN, PASSWORD).await;

    // A provider's secret.
    evidence.secret("secret of a provider", "the-secret-of-a-provider");
    let form = [
        ("name", "Example"),
        ("issuer", "https://login.example.com"),
        ("client_id", "portal"),
        ("client_secret", "the-secret-of-a-provider"),
    ];
    let saved = app.post("/admin/identity-providers/new", &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    app.post(&format!("{}/test", saved.location()), &[]).await;

    evidence.take(&app, "at the end").await;
    evidence.holds_none(ADMIN);
}

#[tokio::test]
async fn calls_leave_no_secret_behind() {
    let mut evidence = Evidence::begin();
    let answer = answer_with("Set-Cookie: id=a-cookie-of-the-backend\r\n", b"a-secret-in-an-answer");
    let backend = Backend::answering(answer, Then::Close).await;
    let key = Parameter { name: "api-key".to_owned(), location: Location::Header, ..Parameter::default() };
    let mut portal = Portal::with(backend.address, operation("POST", "/call", vec![key]), |_| ()).await;
    portal.app = portal.app.signed_in_as("ada@example.com", Role::Administrator).await;
    let app = &portal.app;
    let environment = app.post("/account/environments", &[("name", "Test")]).await.location().to_owned();
    let rows = [
        ("name", "Test"),
        ("revision", "1"),
        ("variables.0.name", "key"),
        ("variables.0.value", "a-private-value: of/hers"),
        ("variables.0.private", "on"),
    ];
    assert_eq!(app.post(&environment, &rows).await.status, StatusCode::SEE_OTHER);
    for (what, secret) in [
        ("private value", "a-private-value: of/hers"),
        ("key in a parameter", "a-key-in-a-parameter"),
        ("key of the console", "a-key-of-the-console"),
        ("password of the console", "a-password-of-the-console"),
        ("token of the console", "a-token-of-the-console"),
        ("token that was pasted", "a-token-out-of-a-curl-command"),
        ("password that was pasted", "a-password-out-of-a-curl-command"),
        ("cookie that was pasted", "a-cookie-out-of-a-curl-command"),
        ("secret in a body", "a-secret-in-a-body"),
        ("cookie of the backend", "a-cookie-of-the-backend"),
        ("secret in an answer", "a-secret-in-an-answer"),
    ] {
        evidence.secret(what, secret);
    }
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let credentials = [
        Credential::ApiKey {
            location: Location::Query,
            name: "subscription-key".to_owned(),
            value: "a-key-of-the-console".to_owned(),
        },
        Credential::Basic { user: "ada".to_owned(), password: "a-password-of-the-console".to_owned() },
        Credential::Bearer { token: "a-token-of-the-console".to_owned() },
    ];
    for credential in credentials {
        let request = ConsoleRequest {
            environment: Some(EnvironmentId::from(environment.rsplit('/').next().unwrap().to_owned())),
            parameters: vec![NamedValue {
                name: "api-key".to_owned(),
                location: Location::Header,
                value: "a-key-in-a-parameter".to_owned(),
            }],
            query: vec![pair("q", "{{key}}"), pair("access_token", "a-token-out-of-a-curl-command")],
            headers: vec![
                pair("X-Other", "{{key}}"),
                pair("X-Password", "a-password-out-of-a-curl-command"),
                pair("Cookie", "session=a-cookie-out-of-a-curl-command"),
            ],
            credentials: vec![credential],
            body: Some(RequestBody::Text {
                content_type: "application/json".to_owned(),
                text: r#"{"password": "a-secret-in-a-body", "key": "{{key}}"}"#.to_owned(),
            }),
            ..portal.request()
        };
        let frames = portal.send(&request).await;
        assert_eq!(frames.body, b"a-secret-in-an-answer");
        let example = json!({"name": "Mine", "pinned": true, "request": request});
        assert_eq!(app.post_json("/console/examples", &example).await.status, StatusCode::OK);
    }
    assert!(backend.requests()[0].contains("a-token-out-of-a-curl-command"), "they were used");
    assert!(app.get("/account/history").await.text().contains("/call"));
    evidence.take(app, "at the end").await;
    evidence.holds_none("ada@example.com");
}

#[tokio::test]
async fn calls_that_fail_leave_no_secret_behind() {
    let mut evidence = Evidence::begin();
    let backend = Backend::answering("HTTP/1.1 999 a-secret-in-a-reason\r\n\r\n", Then::Close).await;
    let mut portal = Portal::with(backend.address, operation("GET", "/call", vec![]), |_| ()).await;
    portal.app = portal.app.signed_in_as("ada@example.com", Role::Developer).await;
    evidence.secret("token of the console", "a-token-of-the-console");
    evidence.secret("key of the console", "a-key-of-the-console");
    let key = ("key".to_owned(), "a-key-of-the-console".to_owned());
    let request = ConsoleRequest {
        query: vec![key],
        credentials: vec![Credential::Bearer { token: "a-token-of-the-console".to_owned() }],
        ..portal.request()
    };
    portal.send(&request).await;
    portal.post_text("application/json", "{\"operation\": \"a-token-of-the-console\"").await;
    evidence.take(&portal.app, "at the end").await;
    evidence.holds_none("ada@example.com");
}

#[tokio::test]
async fn tokens_for_calls_leave_no_secret_behind() {
    let mut evidence = Evidence::begin();
    let mut portal = authorization::Portal::new().await;
    portal.app = portal.app.with_administrator().await;
    for (what, secret) in [
        ("secret of the client", authorization::CLIENT.1),
        ("token of a program", "machine-token"),
        ("token of a person", "person-token"),
        ("second token", "second-token"),
        ("token for more tokens", "refresh-1"),
        ("token for more tokens", "refresh-2"),
    ] {
        evidence.secret(what, secret);
    }
    portal.post("/console/token", "", &portal.wish("machine", "client_credentials")).await;
    let (cookie, flow, url) = portal.begin(&portal.wish("person", "authorization_code")).await;
    evidence.secret("cookie", cookie.split_once('=').unwrap().1);
    let back = portal.consent(&url).await;
    let state = back.split_once("state=").unwrap().1.split('&').next().unwrap();
    evidence.secret("state of a flow", state);
    portal.come_back(&cookie, &back).await;
    let outcome = portal.outcome(&cookie, &flow).await;
    let refresh = json!({"refresh": outcome["done"]["token"]["refresh"]});
    evidence.secret("name of what renews a token", refresh["refresh"].as_str().unwrap());
    assert_eq!(portal.post("/console/oauth/refresh", &cookie, &refresh).await.status, StatusCode::OK);
    let wrong = portal.come_back(&cookie, &back).await;
    assert!(!wrong.text().contains("person-token"));
    evidence.take(&portal.app, "at the end").await;
    evidence.holds_none(ADMIN);
}

#[tokio::test]
async fn providers_leave_no_secret_behind() {
    let mut evidence = Evidence::begin();
    let portal = oidc::support::Portal::new().await;
    evidence.secret("secret of the client", oidc::provider::SECRET);
    let browser = portal.signed_in().await;
    for cookie in browser.cookies.values().filter(|cookie| !cookie.is_empty()) {
        evidence.secret("cookie", cookie);
    }
    for form in &portal.provider.does.lock().exchanged {
        evidence.secret("proof of who began", &form["code_verifier"]);
    }
    portal.provider.does.lock().unsigned = true;
    let mut other = oidc::support::Browser::default();
    portal.sign_in(&mut other).await;
    evidence.take(&portal.app, "at the end").await;
    evidence.holds_none("ada@example.com");
}

#[tokio::test]
async fn backend_credentials_leave_no_secret_behind() {
    let mut evidence = Evidence::begin();
    for answer in ["HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "what is this?\r\n\r\n"] {
        let service = gateway::Service::answering(answer).await;
        let open = |api: &mut loggia::catalog::model::ApiInput| api.subscription_required = false;
        let mut portal = gateway::Portal::with(service.address, |_| (), open).await;
        portal.app = portal.app.with_administrator().await;
        let app = &portal.app;
        for (what, secret, form) in [
            ("token for a backend", "a-token-for-a-backend", [("kind", "bearer"), ("name", ""), ("place", "header")]),
            ("password for a backend", "a password: of/hers", [("kind", "basic"), ("username", "ada"), ("name", "")]),
            ("key for a backend", "a-key for/a backend", [("kind", "api_key"), ("name", "code"), ("place", "query")]),
            ("key in a header", "a-key in a header", [("kind", "api_key"), ("name", "X-Key"), ("place", "header")]),
        ] {
            evidence.secret(what, secret);
            let form: Vec<_> = form.into_iter().chain([("secret", secret)]).collect();
            let set = app.post("/admin/apis/pets/credential", &form).await;
            assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
            let before = service.requests().len();
            let answer = portal.call("GET", "/pets/api/things/7", &[]).await;
            assert!(service.requests().len() > before, "it was used");
            for answer in [answer, app.get("/admin/apis/pets/credential").await.text().to_owned()] {
                assert!(!answer.contains(secret), "{what}");
            }
            evidence.take(app, "while it is used").await;
        }
        evidence.secret("token that is refused", "a-refused-token");
        let refused = [("kind", "bearer"), ("secret", "Bearer a-refused-token")];
        let refused = app.post("/admin/apis/pets/credential", &refused).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.text().contains("a-refused-token"));
        app.post("/admin/apis/pets/credential/delete", &[]).await;
        evidence.take(app, "at the end").await;
    }
    evidence.holds_none(ADMIN);
}
