//! Which policies there are, and which may stand where.

use serde::{Deserialize, Serialize};

/// When a policy acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// Before the backend is called.
    Inbound,
    /// As it is called.
    Backend,
    /// Before its answer goes to the caller.
    Outbound,
    /// Before an error of the gateway's own goes to the caller.
    OnError,
}

impl Section {
    /// Every section, in the order in which a call goes through them.
    pub const ALL: [Self; 4] = [Self::Inbound, Self::Backend, Self::Outbound, Self::OnError];

    /// The word that stands for it in addresses and forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Backend => "backend",
            Self::Outbound => "outbound",
            Self::OnError => "on-error",
        }
    }

    /// The section that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.as_str() == word)
    }
}

/// Declares the kinds of policies: a name, its word, and the sections in which it may stand.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal in $sections:expr,)+) => {
        /// Which policy it is. The words are those of Azure API Management where it has the policy.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])* $name,)+
        }

        impl Kind {
            /// Every kind, in the order in which forms offer them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The word that stands for it in addresses and documents.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// The sections in which it may stand.
            #[must_use]
            pub const fn sections(self) -> &'static [Section] {
                match self {
                    $(Self::$name => &$sections,)+
                }
            }
        }
    };
}

kinds! {
    /// See [`super::Policy::RateLimit`].
    RateLimit = "rate-limit" in [Section::Inbound],
    /// See [`super::Policy::RateLimitByKey`].
    RateLimitByKey = "rate-limit-by-key" in [Section::Inbound],
    /// See [`super::Policy::Quota`].
    Quota = "quota" in [Section::Inbound],
    /// See [`super::Policy::QuotaByKey`].
    QuotaByKey = "quota-by-key" in [Section::Inbound],
    /// See [`super::Policy::LimitConcurrency`].
    LimitConcurrency = "limit-concurrency" in [Section::Inbound],
    /// See [`super::Policy::IpFilter`].
    IpFilter = "ip-filter" in [Section::Inbound],
    /// See [`super::Policy::CheckHeader`].
    CheckHeader = "check-header" in [Section::Inbound],
    /// See [`super::Policy::ValidateJwt`].
    ValidateJwt = "validate-jwt" in [Section::Inbound],
    /// See [`super::Policy::Cors`].
    Cors = "cors" in [Section::Inbound],
    /// See [`super::Policy::SetHeader`].
    SetHeader = "set-header" in [Section::Inbound, Section::Outbound, Section::OnError],
    /// See [`super::Policy::SetQueryParameter`].
    SetQueryParameter = "set-query-parameter" in [Section::Inbound],
    /// See [`super::Policy::RewriteUri`].
    RewriteUri = "rewrite-uri" in [Section::Inbound],
    /// See [`super::Policy::SetBackend`].
    SetBackend = "set-backend" in [Section::Inbound],
    /// See [`super::Policy::CacheLookup`].
    CacheLookup = "cache-lookup" in [Section::Inbound],
    /// See [`super::Policy::CacheStore`].
    CacheStore = "cache-store" in [Section::Outbound],
    /// See [`super::Policy::MockResponse`].
    MockResponse = "mock-response" in [Section::Inbound],
    /// See [`super::Policy::ReturnResponse`].
    ReturnResponse = "return-response" in [Section::Inbound, Section::Outbound, Section::OnError],
    /// See [`super::Policy::ForwardRequest`].
    ForwardRequest = "forward-request" in [Section::Backend],
}

impl Kind {
    /// The kind that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }

    /// Whether it may stand in `section`.
    #[must_use]
    pub fn fits(self, section: Section) -> bool {
        self.sections().contains(&section)
    }

    /// Whether it counts calls or bytes.
    #[must_use]
    pub const fn is_limit(self) -> bool {
        matches!(self, Self::RateLimit | Self::RateLimitByKey | Self::Quota | Self::QuotaByKey)
    }

    /// Whether of several in a section only the last one acts, which is the one of the narrowest scope.
    #[must_use]
    pub const fn replaces(self) -> bool {
        matches!(self, Self::ForwardRequest | Self::SetBackend | Self::RewriteUri)
    }
}
