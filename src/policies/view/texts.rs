//! The texts of policies.

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string};
use crate::policies::draft::{Control, PolicyDraft, fields};
use crate::policies::model::{Kind, Placed, Section};

/// How many characters of a value a summary shows.
const SHOWN: usize = 120;

/// What a section is called.
pub(super) fn section(i18n: I18nContext<Locale>, section: Section) -> String {
    match section {
        Section::Inbound => tu_string!(i18n, policies.section_inbound),
        Section::Backend => tu_string!(i18n, policies.section_backend),
        Section::Outbound => tu_string!(i18n, policies.section_outbound),
        Section::OnError => tu_string!(i18n, policies.section_on_error),
    }
    .to_owned()
}

/// When the policies of a section act.
pub(super) fn about_section(i18n: I18nContext<Locale>, section: Section) -> String {
    match section {
        Section::Inbound => tu_string!(i18n, policies.section_about_inbound),
        Section::Backend => tu_string!(i18n, policies.section_about_backend),
        Section::Outbound => tu_string!(i18n, policies.section_about_outbound),
        Section::OnError => tu_string!(i18n, policies.section_about_on_error),
    }
    .to_owned()
}

/// What a policy does.
pub(super) fn about(i18n: I18nContext<Locale>, kind: Kind) -> String {
    match kind {
        Kind::RateLimit => tu_string!(i18n, policies.about_rate_limit),
        Kind::RateLimitByKey => tu_string!(i18n, policies.about_rate_limit_by_key),
        Kind::Quota => tu_string!(i18n, policies.about_quota),
        Kind::QuotaByKey => tu_string!(i18n, policies.about_quota_by_key),
        Kind::LimitConcurrency => tu_string!(i18n, policies.about_limit_concurrency),
        Kind::IpFilter => tu_string!(i18n, policies.about_ip_filter),
        Kind::CheckHeader => tu_string!(i18n, policies.about_check_header),
        Kind::ValidateJwt => tu_string!(i18n, policies.about_validate_jwt),
        Kind::Cors => tu_string!(i18n, policies.about_cors),
        Kind::SetHeader => tu_string!(i18n, policies.about_set_header),
        Kind::SetQueryParameter => tu_string!(i18n, policies.about_set_query_parameter),
        Kind::RewriteUri => tu_string!(i18n, policies.about_rewrite_uri),
        Kind::SetBackend => tu_string!(i18n, policies.about_set_backend),
        Kind::CacheLookup => tu_string!(i18n, policies.about_cache_lookup),
        Kind::CacheStore => tu_string!(i18n, policies.about_cache_store),
        Kind::MockResponse => tu_string!(i18n, policies.about_mock_response),
        Kind::ReturnResponse => tu_string!(i18n, policies.about_return_response),
        Kind::ForwardRequest => tu_string!(i18n, policies.about_forward_request),
    }
    .to_owned()
}

/// What people call a field.
pub(super) fn field(i18n: I18nContext<Locale>, field: &str) -> String {
    match field {
        "limit" => tu_string!(i18n, policies.field_limit),
        "key" => tu_string!(i18n, policies.field_key),
        "key_name" => tu_string!(i18n, policies.field_key_name),
        "most" => tu_string!(i18n, policies.field_most),
        "action" => tu_string!(i18n, policies.field_action),
        "addresses" => tu_string!(i18n, policies.field_addresses),
        "name" => tu_string!(i18n, policies.field_name),
        "values" => tu_string!(i18n, policies.field_values),
        "ignore_case" => tu_string!(i18n, policies.field_ignore_case),
        "status" => tu_string!(i18n, policies.field_status),
        "message" => tu_string!(i18n, policies.field_message),
        "keys" => tu_string!(i18n, policies.field_keys),
        "keys_url" => tu_string!(i18n, policies.field_keys_url),
        "issuers" => tu_string!(i18n, policies.field_issuers),
        "audiences" => tu_string!(i18n, policies.field_audiences),
        "claims" => tu_string!(i18n, policies.field_claims),
        "header" => tu_string!(i18n, policies.field_header),
        "clock_skew" => tu_string!(i18n, policies.field_clock_skew),
        "origins" => tu_string!(i18n, policies.field_origins),
        "methods" => tu_string!(i18n, policies.field_methods),
        "headers" => tu_string!(i18n, policies.field_headers),
        "expose_headers" => tu_string!(i18n, policies.field_expose_headers),
        "credentials" => tu_string!(i18n, policies.field_credentials),
        "max_age" => tu_string!(i18n, policies.field_max_age),
        "value" => tu_string!(i18n, policies.field_value),
        "exists" => tu_string!(i18n, policies.field_exists),
        "template" => tu_string!(i18n, policies.field_template),
        "copy_query" => tu_string!(i18n, policies.field_copy_query),
        "url" => tu_string!(i18n, policies.field_url),
        "vary_headers" => tu_string!(i18n, policies.field_vary_headers),
        "vary_query" => tu_string!(i18n, policies.field_vary_query),
        "allow_authorization" => tu_string!(i18n, policies.field_allow_authorization),
        "seconds" => tu_string!(i18n, policies.field_seconds),
        "content_type" => tu_string!(i18n, policies.field_content_type),
        "body" => tu_string!(i18n, policies.field_body),
        "connect" => tu_string!(i18n, policies.field_connect),
        "first_byte" => tu_string!(i18n, policies.field_first_byte),
        "total" => tu_string!(i18n, policies.field_total),
        _ => tu_string!(i18n, policies.field_section),
    }
    .to_owned()
}

