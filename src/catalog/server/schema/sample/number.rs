//! Numbers.

use serde_json::Value;

use super::super::decimal::Decimal;
use super::solve::Solver;
use super::whole::Whole;

impl<'a> Solver<'a> {
    /// A number: a small one if it may be, else one near a limit.
    pub(super) fn number(&self, whole: &Whole<'a>, integer: bool, schemas: &[&'a Value]) -> Option<Value> {
        let each = |keywords: [&'static str; 2]| {
            let of = move |part: &&Value| keywords.map(|keyword| Decimal::keyword(part, keyword));
            whole.parts.iter().flat_map(of).flatten()
        };
        let keep = |left: Decimal, right: Decimal, lower: bool| match left.compare(right) {
            Some(order) if order.is_lt() == lower => left,
            _ => right,
        };
        let lower = each(["minimum", "exclusiveMinimum"]).reduce(|left, right| keep(left, right, false));
        let upper = each(["maximum", "exclusiveMaximum"]).reduce(|left, right| keep(left, right, true));
        let mut steps: Vec<_> = each(["multipleOf", "multipleOf"]).collect();
        steps.dedup();
        if integer || steps.is_empty() {
            steps.push(Decimal::ONE);
        }
        let salt = i128::try_from(self.salt).ok()?;
        let mut candidates: Vec<Option<Decimal>> = vec![Decimal::ONE.times(1 + salt), Decimal::ONE.times(salt)];
        for step in &steps {
            candidates.extend([step.times(1 + salt), step.times(-1 - salt)]);
            // Above the lower limit and below the upper one, `factors` steps away for steps that do not fit together.
            for factor in 0..=20 {
                let up = |limit: Decimal| step.times(limit.quotient(*step)?.checked_add(factor + salt)?);
                let down = |limit: Decimal| step.times(limit.quotient(*step)?.checked_sub(factor + salt)?);
                candidates.extend([lower.and_then(up), upper.and_then(down)]);
            }
        }
        candidates.extend([lower, upper]);
        candidates.push(lower.and_then(|lower| lower.plus(upper?)?.half()));
        let [first, second] = [steps.first().copied(), steps.get(1).copied()];
        candidates.push(first.and_then(|first| first.times(second?.to_value()?.as_i64()?.into())));
        candidates.extend([Some(Decimal::integer(0)), Decimal::ONE.half()]);
        let values = candidates.into_iter().flatten().filter(|value| !integer || value.is_integer());
        values.filter_map(Decimal::to_value).find(|value| self.holds(schemas, value))
    }
}
