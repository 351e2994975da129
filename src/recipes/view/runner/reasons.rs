//! Why a step failed, in words.

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string};
use crate::recipes::context::{Missing, WhyMissing};
use crate::recipes::criterion::Condition;
use crate::recipes::expression::Expression;
use crate::recipes::run::Reason;
use crate::recipes::view::conditions::all;
use crate::recipes::view::values;

/// The sentence for `reason`.
pub(super) fn words(i18n: I18nContext<Locale>, reason: &Reason) -> String {
    match reason {
        Reason::Missing { missing } => lacks(i18n, missing),
        Reason::NotSuccessful { status, condition } => {
            tu_string!(i18n, recipes.not_successful, status = *status, condition = condition_words(i18n, condition))
        }
        Reason::GivenUp { condition } => {
            tu_string!(i18n, recipes.given_up, condition = condition_words(i18n, condition))
        }
        Reason::TooOften { times } => tu_string!(i18n, recipes.too_often, times = *times),
        Reason::Unanswered { why } => why.clone(),
    }
}

fn condition_words(i18n: I18nContext<Locale>, condition: &str) -> String {
    Condition::parse(condition).map_or_else(|_| condition.to_owned(), |condition| all(i18n, &[condition]))
}

fn lacks(i18n: I18nContext<Locale>, missing: &Missing) -> String {
    let expression = &missing.expression;
    let name = Expression::parse(expression).map_or_else(|_| expression.clone(), |known| values::words(i18n, &known));
    match missing.why {
        WhyMissing::Header => tu_string!(i18n, recipes.no_header, name = name),
        WhyMissing::Body => tu_string!(i18n, recipes.no_body, name = name),
        WhyMissing::Null => tu_string!(i18n, recipes.is_null, name = name),
        WhyMissing::Pointer | WhyMissing::Input | WhyMissing::Output | WhyMissing::Call | WhyMissing::Parameter => {
            tu_string!(i18n, recipes.is_missing, name = name)
        }
    }
}
