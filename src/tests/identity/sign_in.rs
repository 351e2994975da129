//! Signing in: who gets in, who is told what, and how often one may try.

use futures_util::future::join_all;
use loggia::identity::rules;
use loggia::kernel::{ApiError, Message};
use loggia::platform::AppError;

use super::support::{ADA, BURST, BURST_BY_ADDRESS, ELSEWHERE, HERE, House, PASSWORD};

fn api<T: std::fmt::Debug>(result: Result<T, AppError>) -> ApiError {
    result.unwrap_err().into_api()
}

fn wrong() -> ApiError {
    ApiError::field("password", Message::WrongCredentials)
}

fn retry_after(error: &ApiError) -> u64 {
    match error {
        ApiError::RateLimited { retry_after_seconds } => *retry_after_seconds,
        other => panic!("not limited: {other:?}"),
    }
}

#[tokio::test]
async fn the_right_password_gets_in_however_the_address_is_cased() {
    let house = House::with_ada().await;
    let signed_in = house.sign_in(HERE, " Ada@Example.COM ", PASSWORD).await.unwrap();
    assert_eq!(signed_in.user.email, ADA);
    assert_eq!(house.who(&signed_in.token).await.as_deref(), Some(ADA));
}

#[tokio::test]
async fn an_unknown_account_and_a_wrong_password_are_told_alike() {
    let house = House::with_ada().await;
    assert_eq!(api(house.sign_in(HERE, ADA, "correct horse battery stapl").await), wrong());
    assert_eq!(api(house.sign_in(HERE, "eve@example.com", PASSWORD).await), wrong());
    assert_eq!(api(house.sign_in(HERE, "' OR 1=1 --", PASSWORD).await), wrong());
    assert_eq!(house.sessions().await, 0);
}

#[tokio::test]
async fn an_unknown_account_costs_a_hash_like_a_known_one() {
    let house = House::with_ada().await;
    for email in [ADA, "eve@example.com"] {
        let before = house.state.hashing.begun();
        assert_eq!(api(house.sign_in(HERE, email, "guess").await), wrong());
        assert_eq!(house.state.hashing.begun(), before + 1, "{email}");
    }
}

#[tokio::test]
async fn a_flood_of_attempts_is_hashed_a_few_at_once() {
    const ATTEMPTS: u8 = 60;
    let house = House::with_ada().await;
    let before = house.state.hashing.begun();
    let attempt = async |number: u8| {
        let peer = format!("198.51.100.{number}");
        house.sign_in(&peer, &format!("person{number}@example.com"), "guess").await
    };
    for answer in join_all((0..ATTEMPTS).map(attempt)).await {
        assert_eq!(api(answer), wrong());
    }
    assert_eq!(house.state.hashing.begun(), before + usize::from(ATTEMPTS), "all were hashed");
    let cores = std::thread::available_parallelism().unwrap().get();
    assert!(house.state.hashing.most_at_once() <= 4.min(cores.saturating_sub(1).max(1)));
}

#[tokio::test]
async fn what_is_missing_or_endless_is_named_before_anything_is_hashed() {
    let house = House::with_ada().await;
    house.state.hashing.close();
    let ApiError::Invalid { fields } = api(house.sign_in(HERE, " ", "").await) else { panic!("accepted") };
    let complaints: Vec<_> = fields.into_iter().map(|error| (error.field, error.message)).collect();
    assert_eq!(complaints, [("email".into(), Message::Required), ("password".into(), Message::Required)]);
    let endless = "x".repeat(1025);
    let most = rules::PASSWORD_MOST;
    assert_eq!(api(house.sign_in(HERE, ADA, &endless).await), ApiError::field("password", Message::TooLong { most }));
}

#[tokio::test]
async fn guessing_at_an_account_is_stopped_without_locking_its_owner_out_elsewhere() {
    let house = House::with_ada().await;
    for _ in 0..BURST {
        assert_eq!(api(house.sign_in(HERE, ADA, "guess").await), wrong());
    }
    let seconds = retry_after(&api(house.sign_in(HERE, "ADA@example.com", PASSWORD).await));
    assert!(seconds > 0);
    house.sign_in(ELSEWHERE, ADA, PASSWORD).await.expect("the owner elsewhere gets in");
    house.advance(i64::try_from(seconds).unwrap() * 1000);
    house.sign_in(HERE, ADA, PASSWORD).await.expect("and here after the wait");
}

#[tokio::test]
async fn guessing_at_many_accounts_from_one_address_is_stopped_too() {
    let house = House::with_ada().await;
    for number in 0..BURST_BY_ADDRESS {
        assert_eq!(api(house.sign_in(HERE, &format!("person{number}@example.com"), "guess").await), wrong());
    }
    retry_after(&api(house.sign_in(HERE, "one.more@example.com", "guess").await));
    house.sign_in(ELSEWHERE, ADA, PASSWORD).await.expect("others are not touched");
}

#[tokio::test]
async fn who_gets_in_starts_over_but_buys_no_guesses_at_others() {
    let house = House::with_ada().await;
    for _ in 0..BURST - 1 {
        assert_eq!(api(house.sign_in(HERE, ADA, "typo").await), wrong());
    }
    house.ada().await;
    for _ in 0..BURST {
        assert_eq!(api(house.sign_in(HERE, ADA, "typo").await), wrong());
    }
    for number in 2 * BURST..BURST_BY_ADDRESS {
        assert_eq!(api(house.sign_in(HERE, &format!("person{number}@example.com"), "guess").await), wrong());
    }
    retry_after(&api(house.sign_in(HERE, "one.more@example.com", "guess").await));
}
