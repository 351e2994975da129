//! Work that goes on after its request was answered: kept for whoever asks how far it is.

use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::Instant;

/// How long a job is kept after it was put here.
const KEPT: Duration = Duration::from_secs(3600);
/// The most jobs that are kept; the oldest makes room.
const MOST: usize = 20;

/// Jobs of any kind by their ids. What a job is, only the room knows that put it here.
#[derive(Default)]
pub struct Jobs(Mutex<HashMap<String, Kept>>);

/// A job, and since when it is here.
type Kept = (Instant, Arc<dyn Any + Send + Sync>);

impl Jobs {
    /// Keeps `job` under `id`, which nobody can guess.
    pub fn put<T: Any + Send + Sync>(&self, id: String, job: Arc<T>) {
        let mut jobs = self.0.lock();
        jobs.retain(|_, (since, _)| since.elapsed() < KEPT);
        if jobs.len() >= MOST {
            let oldest = jobs.iter().min_by_key(|(_, (since, _))| *since).map(|(id, _)| id.clone());
            oldest.and_then(|id| jobs.remove(&id));
        }
        jobs.insert(id, (Instant::now(), job));
    }

    /// The job `id`, if it is a `T`.
    #[must_use]
    pub fn get<T: Any + Send + Sync>(&self, id: &str) -> Option<Arc<T>> {
        let job = self.0.lock().get(id).map(|(_, job)| job.clone())?;
        job.downcast().ok()
    }
}

impl fmt::Debug for Jobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jobs")
    }
}
