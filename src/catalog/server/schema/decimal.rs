//! Numbers of JSON, exactly, so that 0.3 is a multiple of 0.1.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// `digits` divided by ten to the power of `scale`. The last digit is not 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: i128,
    scale: i32,
}

impl Decimal {
    pub(super) const ONE: Self = Self { digits: 1, scale: 0 };

    /// Reads a number; `None` if it has too many digits.
    pub(super) fn of(number: &Number) -> Option<Self> {
        let text = number.to_string();
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent.parse().ok()?)?;
        Some(Self::new(digits, scale))
    }

    pub(super) fn integer(digits: i64) -> Self {
        Self::new(digits.into(), 0)
    }

    /// A keyword that is a number.
    pub(super) fn keyword(schema: &Value, keyword: &str) -> Option<Self> {
        match schema.get(keyword)? {
            Value::Number(number) => Self::of(number),
            _ => None,
        }
    }

    fn new(mut digits: i128, mut scale: i32) -> Self {
        if digits == 0 {
            return Self { digits, scale: 0 };
        }
        while digits % 10 == 0 {
            digits /= 10;
            scale = scale.saturating_sub(1);
        }
        Self { digits, scale }
    }

    pub(super) const fn is_integer(self) -> bool {
        self.scale <= 0
    }

    /// The digits of both at one scale.
    fn aligned(self, other: Self) -> Option<(i128, i128, i32)> {
        let scale = self.scale.max(other.scale);
        let digits = |number: Self| {
            let power = u32::try_from(scale.checked_sub(number.scale)?).ok()?;
            number.digits.checked_mul(10_i128.checked_pow(power)?)
        };
        Some((digits(self)?, digits(other)?, scale))
    }

    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        self.aligned(other).map(|(left, right, _)| left.cmp(&right))
    }

    pub(super) fn is_multiple_of(self, other: Self) -> Option<bool> {
        self.aligned(other)?.0.checked_rem(self.aligned(other)?.1).map(|rest| rest == 0)
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other)?;
        Some(Self::new(left.checked_add(right)?, scale))
    }

    pub(super) fn times(self, factor: i128) -> Option<Self> {
        Some(Self::new(self.digits.checked_mul(factor)?, self.scale))
    }

    /// How often `step` goes into the number, rounded down.
    pub(super) fn quotient(self, step: Self) -> Option<i128> {
        let (left, right, _) = self.aligned(step)?;
        left.checked_div_euclid(right)
    }

    /// Half of it.
    pub(super) fn half(self) -> Option<Self> {
        Some(Self::new(self.digits.checked_mul(5)?, self.scale.checked_add(1)?))
    }

    /// The number as JSON.
    pub(super) fn to_value(self) -> Option<Value> {
        let power = u32::try_from(self.scale.checked_neg()?).ok();
        let whole = power.and_then(|power| self.digits.checked_mul(10_i128.checked_pow(power)?));
        if let Some(whole) = whole {
            let signed = i64::try_from(whole).map(Value::from);
            return signed.or_else(|_| u64::try_from(whole).map(Value::from)).ok();
        }
        let value: Value = serde_json::from_str(&format!("{}e{}", self.digits, self.scale.checked_neg()?)).ok()?;
        // What was rounded is another number.
        let Value::Number(number) = &value else {
            return None;
        };
        (Self::of(number) == Some(self)).then_some(value)
    }
}

/// Whether two values are the same: numbers by their value, objects whatever their order.
pub(super) fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => a == b || Decimal::of(a).is_some_and(|a| Some(a) == Decimal::of(b)),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        _ => left == right,
    }
}
