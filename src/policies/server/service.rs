//! Reading and changing policies.

use super::scope::Found;
use super::{gateway, store};
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::catalog::server::service as catalog;
use crate::identity::server::Administrator;
use crate::kernel::ids::ApiId;
use crate::kernel::{ApiError, FieldError, Message};
use crate::platform::{AppError, AppState};
use crate::policies::effective::effective;
use crate::policies::model::{Placed, PoliciesShown, PolicyFormData, PolicySet, Scope, ScopeAddress};
use crate::policies::rules::{self, POLICIES};
use crate::products::server::service as products;

/// The policies of a scope, and what acts on its calls.
///
/// # Errors
/// `NotFound` when there is no such product, API or operation.
pub async fn policies(
    state: &AppState,
    permit: &Administrator,
    address: &ScopeAddress,
) -> Result<PoliciesShown, AppError> {
    let found = Found::find(state, permit, address).await?;
    let mut offering: Vec<(String, String)> = Vec::new();
    if !address.api.is_empty() {
        let all = products::products_for_api(state, permit, &address.api).await?;
        let has_it = all.into_iter().filter(|(_, has_it)| *has_it).map(|(product, _)| product);
        offering = has_it.map(|product| (product.id.to_string(), product.name)).collect();
    }
    let mut scopes = vec![Scope::Global];
    scopes.extend(offering.iter().map(|(id, _)| Scope::Product(id.clone().into())));
    if let Scope::Operation { api, .. } = &found.scope {
        scopes.push(Scope::Api(api.clone()));
    }
    scopes.push(found.scope.clone());
    let mut db = state.db.reader().acquire().await?;
    let set = store::find(&mut db, &found.scope).await?.unwrap_or_default();
    let mut all = Vec::new();
    if found.scope != Scope::Global {
        for scope in scopes {
            let set = store::find(&mut db, &scope).await?.unwrap_or_default();
            all.push((scope, set));
        }
    }
    Ok(PoliciesShown { names: found.names, set, effective: effective(&all), products: offering })
}

