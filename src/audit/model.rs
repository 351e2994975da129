//! What is kept of a change, as it crosses the wire.

use serde::{Deserialize, Serialize};

use crate::kernel::Timestamp;

/// Declares what can be done: a name and the word for it, whose part before the dot is the kind of thing that it is done
/// to.
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// Something that was done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Action {
            $($(#[$doc])* $name,)+
        }

        impl Action {
            /// Every action.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The word that stands for it in the database, in addresses and on the page.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }
        }
    };
}

actions! {
    /// An API was registered.
    ApiCreate = "api.create",
    /// An API was saved.
    ApiUpdate = "api.update",
    /// An API was deleted.
    ApiDelete = "api.delete",
    /// An API was copied; it is about the copy.
    ApiDuplicate = "api.duplicate",
    /// An API got another version; it is about the version.
    ApiAddVersion = "api.add_version",
    /// A document became an API, or another revision of one.
    ApiImport = "api.import",
    /// An older revision of an API is shown again.
    ApiRestore = "api.restore",
    /// An API got a backend credential, or another one.
    ApiSetCredential = "api.set_credential",
    /// An API's backend credential was removed.
    ApiRemoveCredential = "api.remove_credential",
    /// An operation was added.
    OperationCreate = "operation.create",
    /// An operation was saved.
    OperationUpdate = "operation.update",
    /// An operation was deleted.
    OperationDelete = "operation.delete",
    /// An operation was copied; it is about the copy.
    OperationDuplicate = "operation.duplicate",
    /// A recipe was written or read from a document.
    RecipeCreate = "recipe.create",
    /// A recipe was saved.
    RecipeUpdate = "recipe.update",
    /// A recipe was deleted.
    RecipeDelete = "recipe.delete",
    /// Somebody's example is offered to everybody.
    ExamplePin = "example.pin",
    /// It is offered to its owner only again.
    ExampleUnpin = "example.unpin",
    /// An example that everybody was offered, or somebody else's, was deleted.
    ExampleDelete = "example.delete",
    /// A group was made.
    GroupCreate = "group.create",
    /// A group was saved.
    GroupUpdate = "group.update",
    /// A group was deleted.
    GroupDelete = "group.delete",
    /// Somebody was put into a group.
    GroupAddMember = "group.add_member",
    /// Somebody was taken out of a group.
    GroupRemoveMember = "group.remove_member",
    /// An account was added by an administrator.
    UserCreate = "user.create",
    /// Somebody was invited.
    UserInvite = "user.invite",
    /// Somebody created their own account.
    UserSignUp = "user.sign_up",
    /// Somebody confirmed their e-mail address.
    UserConfirm = "user.confirm",
    /// Somebody got another role.
    UserChangeRole = "user.change_role",
    /// An account was stopped.
    UserSuspend = "user.suspend",
    /// A stopped account can be used again.
    UserResume = "user.resume",
    /// An administrator made a link by which somebody chooses a new password.
    UserResetLink = "user.reset_link",
    /// Somebody changed what they are called.
    UserRename = "user.rename",
    /// Somebody changed their password.
    UserChangePassword = "user.change_password",
    /// Somebody chose a password with a link.
    UserResetPassword = "user.reset_password",
    /// Somebody signed in.
    UserSignIn = "user.sign_in",
    /// Somebody failed to sign in with this account.
    UserSignInFailed = "user.sign_in_failed",
    /// Somebody ended sessions of theirs.
    UserEndSessions = "user.end_sessions",
    /// Somebody closed their account.
    UserClose = "user.close",
    /// An administrator deleted an account.
    UserDelete = "user.delete",
    /// Somebody set up an app for codes.
    UserAddApp = "user.add_app",
    /// Somebody switched their app for codes off.
    UserRemoveApp = "user.remove_app",
    /// Somebody added a passkey.
    UserAddPasskey = "user.add_passkey",
    /// Somebody removed a passkey.
    UserRemovePasskey = "user.remove_passkey",
    /// Somebody made new recovery codes.
    UserMakeCodes = "user.make_codes",
    /// An administrator took somebody's second factors away.
    UserResetFactors = "user.reset_factors",
    /// Somebody's account was linked to one at an identity provider.
    UserLink = "user.link",
    /// Somebody parted from their account at an identity provider.
    UserUnlink = "user.unlink",
    /// A token was made.
    TokenCreate = "token.create",
    /// A token was revoked.
    TokenRevoke = "token.revoke",
    /// An identity provider was added.
    ProviderCreate = "provider.create",
    /// An identity provider was saved.
    ProviderUpdate = "provider.update",
    /// An identity provider's button was moved.
    ProviderMove = "provider.move",
    /// An identity provider was removed.
    ProviderDelete = "provider.delete",
    /// A product was made.
    ProductCreate = "product.create",
    /// A product was saved.
    ProductUpdate = "product.update",
    /// A product was deleted with the subscriptions to it.
    ProductDelete = "product.delete",
    /// Somebody subscribed, or got a subscription.
    SubscriptionCreate = "subscription.create",
    /// A subscription that waited was approved.
    SubscriptionApprove = "subscription.approve",
    /// A subscription that waited was rejected.
    SubscriptionReject = "subscription.reject",
    /// A subscription was stopped for a while.
    SubscriptionSuspend = "subscription.suspend",
    /// A subscription can be used, again or at last.
    SubscriptionActivate = "subscription.activate",
    /// A subscription was ended.
    SubscriptionCancel = "subscription.cancel",
    /// A subscription is called something else.
    SubscriptionRename = "subscription.rename",
    /// A subscription expires at another moment, or never.
    SubscriptionSetExpiry = "subscription.set_expiry",
    /// Somebody had a subscription's keys shown.
    SubscriptionShowKeys = "subscription.show_keys",
    /// One of a subscription's keys was replaced.
    SubscriptionRegenerateKey = "subscription.regenerate_key",
    /// A policy was added.
    PolicyCreate = "policy.create",
    /// A policy was saved.
    PolicyUpdate = "policy.update",
    /// A policy was moved.
    PolicyMove = "policy.move",
    /// A policy was removed.
    PolicyDelete = "policy.delete",
    /// All policies of a scope were replaced by others.
    PolicyReplace = "policy.replace",
    /// The instance's settings were saved.
    SettingsUpdate = "settings.update",
    /// The first administrator was made with the link that the program printed.
    SettingsSetUp = "settings.set_up",
}

