//! Rate limits and quotas: exact, told, and kept.

use futures_util::future::join_all;

use loggia::identity::model::Role;

use super::support::{Portal, Service, header, message, status};
use crate::products::support::{ADA, keys_in, subscribe};

#[tokio::test]
async fn of_200_calls_at_once_a_quota_of_100_lets_exactly_100_through() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, Some("100/7d")).await;
    let answers = join_all((0..200).map(|_| portal.get(&key))).await;
    let count = |code| answers.iter().filter(|answer| status(answer) == code).count();
    assert_eq!((count(200), count(429)), (100, 100));
    assert_eq!(service.requests().len(), 100);
    let refused = answers.iter().find(|answer| status(answer) == 429).unwrap();
    assert!(message(refused).starts_with("The subscription's quota is used up."), "{refused}");
    assert_eq!(header(refused, "retry-after").as_deref(), Some("604800"));
}

#[tokio::test]
async fn a_rate_limit_is_told_and_its_window_ends() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(Some("2/1m"), Some("100/7d")).await;
    let told = |answer: &str| ["limit", "remaining", "reset"].map(|name| header(answer, &format!("ratelimit-{name}")));
    let texts = |texts: [&str; 3]| texts.map(|text| Some(text.to_owned()));
    assert_eq!(told(&portal.get(&key).await), texts(["2", "1", "60"]));
    portal.app.state.clock.advance(10_500);
    assert_eq!(told(&portal.get(&key).await), texts(["2", "0", "50"]));
    let refused = portal.get(&key).await;
    assert_eq!(status(&refused), 429);
    assert_eq!(told(&refused), texts(["2", "0", "50"]));
    assert_eq!(header(&refused, "retry-after").as_deref(), Some("50"));
    portal.app.state.clock.advance(49_500);
    assert_eq!(status(&portal.get(&key).await), 200);
}

#[tokio::test]
async fn kilobytes_count_both_ways() {
    let service =
        Service::answering([b"HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\n".as_slice(), &[b'x'; 1024]].concat())
            .await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, Some("2KB/1d")).await;
    assert_eq!(status(&portal.get(&key).await), 200);
    assert_eq!(status(&portal.get(&key).await), 200);
    assert_eq!(status(&portal.get(&key).await), 429);
}

#[tokio::test]
async fn a_new_subscription_in_place_of_a_cancelled_one_brings_no_new_quota() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (others, _) = portal.subscribe(None, Some("2/7d")).await;
    let app = portal.app.twin().signed_in_as(ADA, Role::Developer).await;
    for expected in [[200, 200], [429, 429]] {
        let address = subscribe(&app, "starter").await;
        let keys = keys_in(app.post(&format!("{address}/keys"), &[]).await.text());
        assert_eq!([status(&portal.get(&keys[0]).await), status(&portal.get(&keys[1]).await)], expected);
        app.post(&format!("{address}/cancel"), &[]).await;
    }
    assert_eq!(status(&portal.get(&others).await), 200);
}

#[tokio::test]
async fn what_was_used_of_a_quota_survives_a_restart() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, Some("3/7d")).await;
    assert_eq!(status(&portal.get(&key).await), 200);
    assert_eq!(status(&portal.get(&key).await), 200);
    let Portal { app, shutdown, task, .. } = portal;
    shutdown.cancel();
    task.await.unwrap().unwrap();
    let portal = Portal::run(app, None).await;
    assert_eq!(status(&portal.get(&key).await), 200);
    assert_eq!(status(&portal.get(&key).await), 429);
}
