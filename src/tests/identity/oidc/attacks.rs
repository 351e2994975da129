//! What must not lead in.

use axum::http::{Method, StatusCode, header};
use jsonwebtoken::Algorithm;
use loggia::identity::model::Role;
use loggia::identity::provider::{ProviderProblem, ProviderStep};
use serde_json::{Value, json};

use super::provider::{CLIENT, NOW, public};
use super::support::{Browser, Portal};

#[tokio::test]
async fn an_id_token_must_be_what_was_asked_for() {
    let portal = Portal::new().await;
    let evil = "https://evil.example".to_owned();
    for (claims, problem) in [
        (json!({"nonce": "another"}), ProviderProblem::Nonce),
        (json!({"nonce": null}), ProviderProblem::Nonce),
        (json!({"aud": "another"}), ProviderProblem::Audience),
        (json!({"aud": [CLIENT, "another"]}), ProviderProblem::Audience),
        (json!({"azp": "another"}), ProviderProblem::Audience),
        (json!({"exp": NOW - 61}), ProviderProblem::Expired),
        (json!({"iat": NOW + 3600}), ProviderProblem::Expired),
        (json!({"iss": evil.clone()}), ProviderProblem::Issuer { expected: portal.provider.url(""), found: evil }),
        (json!({"sub": ""}), ProviderProblem::Missing { member: "sub".to_owned() }),
        (json!({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}), ProviderProblem::Mismatch),
    ] {
        portal.provider.does.lock().claims = claims;
        // Thirty attempts a minute are let through.
        portal.app.state.clock.advance(2_000);
        portal.refused(ProviderStep::IdToken, problem).await;
    }
    assert_eq!(portal.count("SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM sessions)").await, 0);
}

#[tokio::test]
async fn an_id_token_must_be_signed_by_the_provider() {
    let portal = Portal::new().await;
    let does = &portal.provider.does;
    let genuine = public(&does.lock().key);
    let none = |name: &str| ProviderProblem::Algorithm { name: name.to_owned() };

    does.lock().head = json!({"alg": "none"});
    does.lock().unsigned = true;
    portal.refused(ProviderStep::IdToken, none("none")).await;
    does.lock().head = json!({"alg": "none", "kid": null});
    portal.refused(ProviderStep::IdToken, none("none")).await;
    does.lock().head = json!({});
    portal.refused(ProviderStep::IdToken, ProviderProblem::Signature).await;
    // The public key as the secret of a symmetric algorithm.
    does.lock().unsigned = false;
    does.lock().head = json!({"alg": "HS256"});
    portal.refused(ProviderStep::IdToken, none("HS256")).await;
    // Another key under the name of the published one, then under its own, then with its own key brought along.
    does.lock().head = json!({});
    does.lock().published = Some(json!([genuine]));
    portal.provider.turn_key("first", Algorithm::ES256);
    portal.refused(ProviderStep::IdToken, ProviderProblem::Signature).await;
    portal.provider.turn_key("forged", Algorithm::ES256);
    portal.refused(ProviderStep::Keys, ProviderProblem::UnknownKey).await;
    let own = public(&does.lock().key);
    does.lock().head = json!({"jwk": own, "kid": "first"});
    portal.refused(ProviderStep::IdToken, ProviderProblem::Signature).await;
    assert_eq!(does.lock().keys_asked, 1, "unknown keys are looked for once a minute at most");
    does.lock().head = json!({});
    portal.app.state.clock.advance(61_000);
    portal.refused(ProviderStep::Keys, ProviderProblem::UnknownKey).await;
    portal.refused(ProviderStep::Keys, ProviderProblem::UnknownKey).await;
    assert_eq!(does.lock().keys_asked, 2);
}

