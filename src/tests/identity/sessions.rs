//! How a session is kept, how long it lasts and how it ends.

use loggia::identity::server::session::{ABSOLUTE, IDLE, NOTED_EVERY};
use loggia::identity::server::{Token, service};
use loggia::platform::Rng;

use super::support::{ADA, HERE, House, PASSWORD, from};

async fn last_seen(house: &House) -> i64 {
    sqlx::query_scalar("SELECT last_seen_at FROM sessions").fetch_one(house.state.db.reader()).await.unwrap()
}

#[tokio::test]
async fn a_token_that_was_never_given_out_is_a_guests() {
    let house = House::with_ada().await;
    house.ada().await;
    assert_eq!(house.who(&Token::new(&Rng::seeded(99))).await, None);
}

#[tokio::test]
async fn signing_in_again_replaces_the_browsers_session_and_no_other() {
    let house = House::with_ada().await;
    let (here, phone) = (house.ada().await, house.ada().await);
    let again = service::sign_in(&house.state, from(HERE), ADA, PASSWORD, Some(&here)).await.unwrap();
    let service::Opened::Portal(again) = again else { panic!("a second factor was asked for") };
    assert_ne!(again.token, here);
    assert_eq!(house.who(&here).await, None);
    assert_eq!(house.who(&phone).await.as_deref(), Some(ADA));
    assert_eq!(house.who(&again.token).await.as_deref(), Some(ADA));
}

#[tokio::test]
async fn a_failed_attempt_leaves_the_browsers_session_alone() {
    let house = House::with_ada().await;
    let token = house.ada().await;
    service::sign_in(&house.state, from(HERE), ADA, "guess", Some(&token)).await.unwrap_err();
    assert_eq!(house.who(&token).await.as_deref(), Some(ADA));
}

#[tokio::test]
async fn signing_out_ends_the_session_at_once_and_may_be_repeated() {
    let house = House::with_ada().await;
    let token = house.ada().await;
    service::sign_out(&house.state, &token).await.unwrap();
    assert_eq!(house.who(&token).await, None);
    assert_eq!(house.sessions().await, 0);
    service::sign_out(&house.state, &token).await.unwrap();
}

#[tokio::test]
async fn sessions_go_with_their_account() {
    let house = House::with_ada().await;
    let token = house.ada().await;
    let mut db = house.state.db.write().await.unwrap();
    sqlx::query("DELETE FROM users").execute(&mut *db).await.unwrap();
    db.commit().await.unwrap();
    assert_eq!(house.who(&token).await, None);
    assert_eq!(house.sessions().await, 0);
}

#[tokio::test]
async fn an_idle_session_ends() {
    let house = House::with_ada().await;
    let token = house.ada().await;
    house.advance(IDLE - 1);
    assert_eq!(house.who(&token).await.as_deref(), Some(ADA));
    house.advance(IDLE);
    assert_eq!(house.who(&token).await, None);
}

#[tokio::test]
async fn a_session_in_use_ends_after_a_week() {
    let house = House::with_ada().await;
    let token = house.ada().await;
    let step = IDLE / 2;
    for _ in 0..(ABSOLUTE / step - 1) {
        house.advance(step);
        assert_eq!(house.who(&token).await.as_deref(), Some(ADA));
    }
    house.advance(step);
    assert_eq!(house.who(&token).await, None);
}

#[tokio::test]
async fn use_is_noted_at_most_once_a_minute() {
    let house = House::with_ada().await;
    let token = house.ada().await;
    let began = last_seen(&house).await;
    house.advance(NOTED_EVERY - 1);
    house.who(&token).await;
    assert_eq!(last_seen(&house).await, began);
    house.advance(1);
    house.who(&token).await;
    assert_eq!(last_seen(&house).await, began + NOTED_EVERY);
}

#[tokio::test]
async fn a_session_is_recognised_while_nothing_can_be_written() {
    let house = House::with_ada().await;
    let token = house.ada().await;
    let mut db = house.state.db.write().await.unwrap();
    sqlx::query("CREATE TRIGGER full BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
        .execute(&mut *db)
        .await
        .unwrap();
    db.commit().await.unwrap();
    house.advance(NOTED_EVERY);
    assert_eq!(house.who(&token).await.as_deref(), Some(ADA));
}

#[tokio::test]
async fn only_expired_sessions_are_swept() {
    let house = House::with_ada().await;
    house.ada().await;
    house.advance(IDLE - 1);
    let fresh = house.ada().await;
    assert_eq!(service::sweep_sessions(&house.state).await.unwrap(), 0);
    house.advance(1);
    assert_eq!(service::sweep_sessions(&house.state).await.unwrap(), 1);
    assert_eq!(house.who(&fresh).await.as_deref(), Some(ADA));
}

#[tokio::test]
async fn the_database_holds_neither_token_nor_password() {
    let house = House::with_ada().await;
    let token = house.ada().await;
    let hash: String =
        sqlx::query_scalar("SELECT token_hash FROM sessions").fetch_one(house.state.db.reader()).await.unwrap();
    let files = std::fs::read_dir(&house.state.config.data).unwrap().map(|file| file.unwrap().path());
    let bytes: Vec<u8> = files.filter(|file| file.is_file()).flat_map(|file| std::fs::read(file).unwrap()).collect();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds(&hash), "the files were not read");
    assert!(!holds(token.as_str()));
    assert!(!holds(PASSWORD));
}
