//! Identifier newtypes, so that an operation's id can never be handed over as an API's.

use serde::{Deserialize, Serialize};

/// Declares identifier newtypes over `String`.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The identifier as it stands in the database and in addresses.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// An API of the catalog.
    ApiId;
    /// An operation of an API.
    OperationId;
    /// A revision of an API: a state of its operations and schemas.
    RevisionId;
    /// A person with an account.
    UserId;
    /// A group of people that administrators made.
    GroupId;
    /// An OpenID provider that people sign in with.
    ProviderId;
    /// A call in somebody's history.
    HistoryId;
    /// A call that somebody saved under a name.
    ExampleId;
    /// A person's environment: a named set of variables.
    EnvironmentId;
    /// An API token.
    TokenId;
    /// A recipe of an API.
    RecipeId;
    /// A product: a word that people choose, such as `starter`.
    ProductId;
    /// A tier of a product.
    TierId;
    /// A subscription to a product, an API or all APIs.
    SubscriptionId;
}
