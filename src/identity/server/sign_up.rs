//! Creating an account by oneself, and confirming that its e-mail address is one's own.
//!
//! The answer never says whether an address has an account: the mail does, and only its reader gets that.

use std::net::IpAddr;

use serde_json::json;

use super::links::{self, Purpose};
use super::store::accounts::{self, Account, NewAccount};
use super::{invite, mailing, password};
use crate::audit::model::Action;
use crate::audit::server::{Actor, Entry, record};
use crate::identity::account::{AccountState, SignUpOffer, check_name, is_of};
use crate::identity::model::Role;
use crate::identity::rules;
use crate::kernel::ids::UserId;
use crate::kernel::{ApiError, Checks, Message};
use crate::notifications::{self, Letter};
use crate::paths;
use crate::platform::config::SignUp;
use crate::platform::{AppError, AppState};

/// For how many milliseconds an account waits for its confirmation: as long as nobody could confirm it any more.
const UNCONFIRMED: i64 = 7 * 24 * 60 * 60_000;

/// The form to create an account, as it was filled in.
pub struct NewcomerForm {
    /// The e-mail address.
    pub email: String,
    /// What the person calls themselves; may be empty.
    pub name: String,
    /// The password to sign in with.
    pub password: String,
    /// The version of the terms of use that were accepted; `None` when none were.
    pub terms: Option<i64>,
}

/// Who may create an account by themselves.
///
/// # Errors
/// [`ApiError::NotFound`] when nobody may.
pub async fn offer(state: &AppState) -> Result<SignUpOffer, AppError> {
    let settings = state.settings().await?;
    let terms = settings.terms_version();
    match settings.sign_up(&state.config) {
        (SignUp::Off | SignUp::Invitation, _) => Err(ApiError::NotFound.into()),
        (SignUp::Open, _) => Ok(SignUpOffer { domains: Vec::new(), terms }),
        (SignUp::Domains, domains) => Ok(SignUpOffer { domains, terms }),
    }
}

/// Creates an account for somebody at `peer` that cannot be used before its address is confirmed, and writes them how. Where
/// there is an account already, the mail says so and nothing changes; where nobody has confirmed it, the last one to sign
/// up with it counts.
///
/// # Errors
/// [`ApiError::NotFound`] when nobody may sign up, [`ApiError::Invalid`] with what is wrong at `email`, `name` and
/// `password`, [`ApiError::RateLimited`] after too many mails.
pub async fn sign_up(state: &AppState, peer: IpAddr, form: &NewcomerForm) -> Result<(), AppError> {
    let offer = offer(state).await?;
    let mut checks = Checks::new();
    let (email, name) = (rules::email(&form.email), form.name.trim());
    let email = checks.take("email", email).unwrap_or_default();
    if !checks.has("email") && !offer.domains.is_empty() && !is_of(email, &offer.domains) {
        checks.complain("email", Message::NotOneOf { allowed: offer.domains.join(", ") });
    }
    check_name(name, &mut checks);
    checks.take("password", rules::new_password(&form.password));
    match (offer.terms, form.terms) {
        (Some(_), None) => checks.complain("terms", Message::Required),
        // They are to see what holds now.
        (Some(version), Some(accepted)) if version != accepted => checks.complain("terms", Message::ChangedMeanwhile),
        _ => {}
    }
    checks.finish()?;
    mailing::count(state, peer)?;

    // Whether or not there is an account, so that it takes as long.
    let password_hash = password::hash(state, &form.password).await?;
    let folded = rules::fold_email(email);
    let may_write = mailing::may_write(state, Purpose::Confirm, &folded);
    let now = state.clock.now();
    let mut db = state.db.write().await?;
    let newcomer = match accounts::find_account(&mut db, &folded).await? {
        _ if !may_write => None,
        None => {
            let id = UserId::from(state.rng.id(&state.clock));
            let new = NewAccount {
                id: &id,
                email,
                email_folded: &folded,
                name,
                role: Role::Developer,
                state: AccountState::Unconfirmed,
                password_hash: &password_hash,
            };
            accounts::insert_account(&mut db, &new, now).await?;
            accounts::update_terms(&mut db, &id, offer.terms, now).await?;
            let created = Entry::new(Action::UserSignUp, id.as_str(), email)
                .created(&json!({ "name": name, "terms_version": offer.terms }));
            record(state, &mut db, &Actor::visitor(), created).await?;
            tracing::info!(user = %id, "user {id} signed up");
            Some(Account { id, email: email.to_owned(), state: AccountState::Unconfirmed })
        }
        Some(account) => {
            // An invited person's account has the role that they were invited to. A stranger's password must not get into it,
            // to be confirmed by somebody who takes the mail for the invitation.
            let is_invited = links::waits(&mut db, &account.id, Purpose::Invite).await?;
            if account.state == AccountState::Unconfirmed && !is_invited {
                accounts::update_unconfirmed(&mut db, &account.id, name, &password_hash, now).await?;
                accounts::update_terms(&mut db, &account.id, offer.terms, now).await?;
            }
            Some(account)
        }
    };
    write(state, &mut db, newcomer).await?;
    db.commit().await?;
    notifications::wake(state);
    Ok(())
}

