//! `Via` (RFC 9110 section 7.6.3): tells web services that calls came through a gateway, and us which of them go in a circle.

use axum::http::{HeaderMap, HeaderValue, Version, header};

use crate::platform::rng::hex;

/// How often a call may come through: an API may be made of others, but none of itself.
const PASSES: usize = 5;

/// What this gateway calls itself.
#[derive(Debug)]
pub(super) struct Via {
    name: String,
    over_http_1_0: HeaderValue,
    over_http_1_1: HeaderValue,
    over_http_2: HeaderValue,
}

impl Via {
    /// A name that no other gateway has.
    pub(super) fn new(random: [u8; 8]) -> Self {
        let name = format!("loggia-{}", hex(&random));
        let over = |version: &str| {
            HeaderValue::try_from(format!("{version} {name}")).unwrap_or(HeaderValue::from_static("1.1 loggia"))
        };
        Self { over_http_1_0: over("1.0"), over_http_1_1: over("1.1"), over_http_2: over("2"), name }
    }

    /// Says that a call came through here; it came by `version`.
    pub(super) fn add(&self, headers: &mut HeaderMap, version: Version) {
        let value = match version {
            Version::HTTP_2 => &self.over_http_2,
            Version::HTTP_10 => &self.over_http_1_0,
            _ => &self.over_http_1_1,
        };
        headers.append(header::VIA, value.clone());
    }

    /// Whether a call came through here too often.
    pub(super) fn is_circle(&self, headers: &HeaderMap) -> bool {
        let values = headers.get_all(header::VIA).iter().filter_map(|value| value.to_str().ok());
        values.map(|text| text.matches(&self.name).count()).sum::<usize>() >= PASSES
    }
}
