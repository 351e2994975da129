//! Reading the log: by whom, narrowed how, and that a page stays quick.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use loggia::platform::AppState;
use serde_json::Value;

use crate::support::TestApp;

/// `count` entries, a minute apart, of which every tenth is by Ada.
pub async fn fill(state: &AppState, count: i64) {
    let mut db = state.db.write().await.unwrap();
    sqlx::query(
        "INSERT INTO audit_log (at, actor_kind, actor_id, actor, actor_detail, action, kind, thing_id, thing, before, after, \
         address, request_id) \
         WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1) \
         SELECT 1795000000000 + i * 60000, 'user', '', CASE i % 10 WHEN 0 THEN 'ada@example.com' ELSE 'eve@example.com' END, '', \
         CASE i % 3 WHEN 0 THEN 'api.update' WHEN 1 THEN 'api.delete' ELSE 'user.sign_in' END, \
         CASE i % 3 WHEN 2 THEN 'user' ELSE 'api' END, 'id-' || (i % 1000), 'thing-' || (i % 1000), '{}', '{\"n\":' || i || '}', '', '' \
         FROM n",
    )
    .bind(count)
    .execute(&mut *db)
    .await
    .unwrap();
    db.commit().await.unwrap();
}

/// The address of the list's data, narrowed by `pairs`.
fn address(pairs: &[(&str, &str)], older: &str) -> String {
    let value = |name: &str| pairs.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value);
    let fields = ["person", "kind", "action", "thing", "from", "to"];
    let fields = fields.map(|name| (format!("filter[{name}]"), value(name).to_owned()));
    let query = fields.into_iter().chain([("older".to_owned(), older.to_owned())]).collect::<Vec<_>>();
    format!("/api/private/admin/audit?{}", serde_urlencoded::to_string(query).unwrap())
}

