//! Answers that cost much to make, such as large documents: made one at a time, and the last ones kept.

use std::collections::VecDeque;
use std::fmt;

use bytes::Bytes;
use parking_lot::Mutex;

use super::AppError;

/// How many bytes of answers are kept at most.
const MOST: usize = 64 * 1024 * 1024;

/// What was made last, the newest first.
#[derive(Default)]
pub struct Made {
    making: tokio::sync::Mutex<()>,
    kept: Mutex<VecDeque<(String, Bytes)>>,
}

impl Made {
    /// What `key` stands for, as it was made before, or else by `make`. The key must name all that it depends on.
    ///
    /// # Errors
    /// Those of `make`; nothing is kept then.
    pub async fn get(
        &self,
        key: &str,
        make: impl Future<Output = Result<Vec<u8>, AppError>>,
    ) -> Result<Bytes, AppError> {
        if let Some(made) = self.find(key) {
            return Ok(made);
        }
        // However many ask, making takes one processor, and who waited for the same is given it.
        let _making = self.making.lock().await;
        if let Some(made) = self.find(key) {
            return Ok(made);
        }
        let made = Bytes::from(make.await?);
        let mut kept = self.kept.lock();
        kept.push_front((key.to_owned(), made.clone()));
        let mut room = MOST;
        kept.retain(|(_, made)| {
            let fits = made.len() <= room;
            room = if fits { room - made.len() } else { 0 };
            fits
        });
        Ok(made)
    }

    fn find(&self, key: &str) -> Option<Bytes> {
        let mut kept = self.kept.lock();
        let at = kept.iter().position(|(known, _)| known == key)?;
        let found = kept.remove(at)?;
        let made = found.1.clone();
        kept.push_front(found);
        Some(made)
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Made")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Asks for `key`, which is `size` bytes long; whether it had to be made.
    async fn ask(made: &Made, key: &str, size: usize) -> bool {
        let times = AtomicUsize::new(0);
        let make = async {
            times.fetch_add(1, Ordering::Relaxed);
            Ok(vec![0; size])
        };
        assert_eq!(made.get(key, make).await.unwrap().len(), size);
        times.into_inner() == 1
    }

    #[tokio::test]
    async fn what_was_asked_for_last_is_kept_within_bounds() {
        let made = Made::default();
        assert!(ask(&made, "a", MOST / 2).await);
        assert!(ask(&made, "b", MOST / 2).await);
        assert!(!ask(&made, "a", MOST / 2).await);
        assert!(ask(&made, "c", 1).await, "b has to make room, which was asked for longest ago");
        assert!(!ask(&made, "a", MOST / 2).await && !ask(&made, "c", 1).await);
        assert!(ask(&made, "b", MOST / 2).await);
        assert!(ask(&made, "huge", MOST + 1).await && ask(&made, "huge", MOST + 1).await, "it does not fit at all");
    }

    #[tokio::test]
    async fn an_error_is_not_kept() {
        let made = Made::default();
        assert!(made.get("a", async { Err(AppError::Unexpected("broken".to_owned())) }).await.is_err());
        assert!(ask(&made, "a", 3).await);
    }
}
