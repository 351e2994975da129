//! The schemas that a part of a document refers to, fetched a level at a time.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use serde_json::Value;
use sqlx::SqliteConnection;

use crate::catalog::model::OperationInput;
use crate::catalog::server::schema::Schemas;
use crate::catalog::server::store;
use crate::kernel::ids::RevisionId;
use crate::platform::AppError;

/// How many references lead from what is shown to what is fetched.
const LEVELS: usize = 5;
/// The most schemas that are fetched for one page.
const MOST: usize = 200;

/// Schemas by the references to them.
#[derive(Debug, Default)]
pub(crate) struct Loaded(HashMap<String, Text>);

/// A schema's JSON. It is parsed when somebody asks: of what is fetched, a page lays out little.
#[derive(Debug)]
struct Text {
    json: String,
    parsed: OnceCell<Option<Value>>,
}

impl Schemas for Loaded {
    fn schema(&self, pointer: &str) -> Option<&Value> {
        let Text { json, parsed } = self.0.get(pointer)?;
        parsed.get_or_init(|| serde_json::from_str(json).ok()).as_ref()
    }
}

impl Loaded {
    /// What `texts`, schemas as JSON, refer to.
    pub(super) async fn of<'a>(
        db: &mut SqliteConnection,
        revision: &RevisionId,
        texts: impl Iterator<Item = &'a str>,
    ) -> Result<Self, AppError> {
        // In an order of their own: where there are too many, it must be the same ones every time.
        let mut wanted = BTreeSet::new();
        texts.for_each(|text| references(text, &mut wanted));
        let mut loaded = HashMap::new();
        for _ in 0..LEVELS {
            wanted.retain(|pointer| !loaded.contains_key(pointer));
            if wanted.is_empty() || loaded.len() >= MOST {
                break;
            }
            let pointers: Vec<String> = wanted.into_iter().take(MOST - loaded.len()).collect();
            wanted = BTreeSet::new();
            for (pointer, json) in store::revisions::find_schemas(&mut *db, revision, &pointers).await? {
                references(&json, &mut wanted);
                loaded.insert(pointer, Text { json, parsed: OnceCell::new() });
            }
        }
        Ok(Self(loaded))
    }

    /// What an operation's schemas refer to.
    pub(super) async fn of_operation(
        db: &mut SqliteConnection,
        revision: &RevisionId,
        operation: &OperationInput,
    ) -> Result<Self, AppError> {
        let bodies = operation.bodies.iter().chain(operation.responses.iter().flat_map(|it| &it.representations));
        let parameters = operation.parameters.iter().map(|parameter| parameter.schema.as_str());
        Self::of(db, revision, bodies.map(|body| body.schema.as_str()).chain(parameters)).await
    }
}

/// The references in a schema's JSON. What looks like one inside an example is fetched in vain, which does no harm.
fn references(text: &str, found: &mut BTreeSet<String>) {
    let mut rest = text;
    while let Some(at) = rest.find("\"#/") {
        rest = &rest[at..];
        let mut strings = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        match strings.next() {
            Some(Ok(pointer)) => {
                rest = rest.get(strings.byte_offset()..).unwrap_or_default();
                found.insert(pointer);
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_wherever_they_stand() {
        let mut found = BTreeSet::new();
        references(
            r##"{"$ref":"#/components/schemas/A","m":{"x":"#/components/schemas/B\u002f~1"},"y":"# /"}"##,
            &mut found,
        );
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort();
        assert_eq!(found, ["#/components/schemas/A", "#/components/schemas/B/~1"]);
    }
}
