//! Conditions, as Arazzo's Criterion Object has them with the type `simple` (Arazzo 1.0.1, *Criterion Object*): what they
//! say and whether they hold.
//!
//! The specification leaves comparing open ("loose comparisons", "string comparisons must be case insensitive"). Here
//! two values are equal if both are numbers and equal, or if their texts are, capitals aside. They are in order as
//! numbers if both can be read as numbers, as texts if both are texts; others are in no order. A value by itself holds
//! unless it is null, `false`, `0` or empty. What an answer does not have is null, so that conditions can ask for it.

mod compare;
mod read;
#[cfg(test)]
mod tests;

use std::fmt;

use serde_json::Value;

use super::context::{Context, Missing, WhyMissing};
use super::expression::Expression;
use super::syntax::SyntaxError;
use compare::is_true;

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// The value holds by itself.
    Holds(Operand),
    /// The two compare.
    Compare(Operand, Operator, Operand),
    /// It does not hold.
    Not(Box<Self>),
    /// All of them hold.
    All(Vec<Self>),
    /// One of them holds.
    Any(Vec<Self>),
}

/// What is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A boolean, null, a number or a text.
    Literal(Value),
    /// What an expression comes to.
    Expression(Expression),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Condition {
    /// The deepest nesting of parentheses and `!`.
    pub const DEEPEST: usize = 32;

    /// Reads `text`.
    ///
    /// # Errors
    /// What is wrong with it and where.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        read::condition(text)
    }

    /// The condition that holds when all of `conditions` do.
    #[must_use]
    pub fn all_of(conditions: Vec<Self>) -> Self {
        single_or(conditions, Self::All)
    }

    /// The condition that holds when one of `conditions` does.
    #[must_use]
    pub fn any_of(conditions: Vec<Self>) -> Self {
        single_or(conditions, Self::Any)
    }

    /// Whether it holds.
    ///
    /// # Errors
    /// That an expression has no value for another reason than that the answer lacks it.
    pub fn holds(&self, context: &Context<'_>) -> Result<bool, Missing> {
        match self {
            Self::Holds(operand) => Ok(is_true(&operand.value(context)?)),
            Self::Compare(left, operator, right) => {
                Ok(operator.compares(&left.value(context)?, &right.value(context)?))
            }
            Self::Not(condition) => Ok(!condition.holds(context)?),
            Self::All(conditions) => all_hold(conditions, context),
            Self::Any(conditions) => {
                for condition in conditions {
                    if condition.holds(context)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }

    /// The condition that holds when this one does not.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Compare(left, Operator::Equal, right) => Self::Compare(left, Operator::NotEqual, right),
            Self::Compare(left, Operator::NotEqual, right) => Self::Compare(left, Operator::Equal, right),
            Self::Not(condition) => *condition,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Its expressions in order.
    #[must_use]
    pub fn expressions(&self) -> Vec<&Expression> {
        match self {
            Self::Holds(operand) => operand.expression().into_iter().collect(),
            Self::Compare(left, _, right) => left.expression().into_iter().chain(right.expression()).collect(),
            Self::Not(condition) => condition.expressions(),
            Self::All(conditions) | Self::Any(conditions) => conditions.iter().flat_map(Self::expressions).collect(),
        }
    }
}

fn single_or(mut conditions: Vec<Condition>, several: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    match conditions.pop() {
        Some(single) if conditions.is_empty() => single,
        last => {
            conditions.extend(last);
            several(conditions)
        }
    }
}

/// Whether all of `conditions` hold.
///
/// # Errors
/// As [`Condition::holds`].
pub fn all_hold(conditions: &[Condition], context: &Context<'_>) -> Result<bool, Missing> {
    for condition in conditions {
        if !condition.holds(context)? {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Operand {
    fn value(&self, context: &Context<'_>) -> Result<Value, Missing> {
        let expression = match self {
            Self::Literal(value) => return Ok(value.clone()),
            Self::Expression(expression) => expression,
        };
        context.value(expression).or_else(|missing| match missing.why {
            WhyMissing::Header | WhyMissing::Body | WhyMissing::Pointer | WhyMissing::Null => Ok(Value::Null),
            WhyMissing::Input | WhyMissing::Output | WhyMissing::Call | WhyMissing::Parameter => Err(missing),
        })
    }

    const fn expression(&self) -> Option<&Expression> {
        match self {
            Self::Literal(_) => None,
            Self::Expression(expression) => Some(expression),
        }
    }
}

impl Operator {
    /// How it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Holds(operand) => write!(f, "{operand}"),
            Self::Compare(left, operator, right) => write!(f, "{left} {} {right}", operator.as_str()),
            Self::Not(condition) => write!(f, "!({condition})"),
            Self::All(conditions) => joined(f, conditions, " && "),
            Self::Any(conditions) => joined(f, conditions, " || "),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, conditions: &[Condition], between: &str) -> fmt::Result {
    for (place, condition) in conditions.iter().enumerate() {
        f.write_str(if place == 0 { "" } else { between })?;
        match condition {
            Condition::All(_) | Condition::Any(_) => write!(f, "({condition})")?,
            _ => write!(f, "{condition}")?,
        }
    }
    Ok(())
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(Value::String(text)) => write!(f, "'{}'", text.replace('\'', "''")),
            Self::Literal(value) => write!(f, "{value}"),
            Self::Expression(expression) => write!(f, "{expression}"),
        }
    }
}