#[tokio::test]
async fn a_flow_is_of_its_browser_and_over_once_it_was_come_back_to() {
    let portal = Portal::new().await;
    let app = &portal.app;
    let over = async |browser: &mut Browser, path: &str| {
        let answer = browser.come_back(app, path).await;
        let failure = portal.failure(browser, &answer).await;
        assert_eq!((failure.step, failure.problem), (ProviderStep::Authorization, ProviderProblem::Over), "{path}");
    };
    let mut victim = Browser::default();
    let url = portal.begin(&mut victim, "").await;
    let back = portal.consent(&url).await;

    // An attacker's code must not get into somebody else's browser, and a stolen one is of no use.
    let mut other = Browser::default();
    over(&mut other, &back).await;
    let mut another = Browser::default();
    portal.begin(&mut another, "").await;
    over(&mut another, &back).await;
    assert_eq!(portal.provider.does.lock().exchanged.len(), 0, "the code was not even shown to the provider");

    let state = back.split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    over(&mut victim, &back.replace(&state, &"0".repeat(64))).await;
    over(&mut victim, &back.replace(&format!("state={state}"), "")).await;
    // What others tried has spoilt nothing.
    assert_eq!(victim.come_back(app, &back).await.location(), "/");
    assert_eq!(victim.who(app).await.as_deref(), Some("ada@example.com"));
    over(&mut victim, &back).await;
    assert_eq!(victim.who(app).await.as_deref(), Some("ada@example.com"), "and their session stays");
    assert_eq!(portal.provider.does.lock().exchanged.len(), 1);

    let mut late = Browser::default();
    let url = portal.begin(&mut late, "").await;
    let back = portal.consent(&url).await;
    app.state.clock.advance(10 * 60_000);
    over(&mut late, &back).await;
}

#[tokio::test]
async fn one_provider_does_not_speak_for_another() {
    let portal = Portal::new().await;
    let other = Portal::new().await;
    // RFC 9207: the answer says that it comes from somebody else, or does not say from whom.
    for (iss, found) in [("https://evil.example", "https://evil.example"), ("", "")] {
        portal.provider.does.lock().back = vec![("iss".to_owned(), iss.to_owned())];
        let expected = portal.provider.url("");
        let problem = ProviderProblem::Issuer { expected, found: found.to_owned() };
        portal.refused(ProviderStep::Authorization, problem).await;
    }
    assert_eq!(portal.provider.does.lock().exchanged.len(), 0);
    portal.provider.does.lock().back.clear();

    // Two providers of one portal: what belongs to the one does not count at the other's address.
    let issuer = other.provider.url("");
    let form = [
        ("name", "Other"),
        ("issuer", issuer.as_str()),
        ("client_id", CLIENT),
        ("scopes", ""),
        ("groups_claim", ""),
        ("is_on", "on"),
    ];
    let administrator = portal.app.twin().with_administrator().await;
    let made = administrator.post("/admin/identity-providers/new", &form).await;
    let id = made.location().rsplit('/').next().unwrap().to_owned();
    let mut browser = Browser::default();
    let url = portal.begin(&mut browser, "").await;
    let back = portal.consent(&url).await.replace(portal.id.as_str(), &id);
    let answer = browser.come_back(&portal.app, &back).await;
    assert_eq!(portal.failure(&browser, &answer).await.problem, ProviderProblem::Over);

    // A description that is somebody else's.
    let portal = Portal::new().await;
    portal.provider.does.lock().metadata = json!({"issuer": "https://evil.example"});
    let mut browser = Browser::default();
    let answer = browser.post(&portal.app, &format!("/sign-in/with/{}", portal.id), &[]).await;
    let failure = portal.failure(&browser, &answer).await;
    assert_eq!(failure.step, ProviderStep::Discovery);
    assert!(matches!(failure.problem, ProviderProblem::Issuer { .. }), "{failure:?}");
}

#[tokio::test]
async fn nobody_is_led_away() {
    let portal = Portal::new().await;
    for next in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "apis", ""] {
        let mut browser = Browser::default();
        let url = portal.begin(&mut browser, next).await;
        let back = portal.consent(&url).await;
        assert_eq!(browser.come_back(&portal.app, &back).await.location(), "/", "{next}");
    }
}

