//! What every handler is given.

use std::sync::Arc;

use leptos::config::LeptosOptions;
use tokio::sync::Notify;

use super::assets::Assets;
use super::calls::Calls;
use super::config::Config;
use super::heavy::Heavy;
use super::jobs::Jobs;
use super::made::Made;
use super::memory::Memory;
use super::outbound::Outbound;
use super::pages::Pages;
use super::parts::Parts;
use super::shelf::Shelf;
use super::spool::Spool;
use super::throttle::Throttle;
use super::{Clock, Db, Rng, Vault};
use crate::kernel::ApiError;

/// The server's means, shared by all its handlers; cloning it is cheap.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Means>);

/// The fields of [`AppState`].
#[derive(Debug)]
pub struct Means {
    /// The operator's choices.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The randomness.
    pub rng: Rng,
    /// Seals what is secret before it goes into the database.
    pub vault: Vault,
    /// The client for every call that leaves this process.
    pub outbound: Outbound,
    /// Answers of the console that can still be downloaded.
    pub spool: Spool,
    /// The link by which the first administrator is made, by the hash of its token.
    pub setup: Memory,
    /// Counts attempts to sign in, by account and address.
    pub sign_in: Throttle,
    /// Counts attempts to sign in, by address; several people may share one.
    pub sign_in_by_address: Throttle,
    /// Counts the failed attempts to sign in that are written down, by account.
    pub noted_failures: Throttle,
    /// Counts codes that were tried, by account: only who knows its password can.
    pub sign_in_codes: Throttle,
    /// Who has given the right password and is asked for a second factor, by the hash of the browser's token.
    pub sign_in_steps: Memory,
    /// What authenticators were asked to sign, and what for.
    pub passkey_challenges: Memory,
    /// Counts what makes us write mail, by the address of who asks.
    pub mail_by_address: Throttle,
    /// Counts the mails that strangers made us write to one person.
    pub mail_by_recipient: Throttle,
    /// Wakes the worker that sends mail.
    pub outbox: Arc<Notify>,
    /// Where passwords are hashed.
    pub hashing: Heavy,
    /// How many console calls may run at once.
    pub calls: Calls,
    /// What people are doing at authorization servers right now, by OAuth's `state`.
    pub oauth_flows: Memory,
    /// What renews the tokens that people got from authorization servers.
    pub oauth_grants: Memory,
    /// What authorization servers said of themselves, by address.
    pub oauth_metadata: Memory,
    /// Who is signing in at an OpenID provider right now, by the flow's `state`; and for a while why somebody could not.
    pub sign_in_flows: Memory,
    /// What OpenID providers said of themselves and their keys, by address.
    pub provider_documents: Memory,
    /// Counts what is asked of authorization servers, by the address of who asks.
    pub oauth_requests: Throttle,
    /// Imports and other work that goes on after its request was answered.
    pub jobs: Jobs,
    /// Documents that were asked for last.
    pub made: Made,
    /// Schemas that pages are laid out from.
    pub schemas: Parts,
    /// What rooms keep of their own while the server runs.
    pub shelf: Shelf,
    /// Renders a page for a form's route.
    pub pages: Pages,
    /// The site's files.
    pub assets: Assets,
    /// What Leptos needs to know about the site's files.
    pub leptos: LeptosOptions,
}

impl AppState {
    /// Shares `means`.
    #[must_use]
    pub fn new(means: Means) -> Self {
        Self(Arc::new(means))
    }
}

/// The state of the rendering or server function that is running.
///
/// # Errors
/// `Internal` outside of one; the route table leaves no way to get there.
pub fn current() -> Result<AppState, ApiError> {
    leptos::prelude::use_context().ok_or(ApiError::Internal { request_id: String::new() })
}

impl std::ops::Deref for AppState {
    type Target = Means;

    fn deref(&self) -> &Means {
        &self.0
    }
}
