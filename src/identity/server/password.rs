//! Hashing passwords: Argon2id with 19 MiB, two passes and one lane, as OWASP's password storage cheat sheet has it.

use argon2::password_hash::{self, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};

use crate::kernel::ApiError;
use crate::platform::heavy::Turn;
use crate::platform::{AppError, AppState};

/// A hash like any other that belongs to no account. It is verified where there is no account, so that an answer takes
/// the same time whether there is one or not.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bG9nZ2lhIGR1bW15IDE2Yg$ku07A0IYe7+8TqM6QcET5RbXoCYYgtfrreyBv7Avtjs";

/// The PHC string by which `password` can be recognised, with a new salt.
pub(super) async fn hash(state: &AppState, password: &str) -> Result<String, AppError> {
    let (password, salt) = (password.to_owned(), state.rng.bytes::<16>());
    run(turn(state).await?, move || hash_with(&password, &salt)).await?
}

/// Whether `password` is the one of `stored`; never when there is none, after the same work.
pub(super) async fn verify(state: &AppState, password: &str, stored: Option<&str>) -> Result<bool, AppError> {
    verify_in(turn(state).await?, password, stored).await
}

/// Waits until [`verify_in`] may begin.
pub(super) async fn turn(state: &AppState) -> Result<Turn, AppError> {
    Ok(state.hashing.turn().await.ok_or(ApiError::Unavailable)?)
}

/// The same as [`verify`] for whoever has waited already: what `stored` is was looked up only then.
pub(super) async fn verify_in(turn: Turn, password: &str, stored: Option<&str>) -> Result<bool, AppError> {
    let (password, stored) = (password.to_owned(), stored.map(str::to_owned));
    run(turn, move || belongs(&password, stored.as_deref())).await?
}

async fn run<T: Send + 'static>(turn: Turn, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    turn.run(work).await.map_err(|error| AppError::Unexpected(format!("hashing a password: {error}")))
}

fn hash_with(password: &str, salt: &[u8; 16]) -> Result<String, AppError> {
    let hash: PasswordHash =
        hasher()?.hash_password_with_salt(password.as_bytes(), salt).map_err(|error| unexpected(&error))?;
    Ok(hash.to_string())
}

fn belongs(password: &str, stored: Option<&str>) -> Result<bool, AppError> {
    let matches = matches(password, stored.unwrap_or(NOBODY))?;
    Ok(matches && stored.is_some())
}

fn matches(password: &str, hash: &str) -> Result<bool, AppError> {
    match hasher()?.verify_password(password.as_bytes(), hash) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(unexpected(&error)),
    }
}

fn hasher() -> Result<Argon2<'static>, AppError> {
    let params = Params::new(19 * 1024, 2, 1, None)
        .map_err(|error| AppError::Unexpected(format!("the parameters of Argon2: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn unexpected(error: &password_hash::Error) -> AppError {
    AppError::Unexpected(format!("hashing a password: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_recognised_by_its_hash_only() {
        let stored = hash_with("correct horse battery", &[7; 16]).unwrap();
        assert!(belongs("correct horse battery", Some(&stored)).unwrap());
        assert!(!belongs("correct horse batterY", Some(&stored)).unwrap());
        assert_ne!(stored, hash_with("correct horse battery", &[8; 16]).unwrap());
        assert!(belongs("any", Some("not a PHC string")).is_err());
    }

    #[test]
    fn without_an_account_the_same_work_is_done_and_nobody_gets_in() {
        assert!(matches("nobody has this password", NOBODY).unwrap(), "the hash is a real one");
        assert!(!belongs("nobody has this password", None).unwrap());
        let stored = hash_with("correct horse battery", &[7; 16]).unwrap();
        let (stored, nobody) = (PasswordHash::new(&stored).unwrap(), PasswordHash::new(NOBODY).unwrap());
        assert_eq!(
            (stored.algorithm.as_str(), stored.version, stored.params.as_str()),
            (nobody.algorithm.as_str(), nobody.version, nobody.params.as_str())
        );
        assert_eq!((stored.params.as_str(), stored.algorithm.as_str()), ("m=19456,t=2,p=1", "argon2id"));
    }
}
