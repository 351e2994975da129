//! Hashing passwords: Argon2id with 19 MiB, two passes and one lane, as OWASP's password storage cheat sheet has it.

use std::sync::Arc;

use argon2::password_hash::{self, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use tokio::sync::Semaphore;

use crate::kernel::ApiError;
use crate::platform::{AppError, AppState};

/// A hash like any other that belongs to no account. It is verified where there is no account, so that an answer takes
/// the same time whether there is one or not.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bG9nZ2lhIGR1bW15IDE2Yg$ku07A0IYe7+8TqM6QcET5RbXoCYYgtfrreyBv7Avtjs";

/// The PHC string by which `password` can be recognised, with a new salt.
pub(super) async fn hash(state: &AppState, password: &str) -> Result<String, AppError> {
    let (password, salt) = (password.to_owned(), state.rng.bytes::<16>());
    bounded(&state.hashing, move || hash_with(&password, &salt)).await?
}

/// Whether `password` is the one of `stored`; never when there is none, after the same work.
pub(super) async fn verify(state: &AppState, password: &str, stored: Option<&str>) -> Result<bool, AppError> {
    let (password, stored) = (password.to_owned(), stored.map(str::to_owned));
    bounded(&state.hashing, move || belongs(&password, stored.as_deref())).await?
}

/// Runs `work` on a thread of its own once there is a permit for it.
///
/// The permit goes along with the work: when the request is given up meanwhile, the thread still computes.
async fn bounded<T: Send + 'static>(
    permits: &Arc<Semaphore>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let permit = Arc::clone(permits).acquire_owned().await.map_err(|_| ApiError::Unavailable)?;
    tokio::task::spawn_blocking(move || {
        let _permit = permit;
        work()
    })
    .await
    .map_err(|error| AppError::Unexpected(format!("hashing a password: {error}")))
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
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;
    use std::time::Duration;

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

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn no_more_works_run_at_once_than_there_are_permits() {
        let permits = Arc::new(Semaphore::new(4));
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let works: Vec<_> = (0..40)
            .map(|_| {
                let (permits, running, most) = (Arc::clone(&permits), Arc::clone(&running), Arc::clone(&most));
                tokio::spawn(async move {
                    bounded(&permits, move || {
                        most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::sleep(Duration::from_millis(5));
                        running.fetch_sub(1, Ordering::SeqCst);
                    })
                    .await
                })
            })
            .collect();
        for work in works {
            work.await.unwrap().unwrap();
        }
        assert!((2..=4).contains(&most.load(Ordering::SeqCst)), "{most:?}");
        assert_eq!(permits.available_permits(), 4);
    }

    #[tokio::test]
    async fn a_request_that_is_given_up_does_not_free_the_permit_of_its_work() {
        let permits = Arc::new(Semaphore::new(1));
        let (started, has_started) = tokio::sync::oneshot::channel();
        let (finish, may_finish) = mpsc::channel::<()>();
        let request = tokio::spawn({
            let permits = Arc::clone(&permits);
            async move {
                bounded(&permits, move || {
                    started.send(()).unwrap();
                    may_finish.recv().unwrap();
                })
                .await
            }
        });
        has_started.await.unwrap();
        request.abort();
        assert!(request.await.unwrap_err().is_cancelled());
        assert_eq!(permits.available_permits(), 0);
        finish.send(()).unwrap();
        let _freed = permits.acquire().await.unwrap();
    }
}
