//! An import that goes on after its form was answered.

use std::sync::Arc;

use parking_lot::Mutex;

use super::gather::{Gathered, Order, gather};
use super::import::{ImportError, Options, import};
use super::progress::{Progress, Stage};
use crate::catalog::server::service::admin_api_by_slug;
use crate::identity::server::Publisher;
use crate::kernel::ApiError;
use crate::kernel::ids::UserId;
use crate::openapi::import::{ImportState, ImportStep, Report};
use crate::platform::{AppError, AppState};

/// An import, running or at its end.
#[derive(Debug)]
pub struct Job {
    /// Whose import it is.
    owner: Option<UserId>,
    progress: Progress,
    options: Options,
    outcome: Mutex<Outcome>,
}

#[derive(Debug)]
enum Outcome {
    Running,
    /// What it would do, and the document to do it with.
    Previewed(Box<Report>, Gathered),
    Done(Box<Report>),
    Failed(String),
    Cancelled,
}

impl Job {
    /// Begins an import; returns the id by which it is found. With `options.dry_run` it stops at a preview.
    pub fn begin(state: &AppState, permit: Publisher, order: Order, options: Options) -> String {
        let id = state.rng.id(&state.clock);
        let job = Arc::new(Self {
            owner: permit.owner().cloned(),
            progress: Progress::default(),
            options,
            outcome: Mutex::new(Outcome::Running),
        });
        state.jobs.put(id.clone(), job.clone());
        job.run(state, permit, Task::Begin(order));
        id
    }

    /// Whether `permit` is good for a new revision of the API `slug`, before anything of its document is read.
    ///
    /// # Errors
    /// `NotFound` when there is no such API, `Forbidden` when it is somebody else's.
    pub async fn check(state: &AppState, permit: &Publisher, slug: &str) -> Result<(), AppError> {
        admin_api_by_slug(state, permit, slug).await.map(drop)
    }

    /// The import `id`.
    ///
    /// # Errors
    /// `NotFound` when there is none, or not any more, or it is another publisher's.
    pub fn find(state: &AppState, permit: &Publisher, id: &str) -> Result<Arc<Self>, ApiError> {
        let job: Option<Arc<Self>> = state.jobs.get(id);
        job.filter(|job| permit.may_change(job.owner.as_ref())).ok_or(ApiError::NotFound)
    }

    /// Does what was previewed.
    pub fn apply(self: &Arc<Self>, state: &AppState, permit: Publisher) {
        let mut outcome = self.outcome.lock();
        if let Outcome::Previewed(_, document) = &mut *outcome {
            let document = std::mem::take(document);
            *outcome = Outcome::Running;
            drop(outcome);
            self.run(state, permit, Task::Apply(document));
        }
    }

    /// Stops it; nothing of it is left.
    pub fn cancel(&self) {
        self.progress.cancel();
        let mut outcome = self.outcome.lock();
        if matches!(*outcome, Outcome::Previewed(..)) {
            *outcome = Outcome::Cancelled;
        }
    }

    /// How far it is.
    #[must_use]
    pub fn now(&self) -> ImportState {
        let (stage, done, total) = self.progress.now();
        let mut state = ImportState { done, total, update: self.options.update.is_some(), ..ImportState::default() };
        match &*self.outcome.lock() {
            Outcome::Running if stage == Stage::Reading => state.step = ImportStep::Reading,
            Outcome::Running => state.step = ImportStep::Writing,
            Outcome::Previewed(report, _) => {
                state.step = ImportStep::Preview;
                state.report = Some(shown(report));
            }
            Outcome::Done(report) => {
                state.step = ImportStep::Done;
                state.report = Some(shown(report));
            }
            Outcome::Failed(message) => {
                state.step = ImportStep::Failed;
                state.message.clone_from(message);
            }
            Outcome::Cancelled => state.step = ImportStep::Cancelled,
        }
        state
    }

    fn run(self: &Arc<Self>, state: &AppState, permit: Publisher, task: Task) {
        let (job, state) = (self.clone(), state.clone());
        tokio::spawn(async move {
            let outcome = job.work(&state, &permit, task).await;
            *job.outcome.lock() = match outcome {
                Ok(outcome) => outcome,
                Err(ImportError::Cancelled) => Outcome::Cancelled,
                Err(ImportError::App(error)) => Outcome::Failed(told(error)),
                Err(refused) => Outcome::Failed(refused.to_string()),
            };
        });
    }

    async fn work(&self, state: &AppState, permit: &Publisher, task: Task) -> Result<Outcome, ImportError> {
        let mut options = self.options.clone();
        let document = match task {
            Task::Begin(order) => gather(state, order, &self.progress).await?,
            Task::Apply(document) => {
                options.dry_run = false;
                document
            }
        };
        let is_preview = options.dry_run;
        let kept = if is_preview { document.clone() } else { Gathered::default() };
        let report = Box::new(import(state, permit, document, options, &self.progress).await?);
        Ok(if is_preview { Outcome::Previewed(report, kept) } else { Outcome::Done(report) })
    }
}

/// What a job is to do next.
enum Task {
    /// What it was begun for.
    Begin(Order),
    /// What it previewed, with this document.
    Apply(Gathered),
}

/// How much of a report a page shows.
const SHOWN: usize = 200;

fn shown(report: &Report) -> Report {
    let mut report = report.clone();
    report.warnings.truncate(SHOWN);
    // Those that break clients are what a publisher must see.
    report.changes.sort_by_key(|change| change.breaking.is_empty());
    report.changes.truncate(SHOWN);
    report
}

fn told(error: AppError) -> String {
    match error.into_api() {
        ApiError::Invalid { fields } => {
            let fields: Vec<String> =
                fields.into_iter().map(|field| format!("{}: {:?}", field.field, field.message)).collect();
            fields.join("; ")
        }
        other => other.to_string(),
    }
}
