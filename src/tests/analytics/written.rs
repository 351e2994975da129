//! What gets into the database, when, and for how long.

use loggia::analytics::server::{flush, recorder, sweep, work};
use loggia::kernel::ids::ApiId;
use loggia::platform::config::ClientAddress;
use tokio_util::sync::CancellationToken;

use super::support::{call, execute, number, stray};
use crate::support::TestApp;

const DAY: i64 = 24 * 60 * 60 * 1000;

fn api() -> ApiId {
    "an-api".to_owned().into()
}

#[tokio::test]
async fn a_call_is_written_with_all_that_is_known_of_it() {
    let app = TestApp::new().await;
    let recorder = recorder(&app.state);
    recorder.record(call(&app, "s", &api()));
    recorder.record(stray(app.state.clock.now()));
    flush(&app.state).await.unwrap();
    type Row = (i64, String, String, i64, i64, i64, i64, Option<i64>, bool, Option<String>);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT at, subscription_id || '/' || product_id || '/' || api_id || '/' || operation, method, status, bytes_in, \
         bytes_out, total_us, backend_us, cached, client FROM calls c JOIN call_series s ON s.id = c.series_id ORDER BY c.id",
    )
    .fetch_all(app.state.db.reader())
    .await
    .unwrap();
    let at = app.state.clock.now().0;
    assert_eq!(
        rows,
        [
            (at, "s/starter/an-api/rrs-execute".into(), "POST".into(), 200, 10, 200, 1_000, Some(700), false, None),
            (at, "///".into(), "GET".into(), 404, 0, 50, 100, None, false, None),
        ]
    );
}

#[tokio::test]
async fn addresses_are_kept_only_as_the_operator_chose() {
    for (choice, kept) in [(ClientAddress::Network, "192.0.2.0/24"), (ClientAddress::Full, "192.0.2.7")] {
        let app = TestApp::configured(|config| config.usage.client_address = choice).await;
        recorder(&app.state).record(call(&app, "s", &api()));
        flush(&app.state).await.unwrap();
        let client: String =
            sqlx::query_scalar("SELECT client FROM calls").fetch_one(app.state.db.reader()).await.unwrap();
        assert_eq!(client, kept);
    }
}

#[tokio::test]
async fn more_calls_than_a_transaction_takes_are_all_written_and_counted() {
    let app = TestApp::new().await;
    let recorder = recorder(&app.state);
    for index in 0..12_345_u64 {
        let mut call = call(&app, &format!("s{}", index % 300), &api());
        call.total_us = index;
        recorder.record(call);
    }
    flush(&app.state).await.unwrap();
    for query in ["SELECT COUNT(*) FROM calls", "SELECT SUM(calls) FROM call_days", "SELECT SUM(calls) FROM call_times"]
    {
        assert_eq!(number(&app.state, query).await, 12_345, "{query}");
    }
    assert_eq!(number(&app.state, "SELECT COUNT(*) FROM call_days").await, 300);
}

#[tokio::test]
async fn nothing_is_lost_at_a_clean_stop() {
    let app = TestApp::new().await;
    let stop = CancellationToken::new();
    let worker = tokio::spawn(work(app.state.clone(), stop.clone()));
    (0..100).for_each(|_| recorder(&app.state).record(call(&app, "s", &api())));
    stop.cancel();
    worker.await.unwrap();
    assert_eq!(number(&app.state, "SELECT COUNT(*) FROM calls").await, 100);
}

#[tokio::test]
async fn what_a_broken_database_does_not_take_is_kept_and_written_later() {
    let app = TestApp::new().await;
    execute(&app.state, "ALTER TABLE call_times RENAME TO broken").await;
    recorder(&app.state).record(call(&app, "s", &api()));
    assert!(flush(&app.state).await.is_err());
    assert_eq!(number(&app.state, "SELECT COUNT(*) FROM calls").await, 0, "all or nothing");
    recorder(&app.state).record(call(&app, "s", &api()));
    assert!(flush(&app.state).await.is_err());
    execute(&app.state, "ALTER TABLE broken RENAME TO call_times").await;
    flush(&app.state).await.unwrap();
    assert_eq!(number(&app.state, "SELECT COUNT(*) FROM calls").await, 2);
    assert_eq!(number(&app.state, "SELECT SUM(calls) FROM call_days").await, 2);
}

#[tokio::test]
async fn old_calls_go_with_their_day_and_young_ones_stay() {
    let app = TestApp::configured(|config| config.usage.days = 30).await;
    (0..6_000).for_each(|_| recorder(&app.state).record(call(&app, "old", &api())));
    flush(&app.state).await.unwrap();
    app.state.clock.advance(30 * DAY);
    recorder(&app.state).record(call(&app, "young", &api()));
    flush(&app.state).await.unwrap();
    sweep(&app.state).await.unwrap();
    assert_eq!(number(&app.state, "SELECT COUNT(*) FROM calls").await, 6_001, "thirty days are not over yet");
    app.state.clock.advance(DAY);
    sweep(&app.state).await.unwrap();
    for query in [
        "SELECT COUNT(*) FROM calls",
        "SELECT COUNT(*) FROM call_days",
        "SELECT COUNT(*) FROM call_times",
        "SELECT COUNT(*) FROM call_series WHERE subscription_id = 'young'",
        "SELECT COUNT(*) FROM call_series",
    ] {
        assert_eq!(number(&app.state, query).await, 1, "{query}");
    }
}

#[tokio::test]
async fn a_series_that_was_removed_meanwhile_begins_anew() {
    let app = TestApp::configured(|config| config.usage.days = 1).await;
    let stop = CancellationToken::new();
    let worker = tokio::spawn(work(app.state.clone(), stop.clone()));
    // So many wake the worker at once.
    let write = async |subscription: &str| {
        (0..5_000).for_each(|_| recorder(&app.state).record(call(&app, subscription, &api())));
        while number(&app.state, "SELECT COUNT(*) FROM calls").await < 5_000 {
            tokio::task::yield_now().await;
        }
    };
    write("old").await;
    app.state.clock.advance(3 * DAY);
    sweep(&app.state).await.unwrap();
    // SQLite gives the number out again.
    write("new").await;
    recorder(&app.state).record(call(&app, "old", &api()));
    stop.cancel();
    worker.await.unwrap();
    for (query, expected) in [
        ("SELECT COUNT(*) FROM call_series", 2),
        ("SELECT calls FROM call_days JOIN call_series ON id = series_id WHERE subscription_id = 'new'", 5_000),
        ("SELECT calls FROM call_days JOIN call_series ON id = series_id WHERE subscription_id = 'old'", 1),
    ] {
        assert_eq!(number(&app.state, query).await, expected, "{query}");
    }
}
