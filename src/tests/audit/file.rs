//! The log as a file.

use axum::http::{StatusCode, header};
use loggia::catalog::model::ApiInput;
use loggia::catalog::server::service;
use loggia::identity::server::Administrator;

use super::reading::fill;
use crate::support::TestApp;

#[tokio::test]
async fn the_file_has_the_same_filter_and_everything_that_it_leaves() {
    let app = TestApp::new().await.with_administrator().await;
    fill(&app.state, 2_600).await;
    let file = app.get("/admin/audit.csv?person=ada%40example.com").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/csv"));
    assert_eq!(file.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"audit.csv\"");
    let lines: Vec<&str> = file.text().lines().collect();
    assert_eq!(lines[0], "time,by,person,token,action,thing,thing_id,before,after,address,request");
    assert_eq!(lines.len(), 1 + 260);
    assert!(lines[1..].iter().all(|line| line.contains(",ada@example.com,")));
    let all = app.get("/admin/audit.csv").await;
    assert_eq!(all.text().lines().count(), 1 + 2 + 2_600, "its parts meet without a gap");
    assert_eq!(app.get("/admin/audit.csv?from=soon").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn no_cell_is_a_formula() {
    let app = TestApp::new().await.with_administrator().await;
    app.post("/admin/groups", &[("name", "=HYPERLINK(\"http://evil.example\",\"a,b\")"), ("description", "")]).await;
    app.post("/admin/groups", &[("name", "@SUM(1)"), ("description", "")]).await;
    let input = ApiInput {
        name: "+1".to_owned(),
        service_url: "http://127.0.0.1:9".to_owned(),
        suffix: "plus".to_owned(),
        description: "two\nlines, and \"quotes\"".to_owned(),
        ..ApiInput::default()
    };
    service::create_api(&app.state, &Administrator::operator(), input).await.unwrap();
    let file = app.get("/admin/audit.csv").await;
    let text = file.text();
    assert!(text.contains(",\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"a,b\"\")\","), "{text}");
    assert!(text.contains(",'@SUM(1),"), "{text}");
    for line in text.split("\r\n") {
        assert!(!line.split(',').any(|cell| cell.starts_with(['=', '+', '-', '@', '\t'])), "{line}");
    }
}
