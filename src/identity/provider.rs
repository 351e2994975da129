//! OpenID providers: as people sign in with them, and as administrators look after them.

use serde::{Deserialize, Serialize};

use crate::kernel::ids::{GroupId, ProviderId};
use crate::kernel::{Failure, Timestamp};

/// The most characters of a provider's name.
pub const NAME_MOST: usize = 60;
/// The most characters of its address.
pub const ISSUER_MOST: usize = 500;
/// The most characters of the client's id, and of its secret.
pub const CLIENT_MOST: usize = 1000;
/// The most characters of all scopes, and of all domains.
pub const LIST_MOST: usize = 1000;
/// The most characters of a claim's name and of its values.
pub const CLAIM_MOST: usize = 200;
/// The most providers that there can be.
pub const PROVIDERS: usize = 20;
/// The most rows of groups that a provider can have.
pub const ROWS: usize = 100;
/// What is asked for unless an administrator says otherwise.
pub const SCOPES: &str = "openid email profile";
/// The claim with a person's groups unless an administrator says otherwise.
pub const GROUPS_CLAIM: &str = "groups";

/// How people can sign in besides their password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInWays {
    /// The providers that are on, in the order of their buttons.
    pub providers: Vec<Way>,
    /// Why the last attempt of this browser came to nothing.
    pub failure: Option<ProviderFailure>,
}

/// A provider to sign in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// Its id.
    pub id: ProviderId,
    /// What its button says.
    pub name: String,
}

/// Why somebody could not sign in with a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderFailure {
    /// What the provider's button says; empty when it is gone.
    pub provider: String,
    /// What was being done.
    pub step: ProviderStep,
    /// What went wrong.
    pub problem: ProviderProblem,
}

/// What is done to sign somebody in, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderStep {
    /// Asking the provider what it is.
    Discovery,
    /// Sending the person there and taking them back.
    Authorization,
    /// Exchanging the code for tokens.
    Token,
    /// Getting the provider's keys.
    Keys,
    /// Checking the ID token.
    IdToken,
    /// Asking the provider for what the ID token does not say of the person.
    UserInfo,
    /// Finding the person's account.
    Account,
}

/// What can go wrong with a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderProblem {
    /// A call to it failed.
    Call {
        /// Why.
        failure: Failure,
    },
    /// It answered with a redirect, which is not followed.
    Redirected {
        /// The status.
        status: u16,
    },
    /// It answered with a status that is none of success.
    Status {
        /// The status.
        status: u16,
    },
    /// It answered with more than is read.
    TooLarge,
    /// It answered with something else than a JSON object.
    NotJson,
    /// What it answered lacks this, or has it in a form that cannot be used.
    Missing {
        /// The member's name.
        member: String,
    },
    /// It says that it is somebody else.
    Issuer {
        /// Who it should be.
        expected: String,
        /// Who it says it is.
        found: String,
    },
    /// It refused, in its own words.
    Refused {
        /// The error's name (RFC 6749 sections 4.1.2.1 and 5.2).
        error: String,
        /// More, if it said more.
        description: String,
    },
    /// None of its keys can be used.
    NoKeys,
    /// Too many attempts from this address.
    TooOften {
        /// After how many seconds the next attempt is accepted.
        seconds: u64,
    },
    /// The provider is off, or gone.
    Off,
    /// The person came back too late, for the second time, or in another browser.
    Over,
    /// The ID token is none.
    NotAToken,
    /// The ID token is signed in a way that is not accepted, or not at all.
    Algorithm {
        /// What it says of its signature.
        name: String,
    },
    /// The provider has no key of this name.
    UnknownKey,
    /// The ID token was signed with another key, or changed since.
    Signature,
    /// The ID token is for somebody else.
    Audience,
    /// The ID token is too old, or from the future.
    Expired,
    /// The ID token answers another request.
    Nonce,
    /// ID token and access token do not belong together, or the person's data are those of somebody else.
    Mismatch,
    /// The provider names no e-mail address.
    NoEmail,
    /// The provider has not confirmed the person's e-mail address.
    UnverifiedEmail {
        /// The address.
        email: String,
    },
    /// The account of this address waits for its confirmation.
    UnconfirmedAccount {
        /// The address.
        email: String,
    },
    /// The account was suspended.
    Suspended,
    /// Nobody has an account of this address, and the provider makes none.
    NoAccount {
        /// The address.
        email: String,
    },
    /// No account is made for addresses of this domain.
    Domain {
        /// The domains that would do, separated by commas.
        allowed: String,
    },
}

/// A provider as administrators see it, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// Its id.
    pub id: ProviderId,
    /// What its button says.
    pub name: String,
    /// The address by which it is found, and by which it calls itself.
    pub issuer: String,
    /// What it knows the portal by.
    pub client_id: String,
    /// Whether a secret is kept.
    pub has_secret: bool,
    /// What is asked for, separated by spaces.
    pub scopes: String,
    /// The claim with a person's groups.
    pub groups_claim: String,
    /// Which value of the claim puts people into which group.
    pub groups: Vec<(String, GroupId)>,
    /// Whether people without an account get one.
    pub creates_accounts: bool,
    /// The domains for whose addresses accounts are made; any when there are none.
    pub domains: Vec<String>,
    /// Whether its addresses count as confirmed where it does not say whether they are.
    pub trusts_addresses: bool,
    /// Whether people can sign in with it.
    pub is_on: bool,
}

/// A provider with what stands on its page besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderDetails {
    /// The provider's id, also that of a new one.
    pub id: ProviderId,
    /// The provider; `None` where a new one is filled in.
    pub provider: Option<Provider>,
    /// Where it has to send people back to.
    pub redirect_uri: String,
    /// The groups that there are: ids and names.
    pub groups: Vec<(GroupId, String)>,
    /// What the test that the address names found.
    pub findings: Vec<Finding>,
}

/// What a test looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tested {
    /// Its description of itself can be fetched.
    Metadata,
    /// It is who it should be.
    Issuer,
    /// It names the addresses that are needed.
    Endpoints,
    /// Its keys can be fetched and used.
    Keys,
}

/// What a test found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was looked at.
    pub tested: Tested,
    /// What is wrong with it, if anything is.
    pub problem: Option<ProviderProblem>,
}

/// Somebody's account at a provider, which they sign in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnIdentity {
    /// What it is parted from by. It is no secret.
    pub id: String,
    /// What the provider's button says.
    pub provider: String,
    /// The e-mail address that the provider named last.
    pub email: String,
    /// When it was last used.
    pub used_at: Timestamp,
    /// Whether there is another way to sign in, so that this one can be done without.
    pub can_go: bool,
}

/// Somebody's accounts at providers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnIdentities {
    /// When the list was made.
    pub now: Timestamp,
    /// The accounts, by the providers' order.
    pub identities: Vec<OwnIdentity>,
}
