//! What developers do on their pages: subscribe, rename, cancel.

use axum::http::StatusCode;
use loggia::identity::model::Role;

use super::support::{ADA, BOB, ada, add, details, id, state, subscribe};
use crate::support::TestApp;

#[tokio::test]
async fn guests_read_products_and_are_sent_to_sign_in_to_subscribe() {
    let app = TestApp::new().await;
    let without = app.get("/apis").await;
    assert!(!without.text().contains("href=\"/products\""), "there are none to lead to");
    add(&app, "starter", |_| ()).await;
    assert!(app.get("/apis").await.text().contains("href=\"/products\""));
    let list = app.get("/products").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.text().contains("Product starter") && list.text().contains("Calls: 5 in 1 min"));
    let page = app.get("/products/starter").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("<em>What</em>") && page.text().contains("/sign-in?next=%2Fproducts%2Fstarter"));
    assert!(!page.text().contains("action=\"/products/starter\""));
    assert_eq!(app.post("/products/starter", &[]).await.status, StatusCode::UNAUTHORIZED);
    for path in ["/account/subscriptions", "/account/subscriptions/none", "/account/subscriptions/none/cancel"] {
        assert_eq!(app.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    for path in ["", "/keys", "/keys/regenerate", "/cancel"] {
        let answer = app.post(&format!("/account/subscriptions/none{path}"), &[]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(app.get("/products/none").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn somebody_subscribes_and_can_do_so_again() {
    let app = ada().await;
    let address = subscribe(&app, "starter").await;
    let subscription = details(&app, &address).await.subscription;
    assert_eq!(subscription.name, "Product starter");
    assert_eq!(subscription.state.as_str(), "active");
    assert_eq!(subscription.tier.unwrap().name, "Free");
    assert_eq!(subscription.owner.unwrap().1, ADA);
    assert_eq!(subscription.expires_at, None);
    let list = app.get("/account/subscriptions").await;
    assert!(list.text().contains(&address));
    assert_ne!(subscribe(&app, "starter").await, address);
    assert!(app.get("/products/starter").await.text().contains("subscriptions to this product."));
}

#[tokio::test]
async fn a_form_that_is_not_accepted_comes_back_as_it_was() {
    let app = TestApp::new().await;
    add(&app, "legal", |input| input.terms = "Be **kind**.".to_owned()).await;
    add(&app, "open", |input| input.requires_subscription = false).await;
    let app = app.signed_in_as(ADA, Role::Developer).await;
    assert!(app.get("/products/legal").await.text().contains("<strong>kind</strong>"));
    let answer = app.post("/products/legal", &[("tier", "none"), ("name", "My \u{202e}own")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    for field in ["field-tier", "field-name", "field-accepts_terms"] {
        assert!(page.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(page.contains("My \u{202e}own"));
    let accepted = [("tier", "paid"), ("name", "CI"), ("accepts_terms", "on")];
    let answer = app.post("/products/legal", &accepted).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(details(&app, answer.location()).await.subscription.tier.unwrap().name, "Paid");
    assert_eq!(app.post("/products/open", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.post("/products/none", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_subscription_is_renamed_and_cancelled_by_its_owner_alone() {
    let app = ada().await;
    let address = subscribe(&app, "starter").await;
    let bob = app.twin().signed_out().signed_in_as(BOB, Role::Developer).await;
    let cancel = format!("{address}/cancel");
    for path in [&address, &cancel] {
        assert_eq!(bob.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(bob.post(path, &[("name", "Mine")]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(details(&app, &address).await.subscription.name, "Product starter");

    assert_eq!(app.post(&address, &[("name", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.post(&address, &[("name", " CI ")]).await.location(), address);
    assert_eq!(app.post(&address, &[("name", "CI")]).await.location(), address, "again");
    assert_eq!(details(&app, &address).await.subscription.name, "CI");

    assert_eq!(app.get(&cancel).await.status, StatusCode::OK);
    assert_eq!(state(&app, &address).await, "active", "asking does nothing");
    for _ in 0..2 {
        assert_eq!(app.post(&cancel, &[]).await.location(), "/account/subscriptions");
        assert_eq!(state(&app, &address).await, "cancelled");
    }
    let renewed = [("slot", "primary"), ("overlap", "0")];
    let answer = app.post(&format!("{address}/keys/regenerate"), &renewed).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "what has ended has no keys");
}

#[tokio::test]
async fn support_sees_subscriptions_and_changes_none() {
    let app = ada().await;
    let address = subscribe(&app, "starter").await;
    let support = app.twin().signed_out().signed_in_as("sue@example.com", Role::Support).await;
    assert_eq!(support.get(&address).await.status, StatusCode::OK);
    for path in ["", "/keys", "/keys/regenerate", "/cancel"] {
        let form = [("name", "x"), ("slot", "primary")];
        assert_eq!(support.post(&format!("{address}{path}"), &form).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let admin = format!("/admin/subscriptions/{}", id(&address));
    assert_eq!(support.post(&admin, &[("action", "suspend")]).await.status, StatusCode::FORBIDDEN);
}
