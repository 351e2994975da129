//! Which fields the form of a policy has.

use super::super::model::{AddressAction, Exists, Kind};

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// A line of words.
    Text,
    /// A line of code.
    Code,
    /// A line with a number.
    Number,
    /// Code, an item a line.
    Lines,
    /// Code of any length.
    Body,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Yes or no.
    Tick,
}

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// How it is filled in.
    pub control: Control,
    /// Whether it may be left empty.
    pub is_optional: bool,
    /// What stands in a fresh form; `on` for a tick.
    pub usual: &'static str,
}

/// What tells calls apart.
pub(super) const KEYS: &[&str] = &["subscription", "address", "header", "query"];
/// The same, or nothing.
pub(super) const KEYS_OR_ALL: &[&str] = &["all", "subscription", "address", "header", "query"];
/// What is done with values that are there already.
const EXISTS: &[&str] =
    &[Exists::Override.as_str(), Exists::Skip.as_str(), Exists::Append.as_str(), Exists::Delete.as_str()];
/// Where a token's keys are.
pub(super) const JWT_KEYS: &[&str] = &["openid", "jwks"];
/// What is done with a list of addresses.
const ACTIONS: &[&str] = &[AddressAction::Allow.as_str(), AddressAction::Forbid.as_str()];

const fn needed(name: &'static str, control: Control) -> Field {
    Field { name, control, is_optional: false, usual: "" }
}

const fn usual(name: &'static str, control: Control, usual: &'static str) -> Field {
    Field { name, control, is_optional: false, usual }
}

const fn optional(name: &'static str, control: Control) -> Field {
    Field { name, control, is_optional: true, usual: "" }
}

/// The fields of the form for policies of this kind, in their order.
#[must_use]
pub const fn fields(kind: Kind) -> &'static [Field] {
    use Control::{Body, Choice, Code, Lines, Number, Text, Tick};
    match kind {
        Kind::RateLimit | Kind::Quota => const { &[needed("limit", Code)] },
        Kind::RateLimitByKey | Kind::QuotaByKey => {
            const { &[needed("limit", Code), usual("key", Choice(KEYS), "address"), optional("key_name", Code)] }
        }
        Kind::LimitConcurrency => {
            const { &[needed("most", Number), usual("key", Choice(KEYS_OR_ALL), "all"), optional("key_name", Code)] }
        }
        Kind::IpFilter => const { &[usual("action", Choice(ACTIONS), "allow"), needed("addresses", Lines)] },
        Kind::CheckHeader => {
            const {
                &[
                    needed("name", Code),
                    optional("values", Lines),
                    optional("ignore_case", Tick),
                    usual("status", Number, "401"),
                    needed("message", Text),
                ]
            }
        }
        Kind::ValidateJwt => {
            const {
                &[
                    usual("keys", Choice(JWT_KEYS), "openid"),
                    needed("keys_url", Code),
                    optional("issuers", Lines),
                    optional("audiences", Lines),
                    optional("claims", Lines),
                    usual("header", Code, "Authorization"),
                    usual("clock_skew", Number, "60"),
                ]
            }
        }
        Kind::Cors => {
            const {
                &[
                    needed("origins", Lines),
                    Field { is_optional: true, ..usual("methods", Lines, "GET\nPOST") },
                    optional("headers", Lines),
                    optional("expose_headers", Lines),
                    optional("credentials", Tick),
                    optional("max_age", Number),
                ]
            }
        }
        Kind::SetHeader | Kind::SetQueryParameter => {
            const { &[needed("name", Code), optional("value", Code), usual("exists", Choice(EXISTS), "override")] }
        }
        Kind::RewriteUri => {
            const { &[needed("template", Code), Field { is_optional: true, ..usual("copy_query", Tick, "on") }] }
        }
        Kind::SetBackend => const { &[needed("url", Code)] },
        Kind::CacheLookup => {
            const { &[optional("vary_headers", Lines), optional("vary_query", Lines), optional("allow_authorization", Tick)] }
        }
        Kind::CacheStore => const { &[needed("seconds", Number)] },
        Kind::MockResponse => const { &[usual("status", Number, "200"), optional("content_type", Code)] },
        Kind::ReturnResponse => {
            const { &[usual("status", Number, "200"), optional("headers", Lines), optional("body", Body)] }
        }
        Kind::ForwardRequest => {
            const { &[optional("connect", Number), optional("first_byte", Number), optional("total", Number)] }
        }
    }
}
