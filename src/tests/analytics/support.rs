//! Calls as the gateway leaves them.

use axum::http::Method;
use loggia::analytics::server::Call;
use loggia::kernel::Timestamp;
use loggia::kernel::ids::{ApiId, SubscriptionId};
use loggia::platform::AppState;

use crate::support::TestApp;

/// A call with a key of this subscription to an operation of this API that took a millisecond and was answered with 200.
pub fn call(app: &TestApp, subscription: &str, api: &ApiId) -> Call {
    Call {
        at: app.state.clock.now(),
        subscription: Some(SubscriptionId::from(subscription.to_owned())),
        product: Some("starter".to_owned().into()),
        api: Some(api.clone()),
        operation: Some("rrs-execute".into()),
        method: Method::POST,
        status: 200,
        bytes_in: 10,
        bytes_out: 200,
        total_us: 1_000,
        backend_us: Some(700),
        cache: false,
        client: Some([192, 0, 2, 7].into()),
    }
}

/// A call to an address that is none, without a key.
pub fn stray(at: Timestamp) -> Call {
    Call {
        at,
        subscription: None,
        product: None,
        api: None,
        operation: None,
        method: Method::GET,
        status: 404,
        bytes_in: 0,
        bytes_out: 50,
        total_us: 100,
        backend_us: None,
        cache: false,
        client: None,
    }
}

/// The one number that `query` finds.
pub async fn number(state: &AppState, query: &'static str) -> i64 {
    sqlx::query_scalar(query).fetch_one(state.db.reader()).await.unwrap()
}

/// Runs a statement that is the test's own.
pub async fn execute(state: &AppState, statement: &'static str) {
    let mut db = state.db.write().await.unwrap();
    sqlx::query(statement).execute(&mut *db).await.unwrap();
    db.commit().await.unwrap();
}
