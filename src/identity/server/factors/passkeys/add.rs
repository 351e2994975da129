//! Adding a passkey.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;

use super::answer::Answer;
use super::challenge::{self, Purpose};
use super::store::{self, New};
use super::verify::{AuthenticatorData, Ceremony, challenge as asked};
use super::{options, refuse};
use crate::identity::factors::{PASSKEY_NAME_MOST, PASSKEYS};
use crate::identity::server::Caller;
use crate::identity::server::factors::Owner;
use crate::identity::server::factors::change::{Change, tell};
use crate::identity::server::factors::store::count_factors;
use crate::identity::server::profile::person;
use crate::kernel::{ApiError, Checks, Message};
use crate::notifications;
use crate::platform::{AppError, AppState};

/// What the authenticator of `asks` is to be asked for, who signed in just now or knows the `password`.
///
/// # Errors
/// `Unauthenticated` for guests, `Invalid` at `password` and `name`, `RateLimited` after too many guesses, `NotFound` where
/// people reach the portal by numbers.
pub async fn begin_adding(state: &AppState, asks: Owner<'_>, name: &str, password: &str) -> Result<Value, AppError> {
    person(asks.caller)?;
    check_name(name)?;
    let user = asks.recent_or_password(state, "password", password).await?;
    let party = options::party(state)?;
    let known = store::list_credential_ids(state.db.reader(), &user.id).await?;
    if i64::try_from(known.len()).unwrap_or(i64::MAX) >= PASSKEYS {
        return Err(full().into());
    }
    let challenge = challenge::ask(state, &Purpose::Add(user.id.clone()))?;
    Ok(options::create(state, &party, user, &known, &challenge))
}

/// Adds the passkey that an authenticator made for `caller`, and says whether they should make recovery codes now, having
/// none.
///
/// # Errors
/// `Unauthenticated` for guests, `Invalid` at `name`, [`Message::PasskeyRefused`] at `passkey` when the answer does not
/// hold, is not the answer to what this person was asked, or came too late.
pub async fn add(state: &AppState, caller: &Caller, name: &str, credential: &Value) -> Result<bool, AppError> {
    let user = person(caller)?;
    let name = check_name(name)?;
    let party = options::party(state)?;
    let parts = Answer::read(credential).and_then(|answer| answer.parts()).map_err(refuse)?;
    let challenge = asked(&party, Ceremony::Create, &parts.client_data).map_err(refuse)?;
    if !challenge::answered(state, &challenge, &Purpose::Add(user.id.clone())) {
        return Err(refuse("not what was asked").into());
    }
    let data = AuthenticatorData::read(&party, false, &parts.authenticator_data).map_err(refuse)?;
    let made = data.made().map_err(refuse)?;
    let new = New {
        id: &state.rng.id(&state.clock),
        credential_id: &BASE64_URL_SAFE_NO_PAD.encode(made.id),
        public_key: made.key,
        name,
        counter: i64::from(data.counter),
    };
    let mut db = state.db.write().await?;
    if count_factors(&mut *db, &user.id).await?.passkeys >= PASSKEYS {
        return Err(full().into());
    }
    if !store::insert(&mut db, &user.id, &new, state.clock.now()).await? {
        return Err(refuse("somebody has it already").into());
    }
    tell(state, &mut db, &caller.actor(), user, Change::PasskeyAdded).await?;
    let counts = count_factors(&mut *db, &user.id).await?;
    db.commit().await?;
    notifications::wake(state);
    Ok(counts.recovery_codes == 0)
}

/// What somebody calls a passkey, without the white space around it.
pub(super) fn check_name(name: &str) -> Result<&str, ApiError> {
    let name = name.trim();
    let mut checks = Checks::new();
    checks.text("name", name, PASSKEY_NAME_MOST);
    checks.one_line("name", name);
    checks.finish()?;
    Ok(name)
}

fn full() -> ApiError {
    ApiError::field("name", Message::Full { most: usize::try_from(PASSKEYS).unwrap_or_default() })
}
