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

impl std::fmt::Display for Scope {
    /// What names it among all: `global`, `product/{id}`, `api/{id}` or `operation/{id}/{slug}`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Global => f.write_str(self.kind()),
            Self::Product(_) | Self::Api(_) => write!(f, "{}/{}", self.kind(), self.id()),
            Self::Operation { operation, .. } => write!(f, "{}/{}/{operation}", self.kind(), self.id()),
        }
    }
}

impl std::str::FromStr for Scope {
    type Err = NotAScope;

    fn from_str(text: &str) -> Result<Self, NotAScope> {
        let mut parts = text.splitn(3, '/');
        let (kind, id, operation) = (parts.next(), parts.next(), parts.next());
        let is_whole = match kind {
            Some("global") => id.is_none(),
            Some("operation") => operation.is_some(),
            _ => id.is_some() && operation.is_none(),
        };
        let owned = |part: Option<&str>| part.unwrap_or_default().to_owned();
        Self::read(kind.unwrap_or_default(), owned(id), owned(operation)).filter(|_| is_whole).ok_or(NotAScope)
    }
}

/// A text names no scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a scope")]
pub struct NotAScope;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_has_a_name_of_its_own() {
        let api = || ApiId::from("a1".to_owned());
        for (scope, name) in [
            (Scope::Global, "global"),
            (Scope::Product("starter".to_owned().into()), "product/starter"),
            (Scope::Api(api()), "api/a1"),
            (Scope::Operation { api: api(), operation: "list-pets".to_owned() }, "operation/a1/list-pets"),
        ] {
            assert_eq!(scope.to_string(), name);
            assert_eq!(name.parse(), Ok(scope));
        }
        for name in ["", "moon/1", "global/1", "product", "api/a/b", "operation/a1"] {
            assert_eq!(name.parse::<Scope>(), Err(NotAScope), "{name}");
        }
    }
}
