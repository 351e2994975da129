//! Numbers, texts and sizes.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::super::decimal::Decimal;
use super::super::format;
use super::super::keyword::{flag, text};
use super::{Checker, all};

/// Whether a number keeps to its limits. In OpenAPI 3.0, `exclusiveMinimum` is a boolean beside `minimum`.
pub(super) fn number(schema: &Value, number: &Number) -> Option<bool> {
    let value = Decimal::of(number);
    let limit = |keyword: &str, holds: &dyn Fn(Ordering) -> bool| match schema.get(keyword) {
        Some(Value::Number(limit)) => value?.compare(Decimal::of(limit)?).map(holds),
        _ => Some(true),
    };
    let (above, below) = (flag(schema, "exclusiveMinimum"), flag(schema, "exclusiveMaximum"));
    let multiple = match schema.get("multipleOf") {
        Some(Value::Number(step)) => value.and_then(|value| value.is_multiple_of(Decimal::of(step)?)),
        _ => Some(true),
    };
    let limits = [
        limit("minimum", &|order| order.is_gt() || order.is_eq() && !above),
        limit("maximum", &|order| order.is_lt() || order.is_eq() && !below),
        limit("exclusiveMinimum", &Ordering::is_gt),
        limit("exclusiveMaximum", &Ordering::is_lt),
        multiple,
    ];
    all(limits.into_iter())
}

/// Whether a size is between two keywords.
pub(super) fn size(schema: &Value, least: &str, most: &str, size: usize) -> Option<bool> {
    let size = Decimal::integer(i64::try_from(size).ok()?);
    let limit = |keyword: &str, holds: fn(Ordering) -> bool| match schema.get(keyword) {
        Some(Value::Number(limit)) => size.compare(Decimal::of(limit)?).map(holds),
        _ => Some(true),
    };
    all([limit(least, Ordering::is_ge), limit(most, Ordering::is_le)].into_iter())
}

impl Checker<'_> {
    pub(super) fn string(&self, schema: &Value, value: &str) -> Option<bool> {
        let length = size(schema, "minLength", "maxLength", value.chars().count());
        let format = text(schema, "format").is_none_or(|format| format::holds(format, value));
        let pattern = text(schema, "pattern").map_or(Some(true), |pattern| self.matches(pattern, value));
        all([length, Some(format), pattern].into_iter())
    }
}