impl Action {
    /// The action that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.as_str() == word)
    }

    /// The kind of thing that it is done to.
    #[must_use]
    pub fn kind(self) -> &'static str {
        self.as_str().split('.').next().unwrap_or_default()
    }

    /// Every kind of thing, in the order of the actions.
    #[must_use]
    pub fn kinds() -> Vec<&'static str> {
        let mut kinds: Vec<&'static str> = Vec::new();
        for kind in Self::ALL.iter().map(|action| action.kind()) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }
}

/// By what means somebody acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A person who was signed in.
    User,
    /// A program, with a person's token.
    Token,
    /// Whoever ran a command on the data directory.
    Command,
    /// The program by itself.
    System,
    /// Somebody who was not signed in.
    Visitor,
}

impl ActorKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::User, Self::Token, Self::Command, Self::System, Self::Visitor];

    /// The word that stands for it in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Token => "token",
            Self::Command => "command",
            Self::System => "system",
            Self::Visitor => "visitor",
        }
    }

    /// The kind that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What the log is narrowed to, as it is typed; what is empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditFilter {
    /// The e-mail address of who did it.
    pub person: String,
    /// The kind of thing.
    pub kind: String,
    /// The action's word.
    pub action: String,
    /// The name or the id of the thing.
    pub thing: String,
    /// The first day, in UTC: `2026-11-22`.
    pub from: String,
    /// The last day, in UTC.
    pub to: String,
}

/// An entry in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Its number.
    pub id: i64,
    /// When it was done.
    pub at: Timestamp,
    /// By what means.
    pub actor_kind: ActorKind,
    /// The e-mail address of who did it; empty where there is none.
    pub actor: String,
    /// The name of their token; empty for all else.
    pub actor_detail: String,
    /// The action's word.
    pub action: String,
    /// What the thing was called.
    pub thing: String,
    /// The thing's id.
    pub thing_id: String,
}

/// A part of the list, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// When the list was made.
    pub now: Timestamp,
    /// The entries.
    pub entries: Vec<AuditEntry>,
    /// Where older ones begin; `None` when there are none.
    pub older: Option<String>,
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Its name.
    pub field: String,
    /// What it was, as JSON or as the text that it is; `None` when it was not there.
    pub before: Option<String>,
    /// What it is now.
    pub after: Option<String>,
}

/// An entry with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditDetails {
    /// The entry.
    pub entry: AuditEntry,
    /// What changed.
    pub changes: Vec<FieldChange>,
    /// The client's address; empty when there was none.
    pub address: String,
    /// The id of the client's request; empty when there was none.
    pub request_id: String,
}
