//! The pinned examples of an API as a whole, as its files have them.

use super::service::{entry, read};
use super::store::{self, NewRow, PinnedRow};
use crate::audit::model::Action;
use crate::audit::server::record;
use crate::catalog::model::Api;
use crate::console::examples::check_name;
use crate::console::kept::{KeptRequest, LONGEST};
use crate::identity::server::Administrator;
use crate::kernel::ids::{ApiId, ExampleId, OperationId};
use crate::kernel::{ApiError, Message};
use crate::platform::rng::hex;
use crate::platform::{AppError, AppState};

/// An example that everybody who sees its operation is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinned {
    /// The operation's slug.
    pub operation: String,
    /// What it is called.
    pub name: String,
    /// The call; of which operation, the slug says.
    pub kept: KeptRequest,
}

impl Pinned {
    /// Without secrets, whatever it was, and without the operation's id, which differs from portal to portal.
    #[must_use]
    pub fn new(operation: String, name: &str, kept: KeptRequest) -> Self {
        let mut kept = kept.again();
        kept.request.operation = OperationId::from(String::new());
        Self { operation, name: name.trim().to_owned(), kept }
    }

    /// Checks what somebody wrote.
    ///
    /// # Errors
    /// `Invalid` at `name`, and at `request` when it is longer than [`LONGEST`].
    pub fn check(&self) -> Result<(), ApiError> {
        check_name(&self.name)?;
        if serde_json::to_vec(&self.kept).map_or(usize::MAX, |json| json.len()) > LONGEST {
            return Err(ApiError::field("request", Message::TooLong { most: LONGEST }));
        }
        Ok(())
    }
}

/// The pinned examples of an API, by operation and name.
///
/// # Errors
/// When the database fails.
pub async fn pinned(state: &AppState, _: &Administrator, api: &ApiId) -> Result<Vec<Pinned>, AppError> {
    let rows = store::list_pinned(state.db.reader(), api).await?;
    rows.into_iter().map(|row| meant(row).map(|(_, pinned)| pinned)).collect()
}

/// Offers these examples of an API to everybody, and no others: what is no longer among them stays its owner's, if it has
/// one. What comes is nobody's.
///
/// # Errors
/// What [`Pinned::check`] says.
pub async fn replace_pinned(
    state: &AppState,
    permit: &Administrator,
    api: &Api,
    wanted: Vec<Pinned>,
) -> Result<(), AppError> {
    for pinned in &wanted {
        pinned.check()?;
    }
    let mut db = state.db.write().await?;
    let mut missing = wanted;
    let mut is_changed = false;
    for row in store::list_pinned(&mut *db, &api.id).await? {
        let (id, pinned) = meant(row)?;
        if let Some(known) = missing.iter().position(|one| *one == pinned) {
            missing.swap_remove(known);
            continue;
        }
        is_changed = true;
        store::unpin(&mut db, &id).await?;
        let place = (api.input.slug.clone(), pinned.operation);
        record(state, &mut db, permit.actor(), entry(Action::ExampleUnpin, &id, &place)).await?;
    }
    for Pinned { operation, name, kept } in missing {
        is_changed = true;
        let id: ExampleId = hex(&state.rng.bytes::<16>()).into();
        let request = serde_json::to_string(&kept).map_err(|error| AppError::Unexpected(error.to_string()))?;
        let row = NewRow {
            id: &id,
            user: None,
            api: &api.id,
            operation: &operation,
            name: &name,
            request: &request,
            pinned: true,
            created_at: state.clock.now(),
        };
        store::insert(&mut *db, row).await?;
        let place = (api.input.slug.clone(), operation.clone());
        let made = entry(Action::ExamplePin, &id, &place).with("name", name.as_str());
        record(state, &mut db, permit.actor(), made).await?;
    }
    if is_changed {
        db.commit().await?;
    }
    Ok(())
}

fn meant(PinnedRow { id, operation, name, request }: PinnedRow) -> Result<(ExampleId, Pinned), AppError> {
    let kept = read(&id, &request)?;
    Ok((id.into(), Pinned::new(operation, &name, kept)))
}
