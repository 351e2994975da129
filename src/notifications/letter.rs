//! What a mail says, made of the templates in `locales/mail`.

use minijinja::{Environment, UndefinedBehavior, context};
use serde::Serialize;

use crate::platform::{AppError, AppState};

/// A mail to a person, with what its template needs.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Letter<'a> {
    /// Somebody signed up with this address and is to confirm that it is theirs.
    Confirm {
        /// The address of the page with the button.
        link: &'a str,
        /// After how many hours it is no longer valid.
        hours: i64,
    },
    /// Somebody signed up with the address of an account that there is already.
    AccountExists {
        /// The address of the page to sign in.
        sign_in: &'a str,
        /// The address of the page that asks for a new password.
        reset: &'a str,
    },
    /// Somebody asked to choose a new password.
    Reset {
        /// The address of the page to choose it on.
        link: &'a str,
        /// After how many minutes it is no longer valid.
        minutes: i64,
    },
    /// An administrator made an account for this address.
    Invitation {
        /// The address of the page to choose its password on.
        link: &'a str,
        /// After how many days it is no longer valid.
        days: i64,
    },
    /// The password was changed.
    PasswordChanged {
        /// The address of the page that asks for a new password.
        reset: &'a str,
    },
    /// Somebody asked for a subscription that has to be approved.
    SubscriptionSubmitted {
        /// Their e-mail address.
        person: &'a str,
        /// What the product is called.
        product: &'a str,
        /// The address of the page where it is decided.
        link: &'a str,
    },
    /// A subscription was approved or rejected.
    SubscriptionDecided {
        /// Whether it was approved.
        is_approved: bool,
        /// What the product is called.
        product: &'a str,
        /// Why it was rejected.
        reason: &'a str,
        /// The address of the page of one's subscriptions.
        link: &'a str,
    },
    /// What somebody signs in with besides the password was changed.
    FactorsChanged {
        /// What changed, in a word of the template's.
        change: &'a str,
        /// The address of the page where it is seen.
        security: &'a str,
        /// The address of the page that asks for a new password.
        reset: &'a str,
    },
    /// Somebody signed in to an account with a provider for the first time.
    ProviderLinked {
        /// The provider's name.
        provider: &'a str,
        /// The address of the page where they can be parted.
        account: &'a str,
        /// The address of the page that asks for a new password.
        reset: &'a str,
    },
}

impl Letter<'_> {
    /// The name of its template.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "confirm",
            Self::AccountExists { .. } => "account-exists",
            Self::Reset { .. } => "reset",
            Self::Invitation { .. } => "invitation",
            Self::PasswordChanged { .. } => "password-changed",
            Self::SubscriptionSubmitted { .. } => "subscription-submitted",
            Self::SubscriptionDecided { .. } => "subscription-decided",
            Self::FactorsChanged { .. } => "factors-changed",
            Self::ProviderLinked { .. } => "provider-linked",
        }
    }

    const fn template(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => include_str!("../../locales/mail/en/confirm.txt"),
            Self::AccountExists { .. } => include_str!("../../locales/mail/en/account-exists.txt"),
            Self::Reset { .. } => include_str!("../../locales/mail/en/reset.txt"),
            Self::Invitation { .. } => include_str!("../../locales/mail/en/invitation.txt"),
            Self::PasswordChanged { .. } => include_str!("../../locales/mail/en/password-changed.txt"),
            Self::SubscriptionSubmitted { .. } => {
                include_str!("../../locales/mail/en/subscription-submitted.txt")
            }
            Self::SubscriptionDecided { .. } => include_str!("../../locales/mail/en/subscription-decided.txt"),
            Self::FactorsChanged { .. } => include_str!("../../locales/mail/en/factors-changed.txt"),
            Self::ProviderLinked { .. } => include_str!("../../locales/mail/en/provider-linked.txt"),
        }
    }

    /// Its subject and its text.
    pub(super) async fn compose(&self, state: &AppState) -> Result<(String, String), AppError> {
        let failed = |error: minijinja::Error| AppError::Unexpected(format!("the mail {}: {error}", self.kind()));
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let values = context! {
            site => state.config.name,
            organization => state.settings().await?.organization_name(&state.config),
            portal => state.config.public_url.as_str(),
            letter => self,
        };
        let text = environment.render_str(self.template(), values).map_err(failed)?;
        let (subject, body) = text.split_once("\n\n").unwrap_or(("", &text));
        let subject = subject.strip_prefix("Subject: ").unwrap_or(subject);
        Ok((subject.to_owned(), format!("{}\n", body.trim_end())))
    }
}
