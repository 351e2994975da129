//! Products and subscriptions by the management API.

use axum::http::{Method, StatusCode};
use loggia::identity::model::Role;
use loggia::identity::token::Scope;
use serde_json::{Value, json};

use super::support::{ADA, BOB, add, opens};
use crate::rest::support::{Program, fields, json as read, problem, tag};
use crate::support::TestApp;

#[tokio::test]
async fn products_are_made_read_saved_and_deleted() {
    let program = Program::of_administrator().await;
    let api = program.app.add_api("Shown", true).await;
    let body = json!({
        "id": "starter", "name": "Starter", "published": true, "apis": [api.input.slug],
        "tiers": [{ "name": "Free", "rate_limit": "5/60s", "quota": "100/7d" }],
    });
    let made = program.post("/products", &body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_eq!(made.location(), "/api/v1/products/starter");
    let product = program.read("/products/starter").await;
    assert_eq!(product, read(&made));
    assert_eq!((&product["apis"][0], &product["tiers"][0]["rate_limit"]), (&json!("shown"), &json!("5/1m")));
    assert_eq!((&product["requires_subscription"], &product["requires_approval"]), (&json!(true), &json!(false)));
    assert_eq!(fields(&problem(&program.post("/products", &body).await, StatusCode::UNPROCESSABLE_ENTITY)), ["id"]);
    let wrong = json!({ "id": "b", "name": "B", "apis": ["none"], "tiers": [{ "name": "x", "quota": "often" }] });
    let refused = problem(&program.post("/products", &wrong).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&refused), ["apis.0", "tiers.0.quota"]);

    let change = json!({ "name": "Beginner", "tiers": [{ "name": "Free" }] });
    let save = async |tag: &str| program.send(Method::PUT, "/products/starter", &[("if-match", tag)], &change).await;
    let seen = tag(&made);
    let saved = save(&seen).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    assert_eq!(read(&saved)["tiers"][0]["rate_limit"], Value::Null);
    problem(&save(&seen).await, StatusCode::PRECONDITION_FAILED);
    assert_eq!(program.read("/products").await["items"][0]["name"], "Beginner");
    assert_eq!(program.delete("/products/starter", &tag(&saved)).await.status, StatusCode::NO_CONTENT);
    problem(&program.get("/products/starter").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn somebody_subscribes_by_a_program_and_others_see_nothing_of_it() {
    let app = TestApp::new().await;
    add(&app, "starter", |_| ()).await;
    add(&app, "draft", |input| input.published = false).await;
    let ada = Program::of(app, ADA, Role::Developer, Scope::Write).await;
    let bob = Program::of(ada.app.twin(), BOB, Role::Developer, Scope::Admin).await;
    let made = ada.post("/subscriptions", &json!({ "product": "starter", "tier": "paid", "name": "CI" })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let made = read(&made);
    let key = made["primary_key"].as_str().unwrap();
    assert!(opens(&ada.app, key).await);
    let address = format!("/subscriptions/{}", made["id"].as_str().unwrap());
    let subscription = ada.read(&address).await;
    assert_eq!((&subscription["tier"], &subscription["state"]), (&json!("Paid"), &json!("active")));
    assert!(subscription.get("primary_key").is_none());
    assert_eq!(ada.read("/subscriptions").await["items"].as_array().unwrap().len(), 1);
    problem(&ada.get("/subscriptions?all=true").await, StatusCode::FORBIDDEN);
    problem(&ada.post("/subscriptions", &json!({ "product": "draft" })).await, StatusCode::NOT_FOUND);
    for beyond in [json!({ "all_apis": true }), json!({ "product": "starter", "email": BOB })] {
        problem(&ada.post("/subscriptions", &beyond).await, StatusCode::FORBIDDEN);
    }

    let shown = read(&ada.send(Method::POST, &format!("{address}/keys"), &[], &Value::Null).await);
    assert_eq!(shown["primary_key"], key);
    let renewed = ada.post(&format!("{address}/keys/primary"), &json!({ "overlap_minutes": 0 })).await;
    let renewed = read(&renewed)["key"].as_str().unwrap().to_owned();
    assert!(!opens(&ada.app, key).await && opens(&ada.app, &renewed).await);
    problem(&ada.post(&format!("{address}/keys/third"), &json!({})).await, StatusCode::NOT_FOUND);

    assert_eq!(bob.read("/subscriptions").await["items"], json!([]));
    problem(&bob.get(&address).await, StatusCode::NOT_FOUND);
    for (path, body) in [
        (format!("{address}/keys"), Value::Null),
        (format!("{address}/keys/primary"), json!({})),
        (format!("{address}/state"), json!({ "state": "cancelled" })),
    ] {
        problem(&bob.send(Method::POST, &path, &[], &body).await, StatusCode::NOT_FOUND);
    }
    let rename = json!({ "name": "Mine" });
    problem(&bob.send(Method::PUT, &address, &[("if-match", "*")], &rename).await, StatusCode::NOT_FOUND);

    let seen = ada.tag(&address).await;
    let renamed = ada.send(Method::PUT, &address, &[("if-match", &seen)], &json!({ "name": "Nightly" })).await;
    assert_eq!(read(&renamed)["name"], "Nightly");
    problem(&ada.post(&format!("{address}/state"), &json!({ "state": "suspended" })).await, StatusCode::FORBIDDEN);
    let cancelled = ada.post(&format!("{address}/state"), &json!({ "state": "cancelled" })).await;
    assert_eq!(read(&cancelled)["state"], "cancelled");
    assert!(!opens(&ada.app, &renewed).await);
}

#[tokio::test]
async fn whoever_subscribes_by_a_program_accepts_the_terms_too() {
    let app = TestApp::new().await;
    add(&app, "legal", |input| input.terms = "Be kind.".to_owned()).await;
    let ada = Program::of(app, ADA, Role::Developer, Scope::Write).await;
    for accepted in [json!({ "product": "legal" }), json!({ "product": "legal", "accepts_terms": false })] {
        let refused = ada.post("/subscriptions", &accepted).await;
        problem(&refused, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("accepts_terms"), "{}", refused.text());
    }
    assert_eq!(ada.read("/subscriptions").await["items"], json!([]));
    let made = ada.post("/subscriptions", &json!({ "product": "legal", "accepts_terms": true })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
}

#[tokio::test]
async fn administrators_subscribe_others_and_decide() {
    let program = Program::of_administrator().await;
    add(&program.app, "unlimited", |input| input.requires_approval = true).await;
    let ada = Program::of(program.app.twin(), ADA, Role::Developer, Scope::Write).await;
    let waits = read(&ada.post("/subscriptions", &json!({ "product": "unlimited" })).await);
    assert_eq!(waits["state"], "submitted");
    let address = format!("/subscriptions/{}", waits["id"].as_str().unwrap());
    for (state, reason, expected) in [
        ("rejected", "", StatusCode::UNPROCESSABLE_ENTITY),
        ("submitted", "", StatusCode::UNPROCESSABLE_ENTITY),
        ("active", "", StatusCode::OK),
        ("active", "", StatusCode::OK),
        ("suspended", "Too many calls", StatusCode::OK),
        ("rejected", "No", StatusCode::CONFLICT),
        ("active", "", StatusCode::OK),
    ] {
        let body = json!({ "state": state, "reason": reason });
        let answer = program.post(&format!("{address}/state"), &body).await;
        assert_eq!(answer.status, expected, "{state}: {}", answer.text());
    }
    let made = program.post("/subscriptions", &json!({ "product": "unlimited", "email": ADA })).await;
    assert_eq!(read(&made)["state"], "active");
    assert_eq!(program.post("/subscriptions", &json!({ "all_apis": true })).await.status, StatusCode::CREATED);
    let all = program.read("/subscriptions?all=true&product=unlimited&person=ada").await;
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn administrators_say_when_a_subscription_expires() {
    let program = Program::of_administrator().await;
    add(&program.app, "starter", |_| ()).await;
    let ada = Program::of(program.app.twin(), ADA, Role::Developer, Scope::Write).await;
    let now = program.app.state.clock.now();
    let (soon, later, past) = (now.plus(60_000), now.plus(3_600_000), now.plus(-1));
    let body = |moment: &str| json!({ "product": "starter", "email": ADA, "expires_at": moment });
    let refused =
        problem(&program.post("/subscriptions", &body(&past.rfc3339())).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&refused), ["expires_at"]);
    problem(&program.post("/subscriptions", &body("tomorrow")).await, StatusCode::BAD_REQUEST);
    problem(&ada.post("/subscriptions", &body(&soon.rfc3339())).await, StatusCode::FORBIDDEN);
    let made = program.post("/subscriptions", &body(&soon.rfc3339())).await;
    assert_eq!((made.status, &read(&made)["expires_at"]), (StatusCode::CREATED, &json!(soon.rfc3339())));
    let key = read(&made)["primary_key"].as_str().unwrap().to_owned();
    let address = format!("/subscriptions/{}", read(&made)["id"].as_str().unwrap());

    let patch = async |program: &Program, body: Value| {
        let request = program.request(Method::PATCH, &address).header("if-match", "*");
        let request = request.header("content-type", "application/merge-patch+json");
        program.app.send(request.body(body.to_string().into()).unwrap()).await
    };
    // Its owner gives it another name and leaves the moment alone.
    for body in [json!({ "name": "CI" }), json!({ "name": "Nightly", "expires_at": soon.rfc3339() })] {
        let changed = patch(&ada, body).await;
        assert_eq!((changed.status, &read(&changed)["expires_at"]), (StatusCode::OK, &json!(soon.rfc3339())));
    }
    for moment in [json!(later.rfc3339()), Value::Null] {
        problem(&patch(&ada, json!({ "name": "Mine", "expires_at": moment })).await, StatusCode::FORBIDDEN);
    }
    // All of it or nothing.
    let both = patch(&program, json!({ "name": "Other", "expires_at": past.rfc3339() })).await;
    assert_eq!(fields(&problem(&both, StatusCode::UNPROCESSABLE_ENTITY)), ["expires_at"]);
    assert_eq!(program.read(&address).await["name"], "Nightly");

    program.app.state.clock.advance(60_000);
    assert!(!opens(&program.app, &key).await);
    assert_eq!(program.read(&address).await["state"], "expired");
    let extended = patch(&program, json!({ "expires_at": "2030-01-01T02:00:00+02:00" })).await;
    assert_eq!(read(&extended)["expires_at"], "2030-01-01T00:00:00.000Z");
    assert!(opens(&program.app, &key).await);
    let put = async |body: Value| program.send(Method::PUT, &address, &[("if-match", "*")], &body).await;
    assert_eq!(read(&put(json!({ "name": "Kept" })).await)["expires_at"], "2030-01-01T00:00:00.000Z");
    assert_eq!(read(&put(json!({ "name": "Kept", "expires_at": null })).await)["expires_at"], Value::Null);
    let audited = program.read("/audit?action=subscription.set_expiry").await;
    assert_eq!(audited["items"].as_array().unwrap().len(), 2, "{audited}");

    // What has ended does not expire any more, but may still be called something else.
    program.post(&format!("{address}/state"), &json!({ "state": "cancelled" })).await;
    problem(&put(json!({ "name": "Kept", "expires_at": later.rfc3339() })).await, StatusCode::CONFLICT);
    assert_eq!(put(json!({ "name": "Old" })).await.status, StatusCode::OK);
}
