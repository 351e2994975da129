//! The room's SQL.

pub(super) mod grants;
pub(super) mod keys;
pub(super) mod products;
pub(super) mod subscriptions;

use crate::kernel::ids::GroupId;
use crate::platform::AppError;

/// What of the products somebody sees.
#[derive(Clone, Debug, Default)]
pub(super) struct Sight {
    /// Whether it is everything, drafts too.
    pub(super) everything: bool,
    /// Whether they have signed in.
    pub(super) signed_in: bool,
    /// The groups that they are in.
    pub(super) groups: Vec<GroupId>,
}

/// A list as an argument of a query: JSON.
fn json<T: serde::Serialize>(items: &[T]) -> Result<String, AppError> {
    serde_json::to_string(items).map_err(|error| AppError::Unexpected(error.to_string()))
}

/// A limit as it is kept; what cannot be read must not become no limit at all.
fn limit<T: std::str::FromStr>(text: Option<&str>) -> Result<Option<T>, AppError> {
    let unreadable = |text: &str| AppError::Unexpected(format!("a tier has the unknown limit {text}"));
    text.map(|text| text.parse().map_err(|_| unreadable(text))).transpose()
}
