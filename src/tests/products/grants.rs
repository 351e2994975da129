//! What the gateway is told.

use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::Timestamp;
use loggia::products::model::NewSubscription;
use loggia::products::server::gateway::{self, GrantedScope};
use loggia::products::server::service;

use super::support::{add, product};
use crate::support::TestApp;

/// What has to be read again since the last time, without repetitions.
async fn changes(app: &TestApp) -> Vec<(String, String)> {
    let mut db = app.state.db.write().await.unwrap();
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT DISTINCT kind, id FROM gateway_changes WHERE kind <> 'api' ORDER BY kind, id")
            .fetch_all(&mut *db)
            .await
            .unwrap();
    sqlx::query("DELETE FROM gateway_changes").execute(&mut *db).await.unwrap();
    db.commit().await.unwrap();
    rows
}

#[tokio::test]
async fn every_change_is_noted_and_a_use_is_none() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    let api = app.add_api("Shown", true).await;
    let made = add(&app, "starter", |_| ()).await;
    let of_product = [("product".to_owned(), "starter".to_owned())];
    assert_eq!(changes(&app).await, of_product);
    service::put_api(&app.state, &permit, &product("starter"), &api.input.slug).await.unwrap();
    assert_eq!(changes(&app).await, of_product);
    service::put_api(&app.state, &permit, &product("starter"), &api.input.slug).await.unwrap();
    assert_eq!(changes(&app).await, [], "it was in it");

    let new = NewSubscription { product: "starter".to_owned(), ..NewSubscription::default() };
    let (id, keys) = service::create_subscription(&app.state, &permit, &new).await.unwrap();
    let of_subscription = [("subscription".to_owned(), id.to_string())];
    assert_eq!(changes(&app).await, of_subscription);
    let mut db = app.state.db.write().await.unwrap();
    gateway::note_used(&mut db, &[(id.clone(), Timestamp(7)), (id.clone(), Timestamp(5))]).await.unwrap();
    db.commit().await.unwrap();
    assert_eq!(changes(&app).await, []);
    let used = service::subscription(&app.state, &Caller::operator(), &id).await.unwrap().subscription.last_used_at;
    assert_eq!(used, Some(Timestamp(7)));
    service::suspend(&app.state, &permit, &id, "").await.unwrap();
    assert_eq!(changes(&app).await, of_subscription);

    let mut db = app.state.db.reader().acquire().await.unwrap();
    let grants = gateway::grants_of(&mut db, &id).await.unwrap();
    assert_eq!(grants.len(), 2);
    assert!(std::sync::Arc::ptr_eq(&grants[0].subscription, &grants[1].subscription));
    assert!(grants.iter().any(|grant| Some(grant.hash) == gateway::hash_of(keys.primary.as_str())));
    let GrantedScope::Product { product, published, rate_limit, quota, .. } = &grants[0].subscription.scope else {
        panic!("it is to a product")
    };
    assert_eq!((product.as_str(), *published), ("starter", true));
    assert_eq!((rate_limit.unwrap().to_string(), quota.unwrap().to_string()), ("5/1m".into(), "100/7d".into()));
    assert_eq!(gateway::grants_of_product(&mut db, product).await.unwrap().len(), 2);
    assert_eq!(gateway::product_apis(&mut db).await.unwrap(), [(made.input.id.clone(), api.id.clone())]);
    let [known] = gateway::all_products(&mut db).await.unwrap().try_into().unwrap();
    assert!(known.published && known.requires_subscription);
    drop(db);

    let input = loggia::products::model::ProductInput { published: false, ..made.input };
    service::update_product(&app.state, &permit, &input.id.clone(), 2, input).await.unwrap();
    assert_eq!(changes(&app).await, of_product);
    service::delete_product(&app.state, &permit, &loggia::kernel::ids::ProductId::from("starter".to_owned()))
        .await
        .unwrap();
    assert_eq!(changes(&app).await, [of_product, of_subscription].concat(), "and with it the subscriptions");
}

#[tokio::test]
async fn whoever_closes_their_account_leaves_no_keys() {
    let app = super::support::ada().await;
    super::support::subscribe(&app, "starter").await;
    changes(&app).await;
    let user: String = sqlx::query_scalar("SELECT id FROM users").fetch_one(app.state.db.reader()).await.unwrap();
    let permit = Administrator::operator();
    let _ = app.twin().signed_out().with_administrator().await;
    loggia::identity::server::people::removal::delete_account_if(&app.state, &permit, &user.into(), |_| true)
        .await
        .unwrap();
    assert_eq!(changes(&app).await.len(), 1);
    let mut db = app.state.db.reader().acquire().await.unwrap();
    assert!(gateway::all_grants(&mut db).await.unwrap().is_empty());
}
