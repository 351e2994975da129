//! Whose account it is that somebody at a provider signs in to.

use sqlx::SqliteConnection;

use super::claims::Person;
use super::{Stop, memberships, store};
use crate::audit::model::Action;
use crate::audit::server::{Actor, record};
use crate::identity::account::{AccountState, is_of};
use crate::identity::model::Role;
use crate::identity::provider::{Provider, ProviderProblem, ProviderStep};
use crate::identity::rules;
use crate::identity::server::Token;
use crate::identity::server::factors::step;
use crate::identity::server::links::whole;
use crate::identity::server::profile::entry;
use crate::identity::server::service::{Opened, Visitor, begin_session};
use crate::identity::server::store::{self as users, accounts};
use crate::kernel::ids::{GroupId, UserId};
use crate::notifications::{self, Letter};
use crate::paths;
use crate::platform::{AppError, AppState};

/// Signs `person` in, whom `provider` has identified under the name of `issuer`, unless a second factor is to be asked for.
/// The browser's `old` session ends with the new one's beginning, so that nobody can have put one there beforehand.
///
/// The account is the one that the person signed in to before; else the one with their e-mail address, if the provider has
/// confirmed that; else a new one, if the provider makes any.
pub(super) async fn sign_in(
    state: &AppState,
    provider: &Provider,
    issuer: &str,
    person: &Person,
    visitor: Visitor<'_>,
    old: Option<&Token>,
) -> Result<Opened, Stop> {
    let now = state.clock.now();
    let mut db = state.db.write().await?;
    let known = store::find_identity(&mut db, &provider.id, issuer, &person.subject).await?;
    let (user, is_new) = match &known {
        Some((identity, user)) => {
            store::update_used(&mut db, identity, &person.email, now).await?;
            (user.clone(), false)
        }
        None => {
            let (user, is_new) = of_email(state, &mut db, provider, person).await?;
            let identity = state.rng.id(&state.clock);
            let names = (issuer, person.subject.as_str(), person.email.as_str());
            store::insert_identity(&mut db, &identity, &provider.id, names, &user, now).await?;
            tracing::info!(%user, provider = %provider.id, "user {user} linked to provider {}", provider.id);
            (user, is_new)
        }
    };
    let account = accounts::find_account_by_id(&mut db, &user).await?;
    let account = account.ok_or_else(|| AppError::Unexpected(format!("user {user} is gone")))?;
    check_state(account.state, &account.email)?;
    let values = &person.groups;
    let mapped = provider.groups.iter().filter(|(value, _)| values.contains(value)).map(|(_, group)| group.clone());
    let mut groups: Vec<GroupId> = mapped.collect();
    groups.sort();
    groups.dedup();
    memberships::replace(&mut db, &provider.id, &user, &groups).await?;

    let signed_in = users::find_by_email(&mut *db, &rules::fold_email(&account.email)).await?;
    let signed_in = signed_in.ok_or_else(|| AppError::Unexpected(format!("user {user} is gone")))?;
    if known.is_none() {
        let linked = entry(Action::UserLink, &signed_in).with("provider", provider.name.as_str());
        record(state, &mut db, &Actor::user(&signed_in.id, &signed_in.email), linked).await?;
    }
    if known.is_none() && !is_new {
        let (account, reset) = (whole(state, paths::ACCOUNT), whole(state, paths::RESET_PASSWORD));
        let letter = Letter::ProviderLinked { provider: &provider.name, account: &account, reset: &reset };
        notifications::enqueue(state, &mut db, &signed_in.email, &letter).await?;
    }
    db.commit().await.map_err(AppError::from)?;
    notifications::wake(state);
    tracing::info!(%user, provider = %provider.id, "user {user} was identified by provider {}", provider.id);
    // Whoever wants to be asked for a second factor is asked, whichever way they come.
    let stored = users::find_credentials(state.db.reader(), &rules::fold_email(&account.email)).await?;
    let password_hash = stored.and_then(|account| account.password_hash).unwrap_or_default();
    match step::begin(state, &signed_in, &password_hash).await? {
        Some(token) => Ok(Opened::Step(token)),
        None => Ok(begin_session(state, visitor, signed_in, old).await.map(Opened::Portal)?),
    }
}

/// The account with the person's e-mail address, and whether it is a new one.
async fn of_email(
    state: &AppState,
    db: &mut SqliteConnection,
    provider: &Provider,
    person: &Person,
) -> Result<(UserId, bool), Stop> {
    let email = person.email.as_str();
    if email.is_empty() {
        return Err(refused(ProviderProblem::NoEmail));
    }
    // Whoever can write any address into their profile over there would be anybody here, or be there before them.
    if !person.is_verified.unwrap_or(provider.trusts_addresses) {
        return Err(refused(ProviderProblem::UnverifiedEmail { email: email.to_owned() }));
    }
    let folded = rules::fold_email(email);
    if let Some(account) = accounts::find_account(db, &folded).await? {
        // Of an account that waits nobody knows who made it; its password is that one's.
        check_state(account.state, email)?;
        return Ok((account.id, false));
    }
    if !provider.creates_accounts {
        return Err(refused(ProviderProblem::NoAccount { email: email.to_owned() }));
    }
    if !provider.domains.is_empty() && !is_of(email, &provider.domains) {
        return Err(refused(ProviderProblem::Domain { allowed: provider.domains.join(", ") }));
    }
    let id = UserId::from(state.rng.id(&state.clock));
    let new = accounts::NewAccount {
        id: &id,
        email,
        email_folded: &folded,
        name: &person.name,
        role: Role::Developer,
        state: AccountState::Active,
        password_hash: users::NO_PASSWORD,
    };
    accounts::insert_account(db, &new, state.clock.now()).await?;
    tracing::info!(user = %id, provider = %provider.id, "user {id} came by provider {}", provider.id);
    Ok((id, true))
}

fn check_state(state: AccountState, email: &str) -> Result<(), Stop> {
    match state {
        AccountState::Active => Ok(()),
        AccountState::Unconfirmed => Err(refused(ProviderProblem::UnconfirmedAccount { email: email.to_owned() })),
        AccountState::Suspended => Err(refused(ProviderProblem::Suspended)),
    }
}

fn refused(problem: ProviderProblem) -> Stop {
    Stop::Failed(ProviderStep::Account, problem)
}