/// The policies of every scope that has any and is there.
///
/// # Errors
/// When the database fails.
pub async fn all(state: &AppState, permit: &Administrator) -> Result<Vec<(ScopeAddress, Vec<Placed>)>, AppError> {
    let titles = catalog::all_titles(state, permit).await?;
    let slug = |id: &ApiId| titles.iter().find(|api| api.id == *id).map(|api| api.slug.clone());
    let stored = gateway::all(&mut *state.db.reader().acquire().await?).await?;
    let mut all = Vec::new();
    for (scope, set) in stored.into_iter().filter(|(_, set)| !set.policies.is_empty()) {
        let address = match &scope {
            Scope::Global => Some(ScopeAddress::default()),
            Scope::Product(id) => Some(ScopeAddress { product: id.to_string(), ..ScopeAddress::default() }),
            Scope::Api(id) => slug(id).map(|api| ScopeAddress { api, ..ScopeAddress::default() }),
            Scope::Operation { api, operation } => {
                slug(api).map(|api| ScopeAddress { api, operation: operation.clone(), ..ScopeAddress::default() })
            }
        };
        let Some(address) = address else { continue };
        // An operation that is not in this revision may be in the next.
        match Found::find(state, permit, &address).await.map_err(AppError::into_api) {
            Ok(_) => all.push((address, set.policies)),
            Err(ApiError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(all)
}

/// What the form of a policy needs; of a new one if `id` is empty.
///
/// # Errors
/// `NotFound` when there is no such scope or policy.
pub async fn form(
    state: &AppState,
    permit: &Administrator,
    address: &ScopeAddress,
    id: &str,
) -> Result<PolicyFormData, AppError> {
    let found = Found::find(state, permit, address).await?;
    let mut db = state.db.reader().acquire().await?;
    let set = store::find(&mut db, &found.scope).await?.unwrap_or_default();
    let placed = set.find(id).cloned();
    if placed.is_none() && !id.is_empty() {
        return Err(ApiError::NotFound.into());
    }
    Ok(PolicyFormData { names: found.names, revision: set.revision, placed })
}

/// Adds a policy behind the others of its section.
///
/// # Errors
/// `NotFound` when there is no such scope; `Invalid` with what is wrong at the form's fields.
pub async fn create(
    state: &AppState,
    permit: &Administrator,
    address: &ScopeAddress,
    mut placed: Placed,
) -> Result<String, AppError> {
    let found = Found::find(state, permit, address).await?;
    found.check(state, &placed)?;
    placed.id = state.rng.id(&state.clock);
    let entry = entry(Action::PolicyCreate, &found, &placed).created(&placed);
    let id = placed.id.clone();
    change(state, permit, &found, None, move |set| {
        if set.policies.len() >= POLICIES {
            return Err(ApiError::field("section", Message::Full { most: POLICIES }));
        }
        set.policies.push(placed);
        Ok(entry)
    })
    .await?;
    Ok(id)
}

/// Saves a policy, which was read when its scope's policies were at `revision`. It keeps its place.
///
/// # Errors
/// `NotFound` when scope or policy are gone, `Conflict` when policies of the scope were saved since, `Invalid` with what is
/// wrong at the form's fields.
pub async fn update(
    state: &AppState,
    permit: &Administrator,
    address: &ScopeAddress,
    revision: i64,
    placed: Placed,
) -> Result<(), AppError> {
    let found = Found::find(state, permit, address).await?;
    let mut db = state.db.reader().acquire().await?;
    let before = store::find(&mut db, &found.scope).await?.unwrap_or_default();
    drop(db);
    let kind = before.find(&placed.id).ok_or(ApiError::NotFound)?.policy.kind();
    if kind != placed.policy.kind() {
        return Err(ApiError::Malformed.into());
    }
    found.check(state, &placed)?;
    let entry = entry(Action::PolicyUpdate, &found, &placed);
    change(state, permit, &found, Some(revision), move |set| {
        let place = set.policies.iter_mut().find(|known| known.id == placed.id).ok_or(ApiError::NotFound)?;
        let entry = entry.changed(&*place, &placed);
        *place = placed;
        Ok(entry)
    })
    .await
}

/// Moves a policy one place up or down within its section; at the end it stays where it is.
///
/// # Errors
/// `NotFound` when scope or policy are gone.
pub async fn move_by_one(
    state: &AppState,
    permit: &Administrator,
    address: &ScopeAddress,
    id: &str,
    up: bool,
) -> Result<(), AppError> {
    let found = Found::find(state, permit, address).await?;
    change(state, permit, &found, None, |set| {
        let placed = set.find(id).cloned().ok_or(ApiError::NotFound)?;
        set.move_by_one(id, up);
        let place = set.policies.iter().filter(|one| one.section == placed.section).position(|one| one.id == id);
        Ok(entry(Action::PolicyMove, &found, &placed).with("place", place.unwrap_or_default() + 1))
    })
    .await
}

/// Removes a policy.
///
/// # Errors
/// `NotFound` when scope or policy are gone.
pub async fn remove(
    state: &AppState,
    permit: &Administrator,
    address: &ScopeAddress,
    id: &str,
) -> Result<(), AppError> {
    let found = Found::find(state, permit, address).await?;
    change(state, permit, &found, None, |set| {
        let placed = set.find(id).cloned().ok_or(ApiError::NotFound)?;
        set.policies.retain(|known| known.id != id);
        Ok(entry(Action::PolicyDelete, &found, &placed).removed(&placed))
    })
    .await
}

/// Replaces all policies of a scope, which were read at `revision`, unless that is `None`. Policies with the id of one that
/// is there go on counting where it stood, and so do those without an id that say the same as one; all others get new ids.
///
/// # Errors
/// `NotFound` when there is no such scope, `Conflict` when its policies were saved since, `Invalid` with fields such as
/// `policies.2.name`.
pub async fn replace(
    state: &AppState,
    permit: &Administrator,
    address: &ScopeAddress,
    revision: Option<i64>,
    policies: Vec<Placed>,
) -> Result<(), AppError> {
    let found = Found::find(state, permit, address).await?;
    let mut fields = rules::check_set(&PolicySet { revision: 0, policies: policies.clone() });
    if fields.is_empty() {
        for (at, placed) in policies.iter().enumerate() {
            let behind = |error: FieldError| FieldError { field: format!("policies.{at}.{}", error.field), ..error };
            fields.extend(found.complaints(state, placed).into_iter().map(behind));
        }
    }
    if !fields.is_empty() {
        return Err(ApiError::Invalid { fields }.into());
    }
    change(state, permit, &found, revision, |set| {
        let after = with_ids(policies, set.policies.clone(), || state.rng.id(&state.clock));
        let (before, called) = (std::mem::replace(&mut set.policies, after), found.called());
        let entry = Entry::new(Action::PolicyReplace, found.scope.to_string(), called);
        let list = |policies: &[Placed]| serde_json::json!({ "policies": policies });
        Ok(entry.changed(&list(&before), &list(&set.policies)))
    })
    .await
}

/// Gives `policies` the ids of those of `known` that they go on with, each once; to all others new ones.
fn with_ids(mut policies: Vec<Placed>, mut known: Vec<Placed>, new: impl Fn() -> String) -> Vec<Placed> {
    // Whoever is named comes first. What another kind has counted is nothing to go on with.
    for placed in &mut policies {
        let is_named = |known: &Placed| known.id == placed.id && known.policy.kind() == placed.policy.kind();
        match known.iter().position(is_named) {
            Some(at) => drop(known.swap_remove(at)),
            None => placed.id.clear(),
        }
    }
    for placed in policies.iter_mut().filter(|placed| placed.id.is_empty()) {
        let is_alike = |known: &Placed| known.section == placed.section && known.policy == placed.policy;
        placed.id = known.iter().position(is_alike).map_or_else(&new, |at| known.swap_remove(at).id);
    }
    policies
}

/// Changes the policies of a scope in a transaction of their own, and writes down what `change` says of it.
async fn change(
    state: &AppState,
    permit: &Administrator,
    found: &Found,
    revision: Option<i64>,
    change: impl FnOnce(&mut PolicySet) -> Result<Entry, ApiError>,
) -> Result<(), AppError> {
    let mut db = state.db.write().await?;
    let mut set = store::find(&mut db, &found.scope).await?.unwrap_or_default();
    if revision.is_some_and(|revision| revision != set.revision) {
        return Err(ApiError::Conflict.into());
    }
    let entry = change(&mut set)?;
    if !store::save(&mut db, &found.scope, set.revision, &set.policies, state.clock.now()).await? {
        return Err(ApiError::Conflict.into());
    }
    record(state, &mut db, permit.actor(), entry).await?;
    db.commit().await?;
    tracing::info!(scope = %found.scope, "policies of {} changed", found.scope);
    Ok(())
}

/// What the audit log says of a policy.
fn entry(action: Action, found: &Found, placed: &Placed) -> Entry {
    let called = format!("{} ({}, {})", placed.policy.kind().as_str(), placed.section.as_str(), found.called());
    Entry::new(action, format!("{}/{}", found.scope, placed.id), called)
}
