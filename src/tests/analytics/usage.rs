//! The pages of usage, and who sees them.

use std::sync::Arc;

use axum::http::StatusCode;
use loggia::analytics::model::{LimitKind, LimitUse};
use loggia::analytics::server::{flush, recorder, service, tell_limits};
use loggia::identity::model::Role;
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::Timestamp;
use loggia::kernel::ids::{ApiId, SubscriptionId};
use loggia::paths;
use loggia::products::model::NewSubscription;
use loggia::products::server::service::{create_subscription, subscription as find};

use super::support::call;
use crate::support::TestApp;

const DAY: i64 = 24 * 60 * 60 * 1000;

#[tokio::test]
async fn usage_is_told_by_day_and_operation() {
    let app = TestApp::new().await;
    let api = app.add_api("Book reviews", true).await.id;
    let id = subscription(&app).await;
    for (status, total_us) in [(200, 1_000), (200, 2_000), (429, 100), (502, 900_000)] {
        let mut call = call(&app, id.as_str(), &api);
        (call.status, call.total_us) = (status, total_us);
        recorder(&app.state).record(call);
    }
    recorder(&app.state).record(call(&app, "somebody-elses", &api));
    app.state.clock.advance(DAY);
    recorder(&app.state).record(call(&app, id.as_str(), &ApiId::from("gone".to_owned())));
    flush(&app.state).await.unwrap();
    let usage = service::usage_of(&app.state, &Caller::operator(), &id).await.unwrap();
    let [today, yesterday] = usage.rows.try_into().unwrap();
    assert_eq!((today.api.as_str(), today.api_slug, today.calls), ("gone", None, 1));
    assert_eq!(today.day.0 - yesterday.day.0, DAY);
    assert_eq!(yesterday.day.0 % DAY, 0);
    assert_eq!((yesterday.api.as_str(), yesterday.api_slug.as_deref()), ("Book reviews", Some("book-reviews")));
    assert_eq!(yesterday.operation, "rrs-execute");
    assert_eq!((yesterday.calls, yesterday.refused, yesterday.failed), (4, 1, 1));
    assert_eq!((yesterday.bytes_in, yesterday.bytes_out), (40, 800));
    assert!(yesterday.p50_us.abs_diff(1_000) <= 125, "{}", yesterday.p50_us);
    assert!(yesterday.p95_us.abs_diff(900_000) <= 112_500, "{}", yesterday.p95_us);
}

#[tokio::test]
async fn limits_are_told_by_whoever_counts_them() {
    let app = TestApp::new().await;
    let id = subscription(&app).await;
    let usage = async || service::usage_of(&app.state, &Caller::operator(), &id).await.unwrap().limits;
    assert_eq!(usage().await, []);
    let limit =
        LimitUse { kind: LimitKind::Calls, limit: 100, used: 3, seconds: 7 * 86_400, resets_at: Some(Timestamp(0)) };
    let (told, known) = (limit.clone(), id.clone());
    tell_limits(&app.state, Arc::new(move |id: &SubscriptionId| Vec::from_iter((*id == known).then(|| told.clone()))));
    assert_eq!(usage().await, std::slice::from_ref(&limit));
    assert_eq!(service::limits_of(&app.state, &Caller::operator(), &id).await.unwrap(), [limit]);
}

#[tokio::test]
async fn only_the_owner_and_whoever_sees_everything_are_told() {
    let app = TestApp::new().await.signed_in_as("owner@example.com", Role::Developer).await;
    let id = subscription_of(&app, "owner@example.com").await;
    let api = app.add_api("Book reviews", true).await.id;
    recorder(&app.state).record(call(&app, id.as_str(), &api));
    flush(&app.state).await.unwrap();
    let (own, administrators) = (paths::subscription_usage(&id), paths::admin_subscription_usage(&id));
    let page = app.get(&own).await;
    assert_eq!(page.status, StatusCode::OK);
    for text in ["rrs-execute", "href=\"/apis/book-reviews\"", "0.96 ms", "Kept"] {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    let signed_in = async |email, role| app.twin().signed_out().signed_in_as(email, role).await;
    let other = signed_in("other@example.com", Role::Developer).await;
    let support = signed_in("support@example.com", Role::Support).await;
    let administrator = signed_in("root@example.com", Role::Administrator).await;
    for (app, status) in [
        (&app.twin().signed_out(), StatusCode::UNAUTHORIZED),
        (&other, StatusCode::NOT_FOUND),
        (&support, StatusCode::OK),
        (&administrator, StatusCode::OK),
    ] {
        for page in [&own, &administrators] {
            assert_eq!(app.get(page).await.status, status, "{page}");
        }
        for data in ["usage", "usage/limits"] {
            let answer = app.get(&format!("/api/private/{data}?subscription={id}")).await;
            assert_eq!(answer.status, status, "{data}");
        }
    }
    assert_eq!(
        administrator.get(&paths::admin_subscription_usage(&"none".to_owned().into())).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_subscription_says_when_it_was_last_used() {
    let app = TestApp::new().await;
    let id = subscription(&app).await;
    let used = async || find(&app.state, &Caller::operator(), &id).await.unwrap().subscription.last_used_at;
    assert_eq!(used().await, None);
    let at = app.state.clock.now();
    recorder(&app.state).record(call(&app, id.as_str(), &ApiId::from("a".to_owned())));
    flush(&app.state).await.unwrap();
    assert_eq!(used().await, Some(at));
}

async fn subscription(app: &TestApp) -> SubscriptionId {
    subscription_of(app, "").await
}

/// A subscription to all APIs, of this person if there is one.
async fn subscription_of(app: &TestApp, email: &str) -> SubscriptionId {
    let new = NewSubscription {
        email: email.to_owned(),
        all_apis: true,
        name: "Kept".to_owned(),
        ..NewSubscription::default()
    };
    create_subscription(&app.state, &Administrator::operator(), &new).await.unwrap().0
}
