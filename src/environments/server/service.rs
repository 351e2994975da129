//! Reading and changing a person's environments. Somebody else's are not found.

use super::store::{self, StoredVariable};
use crate::environments::model::{Environment, EnvironmentInput, Variable, VariableInput};
use crate::environments::rules::{self, ENVIRONMENTS};
use crate::identity::model::User;
use crate::identity::server::Caller;
use crate::kernel::ids::EnvironmentId;
use crate::kernel::{ApiError, Checks, Message};
use crate::platform::{AppError, AppState, Vault};

/// An environment with all its values. It can be neither printed nor sent.
pub struct Opened {
    /// Names and values.
    values: Vec<(String, String)>,
    /// As its owner may see it.
    pub shown: Environment,
}

impl Opened {
    /// What the variable `name` stands for.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// All environments of `caller`, in the order in which they were added.
///
/// # Errors
/// `Unauthenticated` for guests.
pub async fn environments(state: &AppState, caller: &Caller) -> Result<Vec<Environment>, AppError> {
    let user = person(caller)?;
    let mut db = state.db.reader().acquire().await?;
    let mut environments = store::list(&mut db, &user.id).await?;
    for environment in &mut environments {
        environment.variables = variables(&store::list_variables(&mut db, &environment.id).await?);
    }
    Ok(environments)
}

/// The environment `id` of `caller`.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when `caller` has no such environment.
pub async fn environment(state: &AppState, caller: &Caller, id: &EnvironmentId) -> Result<Environment, AppError> {
    Ok(open(state, caller, id).await?.0)
}

/// The environment `id` of `caller` with its private values.
///
/// # Errors
/// As [`environment`]; `Unexpected` when a value cannot be unsealed.
pub async fn opened(state: &AppState, caller: &Caller, id: &EnvironmentId) -> Result<Opened, AppError> {
    let (shown, stored) = open(state, caller, id).await?;
    let values = stored.into_iter().map(|variable| {
        let value = match &variable.sealed {
            Some(sealed) => unseal(&state.vault, &variable.id, sealed)?,
            None => variable.value,
        };
        Ok((variable.name, value))
    });
    Ok(Opened { values: values.collect::<Result<_, AppError>>()?, shown })
}

async fn open(
    state: &AppState,
    caller: &Caller,
    id: &EnvironmentId,
) -> Result<(Environment, Vec<StoredVariable>), AppError> {
    let user = person(caller)?;
    let mut db = state.db.reader().acquire().await?;
    let mut environment = store::find(&mut db, &user.id, id).await?.ok_or(ApiError::NotFound)?;
    let stored = store::list_variables(&mut db, id).await?;
    environment.variables = variables(&stored);
    Ok((environment, stored))
}

/// Adds an environment without variables behind the others of `caller`.
///
/// # Errors
/// `Unauthenticated` for guests; `Invalid` at `name`, also when there are too many already.
pub async fn create_environment(state: &AppState, caller: &Caller, name: &str) -> Result<EnvironmentId, AppError> {
    let user = person(caller)?;
    let name = name.trim();
    let mut checks = Checks::new();
    rules::check_name(name, &mut checks);
    checks.finish()?;
    let id = EnvironmentId::from(state.rng.id(&state.clock));
    let mut transaction = state.db.write().await?;
    let (count, position) = store::count(&mut transaction, &user.id).await?;
    if count >= ENVIRONMENTS {
        return Err(ApiError::field("name", Message::TooManyEnvironments { most: ENVIRONMENTS }).into());
    }
    if !store::insert(&mut transaction, &user.id, &id, name, position).await? {
        return Err(ApiError::field("name", Message::Taken).into());
    }
    transaction.commit().await?;
    Ok(id)
}

/// Saves the environment `id` of `caller`, which was read at `revision`.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when `caller` has no such environment, `Conflict` when it was saved since,
/// `Invalid` names the fields that cannot be accepted.
pub async fn update_environment(
    state: &AppState,
    caller: &Caller,
    id: &EnvironmentId,
    revision: i64,
    input: EnvironmentInput,
) -> Result<(), AppError> {
    let user = person(caller)?;
    let mut transaction = state.db.write().await?;
    store::find(&mut transaction, &user.id, id).await?.ok_or(ApiError::NotFound)?;
    match store::update(&mut transaction, &user.id, id, revision, &input.name).await? {
        Some(true) => {}
        Some(false) => return Err(ApiError::Conflict.into()),
        None => return Err(ApiError::field("name", Message::Taken).into()),
    }
    let before = store::list_variables(&mut transaction, id).await?;
    let mut checks = Checks::new();
    let mut after = Vec::new();
    for variable in input.variables {
        let known = before.iter().find(|known| !variable.id.is_empty() && known.id == variable.id);
        after.extend(resolve(state, variable, known, &mut checks)?);
    }
    checks.finish()?;
    // Names may have changed places, so none is in the way of another.
    store::delete_variables(&mut transaction, id).await?;
    for (position, variable) in (0..).zip(&after) {
        store::insert_variable(&mut transaction, id, variable, position).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// The row of the database that `input` asks for; `known` is the one that there is.
fn resolve(
    state: &AppState,
    input: VariableInput,
    known: Option<&StoredVariable>,
    checks: &mut Checks,
) -> Result<Option<StoredVariable>, AppError> {
    let VariableInput { row, id, name, is_private, value, clears } = input;
    let is_gone = known.is_none() && !id.is_empty();
    let new_id = || state.rng.id(&state.clock);
    let variable_id = known.map_or_else(new_id, |known| known.id.clone());
    let kept = known.and_then(|known| known.sealed.clone()).filter(|_| value.is_empty() && !clears);
    // What is private becomes public only by being typed anew, and what was kept in another tab's time is no longer there.
    if kept.is_some() && !is_private || is_gone && is_private && value.is_empty() && !clears {
        checks.complain(crate::environments::draft::field_of(row, "value"), Message::TypeAgain);
        return Ok(None);
    }
    let sealed = match (is_private && !value.is_empty(), kept) {
        (true, _) => Some(state.vault.seal(&owner(&variable_id), value.as_bytes())?),
        (false, kept) => kept,
    };
    let value = if is_private { String::new() } else { value };
    Ok(Some(StoredVariable { id: variable_id, name, is_private, value, sealed }))
}

/// Removes the environment `id` of `caller` with its variables.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when `caller` has no such environment.
pub async fn delete_environment(state: &AppState, caller: &Caller, id: &EnvironmentId) -> Result<(), AppError> {
    let user = person(caller)?;
    let mut transaction = state.db.write().await?;
    if !store::delete(&mut transaction, &user.id, id).await? {
        return Err(ApiError::NotFound.into());
    }
    transaction.commit().await?;
    Ok(())
}

fn person(caller: &Caller) -> Result<&User, ApiError> {
    caller.signed_in().ok_or(ApiError::Unauthenticated)
}

/// Whose secret the value of a variable is.
fn owner(variable_id: &str) -> String {
    format!("environment_variables/{variable_id}")
}

fn unseal(vault: &Vault, variable_id: &str, sealed: &[u8]) -> Result<String, AppError> {
    let opened = vault.open(&owner(variable_id), sealed)?;
    let text = std::str::from_utf8(&opened).map(str::to_owned);
    text.map_err(|_| AppError::Unexpected(format!("the value of variable {variable_id} is no text")))
}

fn variables(stored: &[StoredVariable]) -> Vec<Variable> {
    let shown = |variable: &StoredVariable| Variable {
        id: variable.id.clone(),
        name: variable.name.clone(),
        is_private: variable.is_private,
        value: variable.sealed.is_none().then(|| variable.value.clone()),
    };
    stored.iter().map(shown).collect()
}
