//! Where policies stand.

use serde::{Deserialize, Serialize};

use crate::kernel::ids::{ApiId, ProductId};

/// What a list of policies is for, from the widest to the narrowest.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every call.
    Global,
    /// Calls with a subscription to a product.
    Product(ProductId),
    /// Calls to an API.
    Api(ApiId),
    /// Calls to an operation.
    Operation {
        /// The API.
        api: ApiId,
        /// The operation's slug, which outlives revisions.
        operation: String,
    },
}

impl Scope {
    /// The word that stands for its kind in the database.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Product(_) => "product",
            Self::Api(_) => "api",
            Self::Operation { .. } => "operation",
        }
    }

    /// The product's or the API's id; empty for none.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Global => "",
            Self::Product(id) => id.as_str(),
            Self::Api(id) | Self::Operation { api: id, .. } => id.as_str(),
        }
    }

    /// The operation's slug; empty for none.
    #[must_use]
    pub fn operation(&self) -> &str {
        if let Self::Operation { operation, .. } = self { operation } else { "" }
    }

    /// The scope that these words of the database stand for.
    #[must_use]
    pub fn read(kind: &str, id: String, operation: String) -> Option<Self> {
        match kind {
            "global" => Some(Self::Global),
            "product" => Some(Self::Product(id.into())),
            "api" => Some(Self::Api(id.into())),
            "operation" => Some(Self::Operation { api: id.into(), operation }),
            _ => None,
        }
    }
}

/// A scope as addresses name it: by the product's id, the API's slug and the operation's. What is empty is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeAddress {
    /// The product's id.
    #[serde(default)]
    pub product: String,
    /// The API's slug.
    #[serde(default)]
    pub api: String,
    /// The operation's slug.
    #[serde(default)]
    pub operation: String,
}
