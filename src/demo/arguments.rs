//! What the address of a request says.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use super::error::{Detail, ServiceError};

/// The path's and the query's values by name, percent-decoded.
#[derive(Clone, Debug)]
pub(super) struct Arguments {
    path: Vec<(String, String)>,
    query: Vec<(String, String)>,
}

impl<S: Send + Sync> FromRequestParts<S> for Arguments {
    type Rejection = ServiceError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ServiceError> {
        let path = RawPathParams::from_request_parts(parts, state).await.map_err(|_| {
            ServiceError::bad_argument(Detail::new("PathInvalid", "path", "The path is not percent-encoded UTF-8."))
        })?;
        Ok(Self {
            path: path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            query: url::form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect(),
        })
    }
}

impl Arguments {
    /// The value of the path parameter `name`; empty when the route has none of that name.
    pub(super) fn path(&self, name: &str) -> &str {
        find(&self.path, name).unwrap_or_default()
    }

    /// The first value of `name` in the query.
    pub(super) fn query(&self, name: &str) -> Option<&str> {
        find(&self.query, name)
    }

    /// Every pair of the query, in order.
    pub(super) fn into_pairs(self) -> Vec<(String, String)> {
        self.query
    }

    /// The number in the path parameter `name`.
    pub(super) fn path_number<N: Number>(
        &self,
        name: &'static str,
        range: RangeInclusive<N>,
    ) -> Result<N, ServiceError> {
        number(name, self.path(name), range)
    }

    /// The number that the query gives for `name`, or `default`.
    pub(super) fn query_number<N: Number>(
        &self,
        name: &'static str,
        range: RangeInclusive<N>,
        default: N,
    ) -> Result<N, ServiceError> {
        self.query(name).map_or(Ok(default), |text| number(name, text, range))
    }
}

/// What [`Arguments`] can read as a number.
pub(super) trait Number: FromStr + PartialOrd + Display {}

impl<N: FromStr + PartialOrd + Display> Number for N {}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn number<N: Number>(name: &'static str, text: &str, range: RangeInclusive<N>) -> Result<N, ServiceError> {
    text.parse().ok().filter(|number| range.contains(number)).ok_or_else(|| {
        let expected = format!("{name} must be a number from {} to {}.", range.start(), range.end());
        ServiceError::bad_argument(Detail::new("ArgumentInvalid", name, expected))
    })
}
