//! What is known of calls behind the gateway: their records, and what is left of limits.

use axum::http::Method;
use loggia::analytics::model::LimitKind;
use loggia::analytics::server::{flush, service};
use loggia::identity::model::Role;
use loggia::identity::server::{Administrator, Caller};
use loggia::identity::token::Scope;
use loggia::platform::config::{ClientAddress, Config};
use loggia::products::server::service::{self as products, subscription as find};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::time::timeout;

use super::support::{FOREVER, Portal, Service, put_policies_of, status, with_key};
use crate::analytics::metrics::metrics;
use crate::analytics::support::number;
use crate::rest::support::Program;

#[tokio::test]
async fn a_call_is_told_to_whose_key_it_had() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, id) = portal.subscribe(Some("2/1m"), Some("100,10KB/7d")).await;
    let posted = ["Content-Length: 3".to_owned(), with_key(&key)];
    let head =
        format!("POST /pets/api/things HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{}\r\n\r\nabc", posted.join("\r\n"));
    assert_eq!(status(&portal.exchange(head).await), 200);
    assert_eq!([status(&portal.get(&key).await), status(&portal.get(&key).await)], [200, 429]);
    assert_eq!(status(&portal.get("lgs_wrong").await), 401);
    assert_eq!(status(&portal.call(Method::GET.as_str(), "/nowhere", &[]).await), 404);
    let state = &portal.app.state;
    flush(state).await.unwrap();
    assert_eq!(number(state, "SELECT COUNT(*) FROM calls").await, 5);

    let usage = service::usage_of(state, &Caller::operator(), &id).await.unwrap();
    let posted = usage.rows.iter().find(|row| row.bytes_in > 0).unwrap();
    assert_eq!((posted.calls, posted.bytes_in, posted.bytes_out), (1, 3, 5));
    let got = usage.rows.iter().find(|row| row.bytes_in == 0).unwrap();
    assert_eq!((got.calls, got.refused, got.failed), (2, 1, 0));
    let limits: Vec<_> =
        usage.limits.iter().map(|limit| (limit.kind, limit.used, limit.limit, limit.seconds)).collect();
    let week = 7 * 86_400;
    assert_eq!(
        limits,
        [(LimitKind::Rate, 2, 2, 60), (LimitKind::Calls, 2, 100, week), (LimitKind::Kilobytes, 1, 10, week)]
    );

    products::suspend(state, &Administrator::operator(), &id, "").await.unwrap();
    assert_eq!(status(&portal.get(&key).await), 403);
    flush(state).await.unwrap();
    let rows = service::usage_of(state, &Caller::operator(), &id).await.unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.refused).sum::<u64>(), 2, "what was refused because of its state, too");
    products::activate(state, &Administrator::operator(), &id).await.unwrap();

    state.clock.advance(60_000);
    let limits = service::limits_of(state, &Caller::operator(), &id).await.unwrap();
    assert_eq!((limits[0].used, limits[0].resets_at, limits[1].used), (0, None, 2), "the short window is over");
}

/// What is written of a call: subscription, product, API, operation, status, whether a web service was asked, whether it came
/// from the cache, and the client.
type Row = (String, String, String, i64, bool, bool, Option<String>);

#[tokio::test]
async fn calls_are_written_with_what_became_of_them() {
    let service = Service::hello().await;
    let full = |config: &mut Config| config.usage.client_address = ClientAddress::Full;
    let portal = Portal::with(service.address, full, |_| ()).await;
    let (key, id) = portal.subscribe(None, None).await;
    let kept = json!([{"kind": "cache-lookup"}, {"kind": "cache-store", "section": "outbound", "seconds": 60}]);
    put_policies_of(&portal, ["", "pets", "get-things-id"], kept).await;
    portal.app.state.clock.advance(1000);
    let [asked, cached] = [portal.get(&key).await, portal.get(&key).await];
    assert_eq!([status(&asked), status(&cached)], [200, 200]);
    assert_eq!(status(&portal.call("DELETE", "/pets/api/things/7", &[with_key(&key)]).await), 405);
    let state = &portal.app.state;
    flush(state).await.unwrap();
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT subscription_id, product_id, operation, status, \
         backend_us IS NOT NULL AND backend_us <= total_us AND total_us > 0, cached, client \
         FROM calls c JOIN call_series s ON s.id = c.series_id ORDER BY c.id",
    )
    .fetch_all(state.db.reader())
    .await
    .unwrap();
    let row = |subscription: &str, operation: &str, status, asked, cached| {
        let product = if subscription.is_empty() { "" } else { "starter" };
        let client = Some("127.0.0.1".to_owned());
        (subscription.to_owned(), product.to_owned(), operation.to_owned(), status, asked, cached, client)
    };
    assert_eq!(
        rows,
        [
            row(id.as_str(), "get-things-id", 200, true, false),
            row(id.as_str(), "get-things-id", 200, false, true),
            row("", "", 405, false, false),
        ]
    );
    let subscription = find(state, &Caller::operator(), &id).await.unwrap().subscription;
    assert_eq!(subscription.last_used_at, Some(state.clock.now()));

    let program = Program::of(portal.app.twin(), "root@example.com", Role::Administrator, Scope::Read).await;
    let answer = metrics(&program).await;
    for line in [
        "loggia_gateway_calls_total{api=\"pets\",product=\"starter\",status=\"2xx\"} 2",
        "loggia_gateway_backend_duration_seconds_count{api=\"pets\",product=\"starter\"} 1",
        "loggia_gateway_sent_bytes_total{api=\"pets\",product=\"starter\"} 10",
        "loggia_gateway_calls_in_flight 0",
    ] {
        assert!(answer.text().lines().any(|told| told == line), "{line} in {}", answer.text());
    }
}

#[tokio::test]
async fn a_call_that_its_client_left_is_told_as_such() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let portal = Portal::to(silent.local_addr().unwrap()).await;
    let (key, _) = portal.subscribe(None, None).await;
    let mut client = portal.connect().await;
    let head = format!("GET /pets/api/things/7 HTTP/1.1\r\nHost: a\r\n{}\r\n\r\n", with_key(&key));
    client.write_all(head.as_bytes()).await.unwrap();
    let (mut asked, _) = timeout(FOREVER, silent.accept()).await.unwrap().unwrap();
    drop(client);
    // The call of the web service ends with it.
    while timeout(FOREVER, asked.read(&mut [0; 1024])).await.unwrap().is_ok_and(|read| read > 0) {}
    let state = &portal.app.state;
    let told = async {
        loop {
            flush(state).await.unwrap();
            if number(state, "SELECT COUNT(*) FROM calls WHERE status = 499").await == 1 {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    timeout(FOREVER, told).await.expect("the call should have been written");
}
