//! Nobody rewrites the log, and it holds exactly what holds.

use loggia::catalog::model::ApiInput;
use loggia::catalog::server::service;
use loggia::identity::server::Administrator;
use loggia::kernel::ApiError;

use super::support::{count, entries, last};
use crate::support::TestApp;

#[tokio::test]
async fn the_database_refuses_to_change_or_remove_an_entry() {
    let app = TestApp::new().await;
    app.add_api("Petstore", true).await;
    let before = format!("{:?}", entries(&app.state).await);
    for statement in [
        "UPDATE audit_log SET actor = 'somebody else'",
        "UPDATE audit_log SET at = 0 WHERE id = 1",
        "DELETE FROM audit_log",
        "DELETE FROM audit_log WHERE id = 1",
        "REPLACE INTO audit_log SELECT id, 0, actor_kind, actor_id, actor, actor_detail, action, kind, thing_id, thing, \
         before, after, address, request_id FROM audit_log",
        "INSERT OR REPLACE INTO audit_log SELECT id, 0, '', '', '', '', '', '', '', '', '', '', '', '' FROM audit_log",
    ] {
        let mut db = app.state.db.write().await.unwrap();
        let refused = sqlx::query(statement).execute(&mut *db).await.unwrap_err();
        assert!(refused.to_string().contains("the audit log is only added to"), "{statement}: {refused}");
        db.commit().await.unwrap();
    }
    assert_eq!(format!("{:?}", entries(&app.state).await), before);
}

#[tokio::test]
async fn an_entry_outlives_what_it_is_about() {
    let app = TestApp::new().await;
    let api = app.add_api("Petstore", true).await;
    service::delete_api(&app.state, &Administrator::operator(), &api.id).await.unwrap();
    assert_eq!(count(&app.state).await, 2);
    let entry = last(&app.state).await;
    assert_eq!((entry.action.as_str(), entry.thing.as_str()), ("api.delete", "petstore"));
    assert_eq!(entry.before()["name"], "Petstore");
    assert_eq!(entry.after(), serde_json::json!({}));
}

#[tokio::test]
async fn a_change_that_fails_leaves_no_entry() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    let api = app.add_api("Petstore", true).await;
    let known = count(&app.state).await;

    let taken = ApiInput { suffix: "other".to_owned(), ..api.input.clone() };
    assert!(service::create_api(&app.state, &permit, taken).await.is_err());
    let stale = service::update_api(&app.state, &permit, &api.id, 7, api.input.clone()).await;
    assert_eq!(stale.unwrap_err().into_api(), ApiError::Conflict);
    assert!(service::restore(&app.state, &permit, &api.id, 7).await.is_err());
    assert!(service::delete_api(&app.state, &permit, &"none".to_owned().into()).await.is_err());
    assert_eq!(count(&app.state).await, known);
}

#[tokio::test]
async fn without_its_entry_there_is_no_change() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    let api = app.add_api("Petstore", true).await;
    let mut db = app.state.db.write().await.unwrap();
    sqlx::query("CREATE TRIGGER full BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no room'); END")
        .execute(&mut *db)
        .await
        .unwrap();
    db.commit().await.unwrap();
    let input = ApiInput { display_name: "Pets".to_owned(), ..api.input.clone() };
    assert!(service::update_api(&app.state, &permit, &api.id, api.revision, input).await.is_err());
    assert!(service::delete_api(&app.state, &permit, &api.id).await.is_err());
    let kept = service::admin_api_by_slug(&app.state, &permit, "petstore").await.unwrap();
    assert_eq!((kept.revision, kept.input), (api.revision, api.input));
}
