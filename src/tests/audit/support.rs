//! Reading the log itself.

use loggia::platform::AppState;
use serde_json::Value;
use sqlx::FromRow;

/// An entry as the database has it.
#[derive(Debug, FromRow)]
pub struct Entry {
    pub at: i64,
    pub actor_kind: String,
    pub actor: String,
    pub action: String,
    pub thing: String,
    pub thing_id: String,
    before: String,
    after: String,
    pub address: String,
    pub request_id: String,
}

impl Entry {
    pub fn before(&self) -> Value {
        serde_json::from_str(&self.before).unwrap()
    }

    pub fn after(&self) -> Value {
        serde_json::from_str(&self.after).unwrap()
    }
}

/// All entries, the oldest first.
pub async fn entries(state: &AppState) -> Vec<Entry> {
    sqlx::query_as("SELECT * FROM audit_log ORDER BY id").fetch_all(state.db.reader()).await.unwrap()
}

/// The last one.
pub async fn last(state: &AppState) -> Entry {
    entries(state).await.pop().expect("nothing was written down")
}

/// How many entries there are.
pub async fn count(state: &AppState) -> usize {
    entries(state).await.len()
}

/// The actions in the order in which they were done.
pub async fn actions(state: &AppState) -> Vec<String> {
    entries(state).await.into_iter().map(|entry| entry.action).collect()
}
