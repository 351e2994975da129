//! The keys of subscriptions: making, showing and replacing them.

use sqlx::SqliteConnection;

use super::subscriptions::find_to_change;
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::identity::server::Caller;
use crate::kernel::ids::SubscriptionId;
use crate::kernel::{ApiError, Message};
use crate::platform::{AppError, AppState};
use crate::products::model::KeySlot;
use crate::products::rules::{OVERLAP, OVERLAP_MOST};
use crate::products::server::key::Key;
use crate::products::server::store::keys as store;

/// The two keys of a subscription, either of which opens the same.
#[derive(Clone, Debug)]
pub struct Keys {
    /// The primary key.
    pub primary: Key,
    /// The secondary key.
    pub secondary: Key,
}

impl Keys {
    /// The key in `slot`.
    #[must_use]
    pub const fn in_slot(&self, slot: KeySlot) -> &Key {
        match slot {
            KeySlot::Primary => &self.primary,
            KeySlot::Secondary => &self.secondary,
        }
    }
}

/// How long a key that is replaced still opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap(i64);

impl Default for Overlap {
    fn default() -> Self {
        Self(OVERLAP)
    }
}

impl Overlap {
    /// So many milliseconds.
    ///
    /// # Errors
    /// `Invalid` at `overlap` for less than none and for more than a week.
    pub fn new(milliseconds: i64) -> Result<Self, ApiError> {
        let is_fine = (0..=OVERLAP_MOST).contains(&milliseconds);
        is_fine
            .then_some(Self(milliseconds))
            .ok_or_else(|| ApiError::field("overlap", Message::NotOneOf { allowed: "0h–168h".to_owned() }))
    }
}

/// Makes the keys of a new subscription.
pub(super) async fn make_keys(
    state: &AppState,
    db: &mut SqliteConnection,
    id: &SubscriptionId,
) -> Result<Keys, AppError> {
    Ok(Keys {
        primary: make_key(state, db, id, KeySlot::Primary).await?,
        secondary: make_key(state, db, id, KeySlot::Secondary).await?,
    })
}

async fn make_key(
    state: &AppState,
    db: &mut SqliteConnection,
    id: &SubscriptionId,
    slot: KeySlot,
) -> Result<Key, AppError> {
    let key = Key::new(&state.rng);
    let sealed = state.vault.seal(&owner(id, slot), key.as_str().as_bytes())?;
    store::insert(db, id, slot, (&key.hash(), &sealed), state.clock.now()).await?;
    Ok(key)
}

/// The keys of a subscription, for its owner or an administrator. That they were shown is written down.
///
/// # Errors
/// `Unauthenticated` for guests, `Forbidden` for tokens that only read, `NotFound` when there is none or it is somebody
/// else's.
pub async fn show_keys(state: &AppState, caller: &Caller, id: &SubscriptionId) -> Result<Keys, AppError> {
    let mut db = state.db.write().await?;
    let subscription = find_to_change(&mut db, caller, id, state.clock.now()).await?;
    let keys = Keys {
        primary: open(state, &mut db, id, KeySlot::Primary).await?,
        secondary: open(state, &mut db, id, KeySlot::Secondary).await?,
    };
    let shown = Entry::new(Action::SubscriptionShowKeys, id.as_str(), subscription.name);
    record(state, &mut db, &caller.actor(), shown).await?;
    db.commit().await?;
    Ok(keys)
}

/// Replaces the key in `slot`, as the subscription's owner or an administrator, and says the new one. The old one opens for
/// `overlap` more; the one before it does not any more.
///
/// # Errors
/// `Unauthenticated` for guests, `Forbidden` for tokens that only read, `NotFound` when there is none or it is somebody
/// else's, `Conflict` when it has ended.
pub async fn regenerate(
    state: &AppState,
    caller: &Caller,
    id: &SubscriptionId,
    slot: KeySlot,
    overlap: Overlap,
) -> Result<Key, AppError> {
    let now = state.clock.now();
    let mut db = state.db.write().await?;
    let subscription = find_to_change(&mut db, caller, id, now).await?;
    if subscription.state.has_ended() {
        return Err(ApiError::Conflict.into());
    }
    let valid_until = (overlap.0 > 0).then(|| now.plus(overlap.0));
    store::replace(&mut db, id, slot, valid_until).await?;
    let key = make_key(state, &mut db, id, slot).await?;
    let replaced = Entry::new(Action::SubscriptionRegenerateKey, id.as_str(), subscription.name)
        .with("slot", slot.as_str())
        .with("old_key_opens_until", valid_until.map(crate::kernel::Timestamp::rfc3339));
    record(state, &mut db, &caller.actor(), replaced).await?;
    db.commit().await?;
    tracing::info!(subscription = %id, slot = slot.as_str(), "the {} key of subscription {id} was replaced", slot.as_str());
    Ok(key)
}

async fn open(
    state: &AppState,
    db: &mut SqliteConnection,
    id: &SubscriptionId,
    slot: KeySlot,
) -> Result<Key, AppError> {
    let damaged = || AppError::Unexpected(format!("the {} key of subscription {id} is missing", slot.as_str()));
    let sealed = store::find_sealed(db, id, slot).await?.ok_or_else(damaged)?;
    let opened = state.vault.open(&owner(id, slot), &sealed)?;
    std::str::from_utf8(&opened).map(Key::kept).map_err(|_| damaged())
}

/// Whose secret the key in `slot` is.
fn owner(id: &SubscriptionId, slot: KeySlot) -> String {
    format!("subscription_keys/{id}/{}", slot.as_str())
}
