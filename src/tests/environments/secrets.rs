//! What the files of the database hold of private values.

use axum::http::StatusCode;
use loggia::environments::server::service;
use loggia::identity::model::Role;
use loggia::identity::server::Caller;
use loggia::platform::db::FILE;
use sqlx::{Connection as _, SqliteConnection};

use super::support::{ada, add, form, saved, send};
use crate::support::TestApp;

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
    assert!(is_in_the_files(&app, "a-public-value-that-everybody-sees"), "the files are the right ones");
    assert!(!is_in_the_files(&app, SECRET));

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

#[tokio::test]
async fn what_becomes_private_is_no_longer_in_the_database() {
    let app = ada().await;
    let address = add(&app, "Test").await;
    let rows = [("variables.0.name", "key"), ("variables.0.value", SECRET)];
    assert_eq!(send(&app, &address, &form(&saved(&app, &address).await), &rows).await.status, StatusCode::SEE_OTHER);
    checkpoint(&app).await;
    assert!(is_in_the_files(&app, SECRET));
    let rows = [("variables.0.private", "on")];
    assert_eq!(send(&app, &address, &form(&saved(&app, &address).await), &rows).await.status, StatusCode::SEE_OTHER);
    assert!(saved(&app, &address).await.variables[0].is_private);
    checkpoint(&app).await;
    assert!(!is_in_the_files(&app, SECRET));
}

/// Brings what was written into the database's file, and empties the log of what is to be written.
async fn checkpoint(app: &TestApp) {
    let url = format!("sqlite:{}", app.state.config.data.join(FILE).display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await.unwrap();
}

/// Whether `text` is in one of the files of the portal's data.
fn is_in_the_files(app: &TestApp, text: &str) -> bool {
    let files = std::fs::read_dir(&app.state.config.data).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.is_file()).any(|path| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}