/// Writes again how to confirm the account of `email`, for somebody at `peer`. Where there is nothing to confirm, nothing
/// happens and nobody is told.
///
/// # Errors
/// [`ApiError::Invalid`] at `email` when it is none, [`ApiError::RateLimited`] after too many mails.
pub async fn confirm_again(state: &AppState, peer: IpAddr, email: &str) -> Result<(), AppError> {
    let email = rules::email(email).map_err(|message| ApiError::field("email", message))?;
    mailing::count(state, peer)?;
    let folded = rules::fold_email(email);
    let may_write = mailing::may_write(state, Purpose::Confirm, &folded);
    let mut db = state.db.write().await?;
    let account = accounts::find_account(&mut db, &folded).await?;
    let account = account.filter(|account| may_write && account.state == AccountState::Unconfirmed);
    write(state, &mut db, account).await?;
    db.commit().await?;
    notifications::wake(state);
    Ok(())
}

/// Writes to the owner of `account` what there is to do; does as much for nobody.
async fn write(state: &AppState, db: &mut sqlx::SqliteConnection, account: Option<Account>) -> Result<(), AppError> {
    let hours = Purpose::Confirm.minutes() / 60;
    match account {
        Some(Account { id, email, state: AccountState::Unconfirmed })
            if links::waits(db, &id, Purpose::Invite).await? =>
        {
            invite::write(state, db, &id, &email).await
        }
        Some(Account { id, email, state: AccountState::Unconfirmed }) => {
            let token = links::issue(state, db, &id, Purpose::Confirm).await?;
            let link = links::whole(state, &paths::confirm(token.as_str()));
            notifications::enqueue(state, db, &email, &Letter::Confirm { link: &link, hours }).await
        }
        Some(Account { email, state: AccountState::Active, .. }) => {
            let sign_in = links::whole(state, paths::SIGN_IN);
            let reset = links::whole(state, paths::RESET_PASSWORD);
            let letter = Letter::AccountExists { sign_in: &sign_in, reset: &reset };
            notifications::enqueue(state, db, &email, &letter).await
        }
        Some(Account { state: AccountState::Suspended, .. }) | None => {
            notifications::enqueue_nothing(state, db, &Letter::Confirm { link: "", hours }).await
        }
    }
}

/// Confirms the e-mail address that the link with `token` was sent to: from now on its owner can sign in.
///
/// # Errors
/// [`ApiError::Invalid`] with [`Message::LinkOver`] at `token` when the link was used or is no longer valid.
pub async fn confirm(state: &AppState, token: &str) -> Result<(), AppError> {
    let token = links::works(state, token, Purpose::Confirm).await?;
    let mut db = state.db.write().await?;
    let user = links::redeem(state, &mut db, &token, Purpose::Confirm).await?;
    if !accounts::update_confirmed(&mut db, &user, state.clock.now()).await? {
        return Err(ApiError::field("token", Message::LinkOver).into());
    }
    let owner = accounts::find_account_by_id(&mut db, &user).await?.ok_or(ApiError::NotFound)?;
    let confirmed = Entry::new(Action::UserConfirm, user.as_str(), owner.email.as_str());
    record(state, &mut db, &Actor::user(&user, &owner.email), confirmed).await?;
    db.commit().await?;
    tracing::info!(%user, "user {user} confirmed their e-mail address");
    Ok(())
}

/// Deletes the links that are no longer valid and the accounts that nobody confirmed for a week, and says how many those
/// were.
///
/// # Errors
/// When the database cannot be written.
pub async fn sweep(state: &AppState) -> Result<u64, AppError> {
    let now = state.clock.now();
    let mut db = state.db.write().await?;
    super::store::tokens::delete_expired_tokens(&mut db, now).await?;
    let deleted = accounts::delete_unconfirmed(&mut db, now.plus(-UNCONFIRMED)).await?;
    db.commit().await?;
    Ok(deleted)
}
