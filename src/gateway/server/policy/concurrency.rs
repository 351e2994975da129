//! `limit-concurrency`: how many calls run at once.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;

use super::key::Key;
use super::stop::Refusal;

/// After how many seconds a refused call is worth trying again.
const RETRY_AFTER: u64 = 1;

/// A compiled limit.
#[derive(Clone, Debug)]
pub struct Limit {
    pub(super) most: u32,
    pub(super) key: Key,
}

/// How many calls run, by the policy's place and whose they are. What nobody runs takes no room.
#[derive(Clone, Debug, Default)]
pub struct Concurrency(Arc<Mutex<HashMap<Whose, u32>>>);

type Whose = (Arc<str>, String);

/// A call that runs, until it is dropped.
#[derive(Debug)]
pub struct Running {
    all: Concurrency,
    whose: Whose,
}

impl Concurrency {
    /// Lets a call of `holder` run if fewer than `most` do.
    ///
    /// # Errors
    /// The refusal.
    pub(super) fn enter(&self, place: &Arc<str>, holder: String, most: u32) -> Result<Running, Refusal> {
        let whose = (Arc::clone(place), holder);
        let mut all = self.0.lock();
        let count = all.entry(whose.clone()).or_default();
        if *count >= most {
            if *count == 0 {
                all.remove(&whose);
            }
            return Err(Refusal::throttled("Too many calls run at once. Try again when one has ended.", RETRY_AFTER));
        }
        *count += 1;
        drop(all);
        Ok(Running { all: self.clone(), whose })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let mut all = self.all.0.lock();
        if let Some(count) = all.get_mut(&self.whose) {
            *count -= 1;
            if *count == 0 {
                all.remove(&self.whose);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_once_its_call_has_ended() {
        let (all, place): (_, Arc<str>) = (Concurrency::default(), "a".into());
        let enter = |holder: &str| all.enter(&place, holder.to_owned(), 2);
        let (one, two) = (enter("x").unwrap(), enter("x").unwrap());
        assert_eq!(enter("x").unwrap_err().status, 429);
        let other = enter("y").unwrap();
        drop(one);
        let three = enter("x").unwrap();
        assert!(enter("x").is_err());
        drop((two, three, other));
        assert!(all.0.lock().is_empty());
    }

    #[test]
    fn of_many_at_once_exactly_so_many_run() {
        let (all, place): (_, Arc<str>) = (Concurrency::default(), "a".into());
        let running: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        (0..25).filter_map(|_| all.enter(&place, String::new(), 100).ok()).collect::<Vec<_>>()
                    })
                })
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(running.len(), 100);
    }
}