async fn list(app: &TestApp, pairs: &[(&str, &str)], older: &str) -> Value {
    let answer = app.get(&address(pairs, older)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

/// The numbers of all entries that `pairs` leave, page after page.
async fn walk(app: &TestApp, pairs: &[(&str, &str)]) -> Vec<i64> {
    let (mut ids, mut older) = (Vec::new(), String::new());
    loop {
        let page = list(app, pairs, &older).await;
        let entries = page["entries"].as_array().unwrap();
        assert!(entries.len() <= 50);
        ids.extend(entries.iter().map(|entry| entry["id"].as_i64().unwrap()));
        match page["older"].as_str() {
            Some(next) => older = next.to_owned(),
            None => return ids,
        }
    }
}

#[tokio::test]
async fn administrators_and_support_read_it_and_nobody_else() {
    let app = TestApp::new().await;
    let guest = app.twin();
    let dev = app.twin().signed_in_as("dev@example.com", Role::Developer).await;
    let support = app.twin().signed_in_as("support@example.com", Role::Support).await;
    let admin = app.with_administrator().await;
    let data = address(&[], "");
    for path in ["/admin/audit", "/admin/audit/1", "/admin/audit.csv", &data, "/api/private/admin/audit-entry?id=1"] {
        for (app, status) in [
            (&guest, StatusCode::UNAUTHORIZED),
            (&dev, StatusCode::FORBIDDEN),
            (&support, StatusCode::OK),
            (&admin, StatusCode::OK),
        ] {
            assert_eq!(app.get(path).await.status, status, "{path}");
        }
    }
    for path in ["/admin/audit/999", "/admin/audit/x", "/admin/audit/-1"] {
        assert_eq!(admin.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(admin.get("/admin/audit?from=yesterday").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(admin.get("/admin/audit?older=nowhere").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn every_entry_is_met_once_on_the_way_back() {
    let app = TestApp::new().await.with_administrator().await;
    let known = super::support::count(&app.state).await;
    fill(&app.state, 120).await;
    let ids = walk(&app, &[]).await;
    assert_eq!(ids.len(), 120 + known);
    let mut sorted = ids.clone();
    sorted.dedup();
    assert_eq!(sorted.len(), ids.len());
    // What is written meanwhile moves nothing.
    let first = list(&app, &[], "").await;
    app.add_api("Later", false).await;
    let second = list(&app, &[], first["older"].as_str().unwrap()).await;
    assert_eq!(second["entries"][0]["id"].as_i64().unwrap(), ids[50]);
}

#[tokio::test]
async fn it_is_narrowed_by_person_kind_action_thing_and_time() {
    let app = TestApp::new().await.with_administrator().await;
    fill(&app.state, 3_000).await;
    for (pairs, count) in [
        (&[("person", "ADA@example.com")][..], 300),
        (&[("kind", "user"), ("person", "eve@example.com")], 900),
        (&[("action", "api.delete")], 1_000),
        (&[("action", "api.delete"), ("kind", "user")], 1_000),
        (&[("thing", "thing-7")], 3),
        (&[("thing", "id-7")], 3),
        (&[("person", "nobody@example.com")], 0),
        (&[("person", "'; DROP TABLE audit_log; --")], 0),
        // The first entry was written at 11:06 on the 18th, so 774 of them are of that day.
        (&[("from", "2026-11-19"), ("person", "eve@example.com")], 2_004),
        (&[("to", "2026-11-18"), ("person", "eve@example.com")], 696),
        (&[("from", "2026-11-19"), ("to", "2026-11-18")], 0),
    ] {
        assert_eq!(walk(&app, pairs).await.len(), count, "{pairs:?}");
    }
}

#[tokio::test]
async fn the_page_works_without_a_script_and_opens_an_entry() {
    let app = TestApp::new().await.with_administrator().await;
    app.add_api("<b>Bold</b>", true).await;
    let page = app.get("/admin/audit?kind=api").await;
    let text = page.text();
    assert!(text.contains("api.create") && text.contains("Command line"), "{text}");
    assert!(text.contains("/admin/audit.csv?kind=api"));
    assert!(!text.contains("user.sign_in</a>"), "another kind");
    let entry = app.get("/admin/audit/3").await;
    assert_eq!(entry.status, StatusCode::OK);
    assert!(
        entry.text().contains("&lt;b>Bold&lt;/b>") || entry.text().contains("&lt;b&gt;Bold&lt;/b&gt;"),
        "{}",
        entry.text()
    );
}

#[tokio::test]
async fn each_way_to_narrow_it_has_an_index() {
    let app = TestApp::new().await;
    for (condition, index) in [
        ("TRUE", "audit_log_at"),
        ("(at, id) < (5, 5)", "audit_log_at"),
        ("(at, id) < (5, 5) AND actor = 'a'", "audit_log_actor"),
        ("(at, id) < (5, 5) AND kind = 'a'", "audit_log_kind"),
        ("(at, id) < (5, 5) AND action = 'a'", "audit_log_action"),
    ] {
        let statement =
            format!("EXPLAIN QUERY PLAN SELECT * FROM audit_log WHERE {condition} ORDER BY at DESC, id DESC LIMIT 51");
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(statement)).fetch_all(app.state.db.reader()).await.unwrap();
        let plan: Vec<_> = plan.into_iter().map(|row| row.3).collect();
        assert!(plan.len() == 1 && plan[0].contains(index), "{condition}: {plan:?}");
    }
}

#[tokio::test]
async fn support_is_led_to_the_log_and_to_nothing_that_is_closed_to_it() {
    let app = TestApp::new().await.signed_in_as("support@example.com", Role::Support).await;
    for path in ["/", "/admin/audit"] {
        let page = app.get(path).await;
        assert!(page.status == StatusCode::OK && page.text().contains("href=\"/admin/audit\""), "{path}");
        for closed in ["/admin/apis", "/admin/users", "/admin/settings"] {
            assert!(!page.text().contains(&format!("href=\"{closed}")), "{path} leads to {closed}");
        }
    }
    let developer = app.signed_out().signed_in_as("dev@example.com", Role::Developer).await;
    assert!(!developer.get("/").await.text().contains("href=\"/admin"));
}