/// What helps to fill a field in; empty for nothing.
pub(super) fn hint(i18n: I18nContext<Locale>, kind: Kind, field: &str) -> String {
    match (kind, field) {
        (Kind::RateLimit | Kind::RateLimitByKey, "limit") => tu_string!(i18n, policies.hint_limit_rate),
        (_, "limit") => tu_string!(i18n, policies.hint_limit_quota),
        (Kind::Cors, "headers") => tu_string!(i18n, policies.hint_headers_cors),
        (_, "headers") => tu_string!(i18n, policies.hint_headers_lines),
        (_, "key_name") => tu_string!(i18n, policies.hint_key_name),
        (_, "addresses") => tu_string!(i18n, policies.hint_addresses),
        (_, "values") => tu_string!(i18n, policies.hint_values),
        (_, "message") => tu_string!(i18n, policies.hint_message),
        (_, "keys_url") => tu_string!(i18n, policies.hint_keys_url),
        (_, "issuers") => tu_string!(i18n, policies.hint_issuers),
        (_, "audiences") => tu_string!(i18n, policies.hint_audiences),
        (_, "claims") => tu_string!(i18n, policies.hint_claims),
        (_, "origins") => tu_string!(i18n, policies.hint_origins),
        (_, "methods") => tu_string!(i18n, policies.hint_methods),
        (_, "expose_headers") => tu_string!(i18n, policies.hint_expose_headers),
        (_, "template") => tu_string!(i18n, policies.hint_template),
        (_, "url") => tu_string!(i18n, policies.hint_url),
        (_, "vary_headers") => tu_string!(i18n, policies.hint_vary_headers),
        (_, "vary_query") => tu_string!(i18n, policies.hint_vary_query),
        (_, "content_type") => tu_string!(i18n, policies.hint_content_type),
        _ => "",
    }
    .to_owned()
}

/// What people call a choice of a field.
pub(super) fn choice(i18n: I18nContext<Locale>, field: &str, word: &str) -> String {
    match (field, word) {
        ("key", "all") => tu_string!(i18n, policies.choice_key_all),
        ("key", "subscription") => tu_string!(i18n, policies.choice_key_subscription),
        ("key", "address") => tu_string!(i18n, policies.choice_key_address),
        ("key", "header") => tu_string!(i18n, policies.choice_key_header),
        ("key", "query") => tu_string!(i18n, policies.choice_key_query),
        ("action", "allow") => tu_string!(i18n, policies.choice_action_allow),
        ("action", "forbid") => tu_string!(i18n, policies.choice_action_forbid),
        ("keys", "openid") => tu_string!(i18n, policies.choice_keys_openid),
        ("keys", "jwks") => tu_string!(i18n, policies.choice_keys_jwks),
        ("exists", "override") => tu_string!(i18n, policies.choice_exists_override),
        ("exists", "skip") => tu_string!(i18n, policies.choice_exists_skip),
        ("exists", "append") => tu_string!(i18n, policies.choice_exists_append),
        ("exists", "delete") => tu_string!(i18n, policies.choice_exists_delete),
        _ => word,
    }
    .to_owned()
}

/// What a policy is told, in a line.
pub(super) fn summary(i18n: I18nContext<Locale>, placed: &Placed) -> String {
    let draft = PolicyDraft::of(placed, 0);
    let parts = fields(draft.kind).iter().filter_map(|one| {
        let value = draft.value(one.name);
        let text = match one.control {
            _ if value.is_empty() => return None,
            Control::Tick => return Some(field(i18n, one.name)),
            Control::Choice(_) => choice(i18n, one.name, value),
            _ => value.lines().collect::<Vec<_>>().join(", "),
        };
        let beginning: String = text.chars().take(SHOWN).collect();
        let more = if beginning.len() < text.len() { "…" } else { "" };
        Some(format!("{}: {beginning}{more}", field(i18n, one.name)))
    });
    parts.collect::<Vec<_>>().join(" · ")
}
