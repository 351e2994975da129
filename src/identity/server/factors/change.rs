//! What is done with every change of somebody's factors: it is written to them, and down.

use sqlx::SqliteConnection;

use crate::audit::model::Action;
use crate::audit::server::{Actor, record};
use crate::identity::model::User;
use crate::identity::server::links::whole;
use crate::identity::server::profile::entry;
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

    const fn action(self) -> Action {
        match self {
            Self::AppAdded => Action::UserAddApp,
            Self::AppRemoved => Action::UserRemoveApp,
            Self::CodesMade => Action::UserMakeCodes,
            Self::PasskeyAdded => Action::UserAddPasskey,
            Self::PasskeyRemoved => Action::UserRemovePasskey,
            Self::Reset => Action::UserResetFactors,
        }
    }
}

/// Writes down that `actor` changed it, and writes it to `user`, within the transaction of the change. Once that is committed, the worker is to be woken.
pub(super) async fn tell(
    state: &AppState,
    db: &mut SqliteConnection,
    actor: &Actor,
    user: &User,
    change: Change,
) -> Result<(), AppError> {
    record(state, db, actor, entry(change.action(), user)).await?;
    let (security, reset) = (whole(state, paths::SECURITY), whole(state, paths::RESET_PASSWORD));
    let letter = Letter::FactorsChanged { change: change.as_str(), security: &security, reset: &reset };
    notifications::enqueue(state, db, &user.email, &letter).await?;
    tracing::info!(user = %user.id, change = change.as_str(), "factors of user {}: {}", user.id, change.as_str());
    Ok(())
}
