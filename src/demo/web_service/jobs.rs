//! The jobs of BES, held in memory. What a client submits holds the credentials of its storage, so nothing of it is
//! kept but the names of blobs in the development storage, which has none.

use std::collections::VecDeque;

use parking_lot::Mutex;
use serde::Serialize;

use super::storage::{Place, Storage};
use super::table::hashed;
use crate::demo::error::{Detail, ServiceError};
use crate::kernel::Timestamp;
use crate::platform::rng::hex;
use crate::platform::{Clock, Rng};

/// How many jobs are held.
const MOST: usize = 1_000;

/// How long a started job runs, in milliseconds.
const DURATION: i64 = 1_000;

/// The jobs, oldest first.
#[derive(Debug)]
pub(in crate::demo) struct Jobs {
    clock: Clock,
    rng: Rng,
    held: Mutex<VecDeque<Job>>,
    storage: Storage,
}

/// Why a job fails whose blobs are elsewhere.
const NO_BLOBS: &str = "Reading and writing blobs of other storage is not available in this version yet. The connection \
                        string UseDevelopmentStorage=true names the demo's own.";

#[derive(Debug)]
struct Job {
    id: String,
    progress: Progress,
    /// The blobs to read and to write, if both are here.
    blobs: Option<(String, String)>,
    /// What a started job comes to.
    result: Result<Written, String>,
}

/// The blob that a finished job wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::demo) struct Written {
    /// Container and name, beginning with a slash.
    pub(super) path: String,
    /// What opens it.
    pub(super) signature: String,
}

#[derive(Clone, Copy, Debug)]
enum Progress {
    Submitted,
    Started(Timestamp),
    Cancelled,
}

/// How far a job is, in the words of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(in crate::demo) enum State {
    NotStarted,
    Running,
    Failed,
    Cancelled,
    Finished,
}

impl Job {
    fn state(&self, now: Timestamp) -> State {
        match self.progress {
            Progress::Submitted => State::NotStarted,
            Progress::Started(since) if now < since.plus(DURATION) => State::Running,
            Progress::Started(_) if self.result.is_ok() => State::Finished,
            Progress::Started(_) => State::Failed,
            Progress::Cancelled => State::Cancelled,
        }
    }
}

impl Jobs {
    pub(in crate::demo) fn new(clock: Clock, rng: Rng) -> Self {
        Self { clock, rng, held: Mutex::default(), storage: Storage::default() }
    }

    /// The blobs that jobs may read and write.
    pub(super) const fn storage(&self) -> &Storage {
        &self.storage
    }

    /// Adds a job and returns its id. When too many are held, the oldest one that has ended makes room; when none has,
    /// the oldest one of all.
    pub(super) fn submit(&self, input: &Place, output: &Place) -> String {
        let id = hex(&self.rng.bytes::<16>());
        let now = self.clock.now();
        let mut held = self.held.lock();
        if held.len() >= MOST {
            let has_ended = |job: &Job| matches!(job.state(now), State::Failed | State::Cancelled | State::Finished);
            let oldest = held.iter().position(has_ended).unwrap_or_default();
            held.remove(oldest);
        }
        let blobs = (input.is_here() && output.is_here()).then(|| (input.path.clone(), output.path.clone()));
        held.push_back(Job { id: id.clone(), progress: Progress::Submitted, blobs, result: Err(NO_BLOBS.to_owned()) });
        id
    }

    /// Starts the job `id`, which must not have been started or cancelled before.
    pub(super) fn start(&self, id: &str) -> Result<(), ServiceError> {
        let mut held = self.held.lock();
        let job = held.iter_mut().find(|job| job.id == id).ok_or_else(unknown_job)?;
        let Progress::Submitted = job.progress else { return Err(already_started()) };
        job.progress = Progress::Started(self.clock.now());
        if let Some((input, output)) = &job.blobs {
            job.result = self.work(input, output);
        }
        Ok(())
    }

    /// What the job makes of the blob `input`, written to `output`.
    fn work(&self, input: &str, output: &str) -> Result<Written, String> {
        let table = self.storage.read(input);
        let table = table.ok_or_else(|| format!("There is no blob {input} in the development storage."))?;
        let written = Written { path: output.to_owned(), signature: hex(&self.rng.bytes::<16>()) };
        self.storage.write(output, &written.signature, hashed(&table)?);
        Ok(written)
    }

    /// How far the job `id` is, and what it came to.
    pub(super) fn state(&self, id: &str) -> Result<(State, Result<Written, String>), ServiceError> {
        let held = self.held.lock();
        let job = held.iter().find(|job| job.id == id).ok_or_else(unknown_job)?;
        Ok((job.state(self.clock.now()), job.result.clone()))
    }

    /// Deletes the job `id`. A running one is cancelled and stays, so that its client can see what became of it.
    pub(super) fn delete(&self, id: &str) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let mut held = self.held.lock();
        let place = held.iter().position(|job| job.id == id).ok_or_else(unknown_job)?;
        match held[place].state(now) {
            State::Running => held[place].progress = Progress::Cancelled,
            State::NotStarted | State::Failed | State::Cancelled | State::Finished => drop(held.remove(place)),
        }
        Ok(())
    }
}

/// The answer to a job id that is not known, or no longer.
pub(in crate::demo) fn unknown_job() -> ServiceError {
    ServiceError::not_found(Detail::new("JobNotFound", "jobid", "There is no such job."))
}

/// The answer to the start of a job that was started before.
pub(in crate::demo) fn already_started() -> ServiceError {
    ServiceError::conflict(Detail::new("JobAlreadyStarted", "jobid", "The job was started or cancelled before."))
}
