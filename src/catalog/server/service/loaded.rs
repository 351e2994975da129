//! The schemas that a part of a document refers to, fetched a level at a time.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde_json::Value;
use sqlx::SqliteConnection;

use crate::catalog::model::OperationInput;
use crate::catalog::server::schema::Schemas;
use crate::catalog::server::store;
use crate::kernel::ids::RevisionId;
use crate::platform::AppError;
use crate::platform::parts::{Part, Parts, references};

/// How many references lead from what is shown to what is fetched.
const LEVELS: usize = 5;
/// The most schemas that are fetched for one page.
const MOST: usize = 200;

/// Schemas by the references to them.
#[derive(Debug, Default)]
pub(crate) struct Loaded(HashMap<String, Arc<Part>>);

impl Schemas for Loaded {
    fn schema(&self, pointer: &str) -> Option<&Value> {
        self.0.get(pointer)?.parsed()
    }
}

impl Loaded {
    /// What `texts`, schemas as JSON, refer to. What is not at hand is fetched, with one query a level.
    pub(super) async fn of<'a>(
        db: &mut SqliteConnection,
        kept: &Parts,
        revision: &RevisionId,
        texts: impl Iterator<Item = &'a str>,
    ) -> Result<Self, AppError> {
        // In an order of their own: where there are too many, it must be the same ones every time.
        let mut wanted: BTreeSet<String> = texts.flat_map(references).collect();
        let mut loaded = HashMap::new();
        for _ in 0..LEVELS {
            wanted.retain(|pointer| !loaded.contains_key(pointer));
            if wanted.is_empty() || loaded.len() >= MOST {
                break;
            }
            let mut level = Vec::new();
            let mut missing = Vec::new();
            for pointer in wanted.into_iter().take(MOST - loaded.len()) {
                match kept.get(revision.as_str(), &pointer) {
                    Some(part) => level.push((pointer, part)),
                    None => missing.push(pointer),
                }
            }
            if !missing.is_empty() {
                for (pointer, json) in store::revisions::find_schemas(&mut *db, revision, &missing).await? {
                    let part = Arc::new(Part::new(json));
                    kept.put(revision.as_str(), &pointer, part.clone());
                    level.push((pointer, part));
                }
            }
            wanted = level.iter().flat_map(|(_, part)| part.references().iter().cloned()).collect();
            loaded.extend(level);
        }
        Ok(Self(loaded))
    }

    /// What an operation's schemas refer to.
    pub(super) async fn of_operation(
        db: &mut SqliteConnection,
        kept: &Parts,
        revision: &RevisionId,
        operation: &OperationInput,
    ) -> Result<Self, AppError> {
        let bodies = operation.bodies.iter().chain(operation.responses.iter().flat_map(|it| &it.representations));
        let parameters = operation.parameters.iter().map(|parameter| parameter.schema.as_str());
        Self::of(db, kept, revision, bodies.map(|body| body.schema.as_str()).chain(parameters)).await
    }
}
