//! Conditions in words.

use leptos_i18n::I18nContext;
use serde_json::Value;

use super::values::words;
use crate::i18n::{Locale, tu_string};
use crate::recipes::criterion::{Condition, Operand, Operator};

/// What `conditions`, all of them together, ask for.
pub(super) fn all(i18n: I18nContext<Locale>, conditions: &[Condition]) -> String {
    said(i18n, &Condition::all_of(conditions.to_vec()), false)
}

fn said(i18n: I18nContext<Locale>, condition: &Condition, is_inner: bool) -> String {
    match condition {
        Condition::Holds(value) => tu_string!(i18n, recipes.holds, value = operand(i18n, value)),
        Condition::Compare(left, operator, right) => {
            let (left, right) = (operand(i18n, left), operand(i18n, right));
            match operator {
                Operator::Equal => tu_string!(i18n, recipes.equal, left = left, right = right),
                Operator::NotEqual => tu_string!(i18n, recipes.not_equal, left = left, right = right),
                Operator::Less => tu_string!(i18n, recipes.less, left = left, right = right),
                Operator::LessOrEqual => tu_string!(i18n, recipes.less_or_equal, left = left, right = right),
                Operator::Greater => tu_string!(i18n, recipes.greater, left = left, right = right),
                Operator::GreaterOrEqual => tu_string!(i18n, recipes.greater_or_equal, left = left, right = right),
            }
        }
        Condition::Not(condition) => {
            tu_string!(i18n, recipes.does_not_hold, condition = said(i18n, condition, false))
        }
        Condition::All(conditions) => joined(i18n, conditions, tu_string!(i18n, recipes.and), is_inner),
        Condition::Any(conditions) => joined(i18n, conditions, tu_string!(i18n, recipes.or), is_inner),
    }
}

fn joined(i18n: I18nContext<Locale>, conditions: &[Condition], word: &str, is_inner: bool) -> String {
    let parts: Vec<String> = conditions.iter().map(|condition| said(i18n, condition, true)).collect();
    let joined = parts.join(&[" ", word, " "].concat());
    if is_inner { ["(", &joined, ")"].concat() } else { joined }
}

fn operand(i18n: I18nContext<Locale>, operand: &Operand) -> String {
    match operand {
        Operand::Expression(expression) => words(i18n, expression),
        Operand::Literal(Value::Null) => tu_string!(i18n, recipes.nothing).to_owned(),
        Operand::Literal(Value::String(text)) => text.clone(),
        Operand::Literal(value) => value.to_string(),
    }
}