#[tokio::test]
async fn what_a_provider_says_is_shown_to_whom_it_is_about_and_as_text() {
    let portal = Portal::new().await;
    let text = "<script>alert(1)</script>\n\u{202e}";
    portal.provider.does.lock().back =
        vec![("error".to_owned(), "access_denied".to_owned()), ("error_description".to_owned(), text.to_owned())];
    let mut browser = Browser::default();
    let url = portal.begin(&mut browser, "/apis").await;
    let back = portal.consent(&url).await;
    let answer = browser.come_back(&portal.app, &back).await;
    assert!(answer.location().ends_with("&next=%2Fapis"), "{}", answer.location());
    let page = browser.get(&portal.app, answer.location()).await;
    let page = page.text();
    assert!(page.contains("You could not be signed in with Example."), "{page}");
    assert!(page.contains("access_denied") && page.contains("&lt;script"), "{page}");
    assert!(!page.contains("<script>alert") && !page.contains('\u{202e}'));
    let stranger = Browser::default().get(&portal.app, answer.location()).await;
    assert!(!stranger.text().contains("access_denied"), "nobody else's form says it");

    // A refusal by the token endpoint is told, too, and the secret is nowhere.
    portal.provider.does.lock().back = vec![("code".to_owned(), "made up".to_owned())];
    let mut browser = Browser::default();
    let answer = portal.sign_in(&mut browser).await;
    let failure = portal.failure(&browser, &answer).await;
    let description = "A <b>description</b> of it".to_owned();
    let problem = ProviderProblem::Refused { error: "invalid_grant".to_owned(), description };
    assert_eq!((failure.step, failure.problem), (ProviderStep::Token, problem));
}

#[tokio::test]
async fn a_session_is_replaced_and_nothing_happens_by_opening_an_address() {
    let portal = Portal::new().await;
    let app = &portal.app;
    let mut browser = portal.signed_in().await;
    let first = browser.session().unwrap().clone();
    portal.sign_in(&mut browser).await;
    assert_ne!(*browser.session().unwrap(), first);
    assert_eq!(portal.count("SELECT count(*) FROM sessions").await, 1, "the old one has ended");

    let path = format!("/sign-in/with/{}", portal.id);
    let opened = browser.get(app, &path).await;
    assert_eq!((opened.status, opened.location()), (StatusCode::SEE_OTHER, "/sign-in"));
    let mut foreign = app.request(Method::POST, &path).body(axum::body::Body::empty()).unwrap();
    foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    foreign.headers_mut().insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap());
    assert_eq!(app.send(foreign).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_provider_that_is_off_or_asked_too_often_signs_nobody_in() {
    let portal = Portal::new().await;
    let app = &portal.app;
    let problem_of = async |browser: &mut Browser, path: &str| {
        let answer = browser.post(app, path, &[]).await;
        portal.failure(browser, &answer).await.problem
    };
    let path = format!("/sign-in/with/{}", portal.id);
    let mut last = Value::Null;
    for _ in 0..31 {
        let answer = Browser::default().post(app, &path, &[]).await;
        last = json!(answer.status.as_u16());
    }
    assert_eq!(last, 303);
    assert!(matches!(problem_of(&mut Browser::default(), &path).await, ProviderProblem::TooOften { .. }));
    app.state.clock.advance(60_000);

    let mut browser = Browser::default();
    let url = portal.begin(&mut browser, "").await;
    let back = portal.consent(&url).await;
    let administrator = app.twin().signed_in_as("root@example.com", Role::Administrator).await;
    let issuer = portal.provider.url("");
    let form = [("name", "Example"), ("issuer", issuer.as_str()), ("client_id", CLIENT)];
    let saved = administrator.post(&format!("/admin/identity-providers/{}", portal.id), &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let answer = browser.come_back(app, &back).await;
    assert_eq!(portal.failure(&browser, &answer).await.problem, ProviderProblem::Off);
    for path in [path.as_str(), "/sign-in/with/nobody"] {
        assert_eq!(problem_of(&mut Browser::default(), path).await, ProviderProblem::Off);
    }
    assert!(!app.get("/sign-in").await.text().contains("Sign in with Example"));
}
