//! The pages of usage, and who sees them.

use std::sync::Arc;

use axum::http::StatusCode;
use loggia::analytics::model::{LimitKind, LimitUse};
use loggia::analytics::server::{flush, recorder, service, tell_limits};
use loggia::identity::server::Caller;
use loggia::kernel::Timestamp;
use loggia::kernel::ids::{ApiId, SubscriptionId};

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
    assert_eq!(usage().await, [limit]);
}
