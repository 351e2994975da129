//! What well-known response headers are for, each in a sentence or two. Where a specification defines one, it is named.

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string};

/// What the header `name` is for; `None` for one that is not well known.
pub(super) fn meaning(i18n: I18nContext<Locale>, name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    Some(match name.as_str() {
        "age" => tu_string!(i18n, header.about_age),
        "cache-control" => tu_string!(i18n, header.about_cache_control),
        "expires" => tu_string!(i18n, header.about_expires),
        "etag" => tu_string!(i18n, header.about_etag),
        "last-modified" => tu_string!(i18n, header.about_last_modified),
        "vary" => tu_string!(i18n, header.about_vary),
        "pragma" => tu_string!(i18n, header.about_pragma),
        "x-cache" => tu_string!(i18n, header.about_x_cache),
        "cache-status" => tu_string!(i18n, header.about_cache_status),
        "cdn-cache-control" => tu_string!(i18n, header.about_cdn_cache_control),
        "cf-cache-status" => tu_string!(i18n, header.about_cf_cache_status),
        "content-type" => tu_string!(i18n, header.about_content_type),
        "content-length" => tu_string!(i18n, header.about_content_length),
        "content-encoding" => tu_string!(i18n, header.about_content_encoding),
        "content-language" => tu_string!(i18n, header.about_content_language),
        "content-location" => tu_string!(i18n, header.about_content_location),
        "content-disposition" => tu_string!(i18n, header.about_content_disposition),
        "content-range" => tu_string!(i18n, header.about_content_range),
        "accept-ranges" => tu_string!(i18n, header.about_accept_ranges),
        "accept-patch" => tu_string!(i18n, header.about_accept_patch),
        "transfer-encoding" => tu_string!(i18n, header.about_transfer_encoding),
        "trailer" => tu_string!(i18n, header.about_trailer),
        "link" => tu_string!(i18n, header.about_link),
        "location" => tu_string!(i18n, header.about_location),
        "refresh" => tu_string!(i18n, header.about_refresh),
        "date" => tu_string!(i18n, header.about_date),
        "server" => tu_string!(i18n, header.about_server),
        "via" => tu_string!(i18n, header.about_via),
        "x-powered-by" => tu_string!(i18n, header.about_x_powered_by),
        "allow" => tu_string!(i18n, header.about_allow),
        "connection" => tu_string!(i18n, header.about_connection),
        "keep-alive" => tu_string!(i18n, header.about_keep_alive),
        "alt-svc" => tu_string!(i18n, header.about_alt_svc),
        "upgrade" => tu_string!(i18n, header.about_upgrade),
        "retry-after" => tu_string!(i18n, header.about_retry_after),
        "preference-applied" => tu_string!(i18n, header.about_preference_applied),
        "warning" => tu_string!(i18n, header.about_warning),
        "deprecation" => tu_string!(i18n, header.about_deprecation),
        "sunset" => tu_string!(i18n, header.about_sunset),
        "api-supported-versions" => tu_string!(i18n, header.about_api_supported_versions),
        "api-deprecated-versions" => tu_string!(i18n, header.about_api_deprecated_versions),
        "www-authenticate" => tu_string!(i18n, header.about_www_authenticate),
        "authentication-info" => tu_string!(i18n, header.about_authentication_info),
        "set-cookie" => tu_string!(i18n, header.about_set_cookie),
        "clear-site-data" => tu_string!(i18n, header.about_clear_site_data),
        "strict-transport-security" => tu_string!(i18n, header.about_strict_transport_security),
        "content-security-policy" | "content-security-policy-report-only" => {
            tu_string!(i18n, header.about_content_security_policy)
        }
        "x-content-type-options" => tu_string!(i18n, header.about_x_content_type_options),
        "x-frame-options" => tu_string!(i18n, header.about_x_frame_options),
        "x-xss-protection" => tu_string!(i18n, header.about_x_xss_protection),
        "referrer-policy" => tu_string!(i18n, header.about_referrer_policy),
        "permissions-policy" => tu_string!(i18n, header.about_permissions_policy),
        "cross-origin-opener-policy" => tu_string!(i18n, header.about_cross_origin_opener_policy),
        "cross-origin-resource-policy" => tu_string!(i18n, header.about_cross_origin_resource_policy),
        "cross-origin-embedder-policy" => tu_string!(i18n, header.about_cross_origin_embedder_policy),
        "access-control-allow-origin" => tu_string!(i18n, header.about_access_control_allow_origin),
        "access-control-allow-credentials" => tu_string!(i18n, header.about_access_control_allow_credentials),
        "access-control-allow-methods" => tu_string!(i18n, header.about_access_control_allow_methods),
        "access-control-allow-headers" => tu_string!(i18n, header.about_access_control_allow_headers),
        "access-control-expose-headers" => tu_string!(i18n, header.about_access_control_expose_headers),
        "access-control-max-age" => tu_string!(i18n, header.about_access_control_max_age),
        "timing-allow-origin" => tu_string!(i18n, header.about_timing_allow_origin),
        "ratelimit" => tu_string!(i18n, header.about_ratelimit),
        "ratelimit-policy" => tu_string!(i18n, header.about_ratelimit_policy),
        "ratelimit-limit" | "x-ratelimit-limit" | "x-rate-limit-limit" => {
            tu_string!(i18n, header.about_ratelimit_limit)
        }
        "ratelimit-remaining" | "x-ratelimit-remaining" | "x-rate-limit-remaining" => {
            tu_string!(i18n, header.about_ratelimit_remaining)
        }
        "ratelimit-reset" | "x-ratelimit-reset" | "x-rate-limit-reset" => {
            tu_string!(i18n, header.about_ratelimit_reset)
        }
        "traceparent" => tu_string!(i18n, header.about_traceparent),
        "tracestate" => tu_string!(i18n, header.about_tracestate),
        "server-timing" => tu_string!(i18n, header.about_server_timing),
        "x-request-id" | "request-id" => tu_string!(i18n, header.about_x_request_id),
        "x-correlation-id" => tu_string!(i18n, header.about_x_correlation_id),
        "apim-request-id" => tu_string!(i18n, header.about_apim_request_id),
        "request-context" => tu_string!(i18n, header.about_request_context),
        "x-ms-request-id" => tu_string!(i18n, header.about_x_ms_request_id),
        "x-ms-client-request-id" => tu_string!(i18n, header.about_x_ms_client_request_id),
        "x-ms-correlation-request-id" => tu_string!(i18n, header.about_x_ms_correlation_request_id),
        "x-ms-version" => tu_string!(i18n, header.about_x_ms_version),
        "x-ms-error-code" => tu_string!(i18n, header.about_x_ms_error_code),
        "x-ms-continuation" => tu_string!(i18n, header.about_x_ms_continuation),
        "x-ms-region" => tu_string!(i18n, header.about_x_ms_region),
        "operation-location" | "azure-asyncoperation" => tu_string!(i18n, header.about_operation_location),
        "x-amzn-requestid" | "x-amz-request-id" | "x-amzn-request-id" => {
            tu_string!(i18n, header.about_x_amzn_requestid)
        }
        "cf-ray" => tu_string!(i18n, header.about_cf_ray),
        name if name.starts_with("x-ms-ratelimit-remaining-") => {
            tu_string!(i18n, header.about_x_ms_ratelimit_remaining)
        }
        _ => return None,
    })
}
