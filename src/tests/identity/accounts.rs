//! Adding accounts.

use loggia::identity::model::Role;
use loggia::identity::server::service::{self, NewUser};
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::{ApiError, Message};

use super::support::{ADA, HERE, House, PASSWORD};

#[tokio::test]
async fn an_instance_begins_without_administrator_and_a_developer_is_none() {
    let house = House::at("https://portal.example").await;
    assert!(!service::has_administrator(&house.state).await.unwrap());
    let new = NewUser { email: "dev@example.com".into(), role: Role::Developer, password: PASSWORD.into() };
    service::add_user(&house.state, &Administrator::operator(), new).await.unwrap();
    assert!(!service::has_administrator(&house.state).await.unwrap());
    house.add(ADA).await.unwrap();
    assert!(service::has_administrator(&house.state).await.unwrap());

    let developer = house.sign_in(HERE, "dev@example.com", PASSWORD).await.unwrap().user;
    assert_eq!(Caller::user(developer).administrator().unwrap_err(), ApiError::Forbidden);
    assert_eq!(Caller::guest().administrator().unwrap_err(), ApiError::Unauthenticated);
}

#[tokio::test]
async fn an_address_has_one_account_however_it_is_cased() {
    let house = House::with_ada().await;
    let error = house.add("ADA@Example.com").await.unwrap_err().into_api();
    assert_eq!(error, ApiError::field("email", Message::Taken));
    house.sign_in(HERE, ADA, PASSWORD).await.expect("the first account is as it was");
}

#[tokio::test]
async fn every_mistake_is_named_at_once() {
    let house = House::with_ada().await;
    let new = NewUser { email: "ada".into(), role: Role::Administrator, password: "short".into() };
    let error = service::add_user(&house.state, &Administrator::operator(), new).await.unwrap_err().into_api();
    let ApiError::Invalid { fields } = error else { panic!("{error:?}") };
    let complaints: Vec<_> = fields.into_iter().map(|error| (error.field, error.message)).collect();
    assert_eq!(
        complaints,
        [("email".into(), Message::NotAnEmail), ("password".into(), Message::TooShort { least: 12 })]
    );
}

#[tokio::test]
async fn an_address_is_kept_as_it_was_written() {
    let house = House::with_ada().await;
    assert_eq!(house.add(" Grace.Hopper@Example.com ").await.unwrap().email, "Grace.Hopper@Example.com");
}
