//! How many subscriptions somebody may have, whatever happens at once.

use axum::http::StatusCode;
use futures_util::future::join_all;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::kernel::ApiError;
use loggia::platform::AppError;
use loggia::products::server::{gateway, service};

use super::support::{ADA, add, id, subscribe};
use crate::support::TestApp;

async fn limited(most: u32) -> TestApp {
    let app = TestApp::new().await;
    add(&app, "starter", |input| input.subscription_limit = Some(most)).await;
    app.signed_in_as(ADA, Role::Developer).await
}

#[tokio::test]
async fn exactly_as_many_as_may_be_come_of_many_at_once() {
    let app = limited(3).await;
    let answers = join_all((0..12).map(|_| app.post("/products/starter", &[]))).await;
    let made = answers.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
    let refused = answers.iter().filter(|answer| answer.status == StatusCode::UNPROCESSABLE_ENTITY).count();
    assert_eq!((made, refused), (3, 9));
    let kept: i64 =
        sqlx::query_scalar("SELECT count(*) FROM subscriptions").fetch_one(app.state.db.reader()).await.unwrap();
    assert_eq!(kept, 3);
}

#[tokio::test]
async fn what_is_over_counts_no_more() {
    let app = limited(1).await;
    let address = subscribe(&app, "starter").await;
    let refused = app.post("/products/starter", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("as many as a person may have"), "{}", refused.text());
    app.post(&format!("{address}/cancel"), &[]).await;
    subscribe(&app, "starter").await;
    let bob = app.twin().signed_out().signed_in_as("bob@example.com", Role::Developer).await;
    subscribe(&bob, "starter").await;
}

/// By whose name the use of the limits of the subscription at `address` is counted.
async fn limits_of(app: &TestApp, address: &str) -> String {
    let mut db = app.state.db.reader().acquire().await.unwrap();
    let grants = gateway::grants_of(&mut db, &id(address).to_owned().into()).await.unwrap();
    grants[0].subscription.limits_of.as_str().to_owned()
}

#[tokio::test]
async fn whoever_cancels_and_subscribes_again_goes_on_with_what_was_used() {
    let app = limited(2).await;
    let first = subscribe(&app, "starter").await;
    let second = subscribe(&app, "starter").await;
    assert_eq!(limits_of(&app, &first).await, id(&first));
    assert_eq!(limits_of(&app, &second).await, id(&second));
    for _ in 0..2 {
        app.post(&format!("{first}/cancel"), &[]).await;
        let again = subscribe(&app, "starter").await;
        assert_eq!(limits_of(&app, &again).await, id(&first));
        app.post(&format!("{again}/cancel"), &[]).await;
    }
    app.post(&format!("{second}/cancel"), &[]).await;
    let both = [subscribe(&app, "starter").await, subscribe(&app, "starter").await];
    let mut lines = [limits_of(&app, &both[0]).await, limits_of(&app, &both[1]).await];
    lines.sort();
    assert_eq!(lines, [id(&first), id(&second)], "each of them once");
    add(&app, "other", |_| ()).await;
    let other = subscribe(&app, "other").await;
    assert_eq!(limits_of(&app, &other).await, id(&other));
    let bob = app.twin().signed_out().signed_in_as("bob@example.com", Role::Developer).await;
    let bobs = subscribe(&bob, "starter").await;
    assert_eq!(limits_of(&bob, &bobs).await, id(&bobs));
}

#[tokio::test]
async fn a_suspension_is_not_over_when_it_would_have_expired() {
    let app = limited(1).await;
    let address = subscribe(&app, "starter").await;
    let (permit, subscription) = (Administrator::operator(), id(&address).to_owned().into());
    let soon = app.state.clock.now().plus(1_000);
    service::set_expiry(&app.state, &permit, &subscription, Some(soon)).await.unwrap();
    service::suspend(&app.state, &permit, &subscription, "").await.unwrap();
    app.state.clock.advance(2_000);
    assert_eq!(app.post("/products/starter", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let activated = service::activate(&app.state, &permit, &subscription).await.map_err(AppError::into_api);
    let Err(ApiError::Invalid { fields }) = activated else { panic!("{activated:?}") };
    assert_eq!(fields[0].field, "expires_at", "it would be expired at once");
    service::set_expiry(&app.state, &permit, &subscription, None).await.unwrap();
    service::activate(&app.state, &permit, &subscription).await.unwrap();
}
