//! What is done with every change of somebody's factors: it is written to them, and logged.

use sqlx::SqliteConnection;

use crate::identity::model::User;
use crate::identity::server::links::whole;
use crate::notifications::{self, Letter};
use crate::paths;
use crate::platform::{AppError, AppState};

/// What changed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    AppAdded,
    AppRemoved,
    CodesMade,
    PasskeyAdded,
    PasskeyRemoved,
    Reset,
}

impl Change {
    /// The word by which the mail's template knows it.
    const fn as_str(self) -> &'static str {
        match self {
            Self::AppAdded => "app-added",
            Self::AppRemoved => "app-removed",
            Self::CodesMade => "codes-made",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::Reset => "reset",
        }
    }
}

/// Writes to `user` what changed, within the transaction of the change. Once that is committed, the worker is to be woken.
pub(super) async fn tell(
    state: &AppState,
    db: &mut SqliteConnection,
    user: &User,
    change: Change,
) -> Result<(), AppError> {
    let (security, reset) = (whole(state, paths::SECURITY), whole(state, paths::RESET_PASSWORD));
    let letter = Letter::FactorsChanged { change: change.as_str(), security: &security, reset: &reset };
    notifications::enqueue(state, db, &user.email, &letter).await?;
    tracing::info!(user = %user.id, change = change.as_str(), "factors of user {}: {}", user.id, change.as_str());
    Ok(())
}
