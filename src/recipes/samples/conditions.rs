//! Conditions as code. They compare texts, so no language's own ideas of equality come in.

use serde_json::Value;

use super::code::Code;
use super::dialect::Dialect;
use crate::recipes::context::text;
use crate::recipes::criterion::{Condition, Operand, Operator};
use crate::recipes::expression::Expression;

impl<D: Dialect> Code<'_, D> {
    /// Whether all of `conditions` hold.
    pub(super) fn all(&self, conditions: &[Condition]) -> String {
        self.condition(&Condition::all_of(conditions.to_vec()))
    }

    /// Whether `condition` does not hold.
    pub(super) fn not(&self, condition: &Condition) -> String {
        [D::SIGNS[0], "(", &self.condition(condition), ")"].concat()
    }

    fn condition(&self, condition: &Condition) -> String {
        let group = |conditions: &[Condition], sign: &str| {
            let one = |condition: &Condition| match condition {
                Condition::All(_) | Condition::Any(_) => ["(", &self.condition(condition), ")"].concat(),
                _ => self.condition(condition),
            };
            conditions.iter().map(one).collect::<Vec<_>>().join(sign)
        };
        match condition {
            Condition::Holds(Operand::Literal(value)) => {
                let is_false = matches!(value, Value::Null | Value::Bool(false)) || value == "" || value == 0;
                D::TRUTH[usize::from(is_false)].to_owned()
            }
            Condition::Holds(operand) => [D::IS_TRUE, "(", &self.operand(operand), ")"].concat(),
            Condition::Compare(left, operator, right) => self.comparison(left, *operator, right),
            Condition::Not(condition) => self.not(condition),
            Condition::All(conditions) => group(conditions, D::SIGNS[1]),
            Condition::Any(conditions) => group(conditions, D::SIGNS[2]),
        }
    }

    fn comparison(&self, left: &Operand, operator: Operator, right: &Operand) -> String {
        let sign = operator.as_str();
        if let (Operand::Expression(Expression::StatusCode), Operand::Literal(Value::Number(number))) = (left, right) {
            return [D::STATUS[0], " ", sign, " ", &number.to_string()].concat();
        }
        let (first, second) = (self.operand(left), self.operand(right));
        let same = || [D::SAME, "(", &first, ", ", &second, ")"].concat();
        let is_word = |operand: &Operand| matches!(operand, Operand::Literal(Value::String(text)) if text.trim().parse::<f64>().is_err());
        match operator {
            Operator::Equal => same(),
            Operator::NotEqual => [D::SIGNS[0], &same()].concat(),
            _ if is_word(left) || is_word(right) => self.dialect.ordered([&first, &second], sign),
            _ => {
                let number = |operand: &Operand, text: &str| match operand {
                    Operand::Literal(Value::Number(number)) => number.to_string(),
                    _ => [D::NUMBER, "(", text, ")"].concat(),
                };
                self.dialect.numeric([&number(left, &first), &number(right, &second)], sign)
            }
        }
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Literal(value) => self.dialect.literal(&text(value)),
            Operand::Expression(expression) => self.text(expression),
        }
    }
}
