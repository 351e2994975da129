//! What is known of calls behind the gateway: their records, and what is left of limits.

use axum::http::Method;
use loggia::analytics::model::LimitKind;
use loggia::analytics::server::{flush, service};
use loggia::identity::server::Caller;

use super::support::{Portal, Service, status, with_key};
use crate::analytics::support::number;

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

    state.clock.advance(60_000);
    let limits = service::limits_of(state, &Caller::operator(), &id).await.unwrap();
    assert_eq!((limits[0].used, limits[0].resets_at, limits[1].used), (0, None, 2), "the short window is over");
}
