//! How many subscriptions somebody may have, whatever happens at once.

use axum::http::StatusCode;
use futures_util::future::join_all;
use loggia::identity::model::Role;

use super::support::{ADA, add, subscribe};
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
