//! How values compare.

use std::cmp::Ordering;

use serde_json::Value;

use super::Operator;
use crate::recipes::context::text;

impl Operator {
    /// Whether the two compare so.
    pub(super) fn compares(self, left: &Value, right: &Value) -> bool {
        let order = order(left, right);
        match self {
            Self::Equal => is_same(left, right),
            Self::NotEqual => !is_same(left, right),
            Self::Less => order == Some(Ordering::Less),
            Self::LessOrEqual => order.is_some_and(Ordering::is_le),
            Self::Greater => order == Some(Ordering::Greater),
            Self::GreaterOrEqual => order.is_some_and(Ordering::is_ge),
        }
    }
}

fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        _ => text(left).to_lowercase() == text(right).to_lowercase(),
    }
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    if let (Some(left), Some(right)) = (number(left), number(right)) {
        return left.partial_cmp(&right);
    }
    Some(left.as_str()?.to_lowercase().cmp(&right.as_str()?.to_lowercase()))
}

/// `value` as a number. Answers also have them in headers and between quotes.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}

/// Whether a value holds by itself.
pub(super) fn is_true(value: &Value) -> bool {
    !matches!(text(value).to_lowercase().as_str(), "" | "0" | "false" | "null")
}
