//! A change holds for the very next call.

use loggia::catalog::model::ApiInput;
use loggia::catalog::server::service as catalog;
use loggia::identity::server::Administrator;
use loggia::products::server::service as products;

use super::support::{Portal, Service, add, status, with_key};

#[tokio::test]
async fn what_is_committed_holds_for_the_next_call() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let (key, id) = portal.subscribe(None, None).await;
    for _ in 0..20 {
        assert_eq!(status(&portal.get(&key).await), 200);
        products::suspend(state, &administrator, &id, "").await.unwrap();
        assert_eq!(status(&portal.get(&key).await), 403);
        products::activate(state, &administrator, &id).await.unwrap();
    }
    let api = catalog::admin_api_by_slug(state, &administrator, "pets").await.unwrap();
    assert_eq!(status(&portal.call("GET", "/pets/api/cats", &[with_key(&key)]).await), 404);
    add(&portal.app, &api, "GET", "/cats").await;
    assert_eq!(status(&portal.call("GET", "/pets/api/cats", &[with_key(&key)]).await), 200);
    let moved = ApiInput { suffix: "animals".to_owned(), ..api.input.clone() };
    let revision = catalog::admin_api_by_slug(state, &administrator, "pets").await.unwrap().revision;
    catalog::update_api(state, &administrator, &api.id, revision, moved).await.unwrap();
    assert_eq!(status(&portal.get(&key).await), 404);
    assert_eq!(status(&portal.call("GET", "/animals/cats", &[with_key(&key)]).await), 200);
    let hidden = ApiInput { suffix: "animals".to_owned(), published: false, ..api.input };
    catalog::update_api(state, &administrator, &api.id, revision + 1, hidden).await.unwrap();
    assert_eq!(status(&portal.call("GET", "/animals/cats", &[with_key(&key)]).await), 404);
}

#[tokio::test]
async fn a_change_holds_however_many_pages_read() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, id) = portal.subscribe(None, None).await;
    assert_eq!(status(&portal.get(&key).await), 200);
    let mut pages = Vec::new();
    while let Some(page) = portal.app.state.db.reader().try_acquire() {
        pages.push(page);
    }
    for _ in pages.len()..8 {
        pages.push(portal.app.state.db.reader().acquire().await.unwrap());
    }
    products::suspend(&portal.app.state, &Administrator::operator(), &id, "").await.unwrap();
    assert_eq!(status(&portal.get(&key).await), 403);
}

#[tokio::test]
async fn a_broken_database_stops_nothing_that_is_configured() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, None).await;
    assert_eq!(status(&portal.get(&key).await), 200);
    portal.app.state.db.close().await;
    portal.app.state.db.commits().note();
    for _ in 0..3 {
        assert_eq!(status(&portal.get(&key).await), 200);
    }
}
