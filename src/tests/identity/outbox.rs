//! Mail: kept until it was sent, and no secret of it at rest.

use std::path::Path;

use loggia::notifications::{deliver, sweep, waiting};

use super::sign_up::{open, sign_up};
use crate::support::{Mailbox, mails, only_token};

const ADA: &str = "ada@example.com";
const PASSWORD: &str = "a password of her own";
const MINUTE: i64 = 60_000;

/// Whether any file of the data directory has `text` in it.
fn holds(data: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    files.into_iter().any(|path| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

#[tokio::test]
async fn neither_links_nor_passwords_are_in_the_database() {
    let app = open().await;
    let data = &app.state.config.data;
    sign_up(&app, ADA, PASSWORD).await;
    assert!(holds(data, ADA), "the files were read");
    assert!(!holds(data, "?token=") && !holds(data, PASSWORD), "sealed while it waits");
    let (_, token) = only_token(&app.state).await;
    assert!(!holds(data, &token));
    let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE body IS NOT NULL")
        .fetch_one(app.state.db.reader())
        .await
        .unwrap();
    assert_eq!(left, 0, "and gone once it was sent");
}

#[tokio::test]
async fn mail_that_is_not_taken_waits_longer_each_time() {
    let app = open().await;
    sign_up(&app, ADA, PASSWORD).await;
    let closed = Mailbox::closed();
    assert_eq!(deliver(&app.state, &closed).await.unwrap(), 0);
    assert!(mails(&app.state).await.is_empty(), "a minute has not gone by");
    app.state.clock.advance(MINUTE);
    assert_eq!(deliver(&app.state, &closed).await.unwrap(), 0);
    app.state.clock.advance(MINUTE);
    assert!(mails(&app.state).await.is_empty(), "now it is two");
    let error: String =
        sqlx::query_scalar("SELECT last_error FROM outbox").fetch_one(app.state.db.reader()).await.unwrap();
    assert_eq!(error, "421 come back later");
    app.state.clock.advance(MINUTE);
    assert_eq!(mails(&app.state).await.len(), 1);
    assert!(mails(&app.state).await.is_empty(), "it is sent once");
}

#[tokio::test]
async fn after_ten_attempts_and_after_a_week_it_is_given_up() {
    let app = open().await;
    sign_up(&app, ADA, PASSWORD).await;
    let closed = Mailbox::closed();
    for attempt in 0..10 {
        assert_eq!(waiting(&app.state).await.unwrap(), 1, "before attempt {attempt}");
        deliver(&app.state, &closed).await.unwrap();
        app.state.clock.advance(600 * MINUTE);
    }
    assert_eq!(waiting(&app.state).await.unwrap(), 0);
    assert!(mails(&app.state).await.is_empty());
    assert_eq!(sweep(&app.state).await.unwrap(), 0);
    app.state.clock.advance(7 * 24 * 60 * MINUTE);
    assert_eq!(sweep(&app.state).await.unwrap(), 1);
}

#[tokio::test]
async fn a_mail_names_the_portal_and_who_runs_it() {
    let app = open().await;
    sign_up(&app, ADA, PASSWORD).await;
    let mails = mails(&app.state).await;
    assert_eq!(mails[0].recipient, ADA);
    assert_eq!(mails[0].subject, "Confirm your e-mail address for Loggia");
    assert!(mails[0].text.contains("\nhttp://localhost:3000/confirm?token="), "{}", mails[0].text);
    assert!(mails[0].text.contains("for 24 hours") && !mails[0].text.contains("{{"), "{}", mails[0].text);
}
