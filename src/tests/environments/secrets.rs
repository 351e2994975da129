//! What the files of the database hold of private values.

use axum::http::StatusCode;
use loggia::environments::server::service;
use loggia::identity::model::Role;
use loggia::identity::server::Caller;

use super::support::{ada, add, form, saved, send};

const SECRET: &str = "a-private-value-that-nobody-else-has";

#[tokio::test]
async fn private_values_are_nowhere_in_the_databases_files() {
    let app = ada().await;
    let address = add(&app, "Test").await;
    let rows = [
        ("variables.0.name", "open"),
        ("variables.0.value", "a-public-value-that-everybody-sees"),
        ("variables.1.name", "key"),
        ("variables.1.value", SECRET),
        ("variables.1.private", "on"),
    ];
    let answer = send(&app, &address, &form(&saved(&app, &address).await), &rows).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let mut bytes = Vec::new();
    for file in std::fs::read_dir(&app.state.config.data).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            bytes.extend(std::fs::read(path).unwrap());
        }
    }
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("a-public-value-that-everybody-sees"), "the files are the right ones");
    assert!(!holds(SECRET));

    // Its owner's calls get it, and a copy in another row opens for nobody.
    let id = saved(&app, &address).await.id;
    let user: (String, String) =
        sqlx::query_as("SELECT id, email FROM users").fetch_one(app.state.db.reader()).await.unwrap();
    let caller =
        Caller::user(loggia::identity::model::User { id: user.0.into(), email: user.1, role: Role::Developer });
    let opened = service::opened(&app.state, &caller, &id).await.unwrap();
    assert_eq!((opened.value("key"), opened.value("none")), (Some(SECRET), None));
    let mut transaction = app.state.db.write().await.unwrap();
    sqlx::query(
        "UPDATE environment_variables SET is_private = TRUE, value = '', \
         sealed = (SELECT sealed FROM environment_variables WHERE name = 'key') WHERE name = 'open'",
    )
    .execute(&mut *transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
    assert!(service::opened(&app.state, &caller, &id).await.is_err());
}
