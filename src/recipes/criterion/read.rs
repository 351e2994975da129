//! Reading conditions.

use serde_json::{Number, Value};

use super::{Condition, Operand, Operator};
use crate::kernel::pointer;
use crate::recipes::expression::Expression;
use crate::recipes::syntax::{SyntaxError, SyntaxProblem};

/// Reads all of `text` as a condition.
pub(super) fn condition(text: &str) -> Result<Condition, SyntaxError> {
    let mut reader = Reader { text, rest: text, depth: 0 };
    let condition = reader.any()?;
    match reader.peek() {
        None => Ok(condition),
        Some(_) => Err(reader.fail(SyntaxProblem::OperatorExpected)),
    }
}

struct Reader<'t> {
    text: &'t str,
    rest: &'t str,
    /// How many parentheses and `!` are around what is read next.
    depth: usize,
}

impl<'t> Reader<'t> {
    fn fail(&self, problem: SyntaxProblem) -> SyntaxError {
        SyntaxError::at(self.text, self.text.len() - self.rest.len(), problem)
    }

    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }

    fn eat(&mut self, sign: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Conditions with `||` between them. They are kept as a list, so that only parentheses and `!` make it deeper.
    fn any(&mut self) -> Result<Condition, SyntaxError> {
        let mut conditions = vec![self.all()?];
        while self.eat("||") {
            conditions.push(self.all()?);
        }
        Ok(Condition::any_of(conditions))
    }

    fn all(&mut self) -> Result<Condition, SyntaxError> {
        let mut conditions = vec![self.one()?];
        while self.eat("&&") {
            conditions.push(self.one()?);
        }
        Ok(Condition::all_of(conditions))
    }

    fn one(&mut self) -> Result<Condition, SyntaxError> {
        let is_group = match self.peek() {
            Some('(') => true,
            Some('!') => false,
            _ => return self.comparison(),
        };
        if self.depth == Condition::DEEPEST {
            return Err(self.fail(SyntaxProblem::TooDeep { most: Condition::DEEPEST }));
        }
        self.rest = self.rest.get(1..).unwrap_or_default();
        self.depth += 1;
        let condition = if is_group {
            let inside = self.any()?;
            if !self.eat(")") {
                return Err(self.fail(SyntaxProblem::ParenthesisMissing));
            }
            inside
        } else {
            Condition::Not(Box::new(self.one()?))
        };
        self.depth -= 1;
        Ok(condition)
    }

    fn comparison(&mut self) -> Result<Condition, SyntaxError> {
        let left = self.operand()?;
        // Longer signs come before those that they begin with.
        let operators = [
            Operator::Equal,
            Operator::NotEqual,
            Operator::LessOrEqual,
            Operator::GreaterOrEqual,
            Operator::Less,
            Operator::Greater,
        ];
        match operators.into_iter().find(|operator| self.eat(operator.as_str())) {
            Some(operator) => Ok(Condition::Compare(left, operator, self.operand()?)),
            None => Ok(Condition::Holds(left)),
        }
    }

    fn operand(&mut self) -> Result<Operand, SyntaxError> {
        match self.peek() {
            Some('\'') => self.quoted(),
            Some('$') => self.expression().map(Operand::Expression),
            Some(c) if !is_end(c) => self.word(),
            _ => Err(self.fail(SyntaxProblem::ValueExpected)),
        }
    }

    /// A text between single quotes; two of them stand for one.
    fn quoted(&mut self) -> Result<Operand, SyntaxError> {
        let mut text = String::new();
        let mut rest = self.rest.get(1..).unwrap_or_default();
        loop {
            let Some((before, after)) = rest.split_once('\'') else {
                return Err(self.fail(SyntaxProblem::QuoteMissing));
            };
            text.push_str(before);
            match after.strip_prefix('\'') {
                Some(after) => {
                    text.push('\'');
                    rest = after;
                }
                None => {
                    self.rest = after;
                    return Ok(Operand::Literal(Value::from(text)));
                }
            }
        }
    }

    fn word(&mut self) -> Result<Operand, SyntaxError> {
        let (word, rest) = split(self.rest);
        let value = match word {
            "true" => Value::from(true),
            "false" => Value::from(false),
            "null" => Value::Null,
            word => {
                let number: Option<Number> = serde_json::from_str(word).ok();
                Value::from(number.ok_or_else(|| self.fail(SyntaxProblem::NotALiteral))?)
            }
        };
        self.rest = rest;
        Ok(Operand::Literal(value))
    }

    /// An expression, behind which indices in brackets and, behind these or a body, members behind points may follow.
    /// They become steps of its pointer.
    fn expression(&mut self) -> Result<Expression, SyntaxError> {
        let (start, rest) = split(self.rest);
        let (base, members) = match ["$response.body", "$request.body"].iter().find(|body| is_body(start, body)) {
            Some(body) => start.split_at(body.len()),
            None => (start, ""),
        };
        let mut spelled = base.to_owned();
        self.members(&mut spelled, members)?;
        let mut rest = rest;
        while let Some(after) = rest.strip_prefix('[') {
            let index = after.split_once(']').filter(|(index, _)| is_index(index));
            let Some((index, after)) = index else {
                self.rest = rest;
                return Err(self.fail(SyntaxProblem::NotAnIndex));
            };
            step(&mut spelled, index);
            let (members, after) = split(after);
            self.members(&mut spelled, members)?;
            rest = after;
        }
        let expression = Expression::parse(&spelled).map_err(|error| {
            let before = self.text.get(..self.text.len() - self.rest.len()).unwrap_or_default();
            error.behind(before)
        })?;
        self.rest = rest;
        Ok(expression)
    }

    /// Adds `.a.b` to the pointer of `spelled`.
    fn members(&self, spelled: &mut String, members: &str) -> Result<(), SyntaxError> {
        if members.is_empty() {
            return Ok(());
        }
        let names = members.strip_prefix('.').ok_or_else(|| self.fail(SyntaxProblem::OperatorExpected))?;
        for name in names.split('.') {
            if name.is_empty() {
                return Err(self.fail(SyntaxProblem::NotAName));
            }
            step(spelled, name);
        }
        Ok(())
    }
}

/// `text` up to the next character that neither expressions nor words have, and what follows.
fn split(text: &str) -> (&str, &str) {
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '=' | '!' | '&' | '|' | '\'' | '[' | ']' | ',')
}

fn is_body(start: &str, body: &str) -> bool {
    start.strip_prefix(body).is_some_and(|after| after.starts_with('.'))
}

fn is_index(index: &str) -> bool {
    !index.is_empty() && index.len() < 10 && index.bytes().all(|byte| byte.is_ascii_digit())
}

fn step(spelled: &mut String, name: &str) {
    if !spelled.contains('#') {
        spelled.push('#');
    }
    pointer::push(spelled, name);
}
