//! Expressions as code, as far as languages have it in common: they spell calls alike.

use super::dialect::Dialect;
use super::program::{Program, Segment};
use crate::catalog::model::Location;
use crate::recipes::expression::{Expression, Pointer, Source};
use crate::recipes::model::{InputKind, StepParameter};
use crate::recipes::template::{Piece, Place};

/// The variable that has what the answer says.
pub(super) const ANSWER: &str = "answer";

/// Whether `code` looks into the answer.
pub(super) fn uses_answer(code: &[&str]) -> bool {
    code.iter().any(|code| code.contains(&["(", ANSWER].concat()))
}

/// Writes the code of one step.
pub(super) struct Code<'p, D> {
    pub(super) dialect: D,
    pub(super) program: &'p Program<'p>,
    /// The step's place.
    pub(super) place: usize,
}

impl<D: Dialect> Code<'_, D> {
    fn call(&self, function: &str, base: String, pointer: &Pointer) -> String {
        let steps = pointer.steps().map(|step| self.dialect.literal(&step));
        let arguments: Vec<String> = std::iter::once(base).chain(steps).collect();
        [function, "(", &arguments.join(", "), ")"].concat()
    }

    /// The value of `expression`.
    pub(super) fn value(&self, expression: &Expression) -> String {
        let (base, pointer) = match expression {
            Expression::StatusCode => return self.dialect.read(D::STATUS[1]),
            Expression::Response(Source::Header(name)) => return self.dialect.header(&self.dialect.literal(name)),
            Expression::Input { name, pointer } => match self.program.input(name) {
                (name, InputKind::Text) => (self.dialect.of_text(&self.dialect.variable(name)), pointer),
                (name, _) => (self.dialect.read(&self.dialect.variable(name)), pointer),
            },
            _ => match self.part(expression) {
                Some(part) => part,
                None => return self.dialect.of_text(&self.text(expression)),
            },
        };
        if pointer.as_str().is_empty() { base } else { self.call(D::FIND, base, pointer) }
    }

    /// The value of which `expression` is a part, and where in it; `None` if it is a text.
    fn part<'e>(&self, expression: &'e Expression) -> Option<(String, &'e Pointer)> {
        match expression {
            Expression::Response(Source::Body(pointer)) => Some((ANSWER.to_owned(), pointer)),
            Expression::Request(Source::Body(pointer)) => {
                let name = self.program.requests.get(self.place).map_or("", |request| request.body_name.as_str());
                Some((self.dialect.read(&self.dialect.variable(name)), pointer))
            }
            Expression::Output { step, name, pointer } => {
                Some((self.dialect.variable(self.program.output(step, name)), pointer))
            }
            _ => None,
        }
    }

    /// The text of `expression`.
    pub(super) fn text(&self, expression: &Expression) -> String {
        let request = self.program.requests.get(self.place);
        match expression {
            Expression::StatusCode => D::STATUS[1].to_owned(),
            Expression::Method => self.dialect.literal(request.map_or("", |request| &request.method)),
            Expression::Url => request.map_or_else(String::new, |request| self.segments(&request.url)),
            Expression::Request(Source::Header(name)) => self.parameter(Location::Header, name),
            Expression::Request(Source::Query(name)) => self.parameter(Location::Query, name),
            Expression::Request(Source::Path(name)) => self.parameter(Location::Path, name),
            Expression::Input { name, pointer } if pointer.as_str().is_empty() => {
                self.dialect.variable(self.program.input(name).0)
            }
            _ => match self.part(expression) {
                Some((base, pointer)) => self.call(D::TEXT, base, pointer),
                None => self.call(D::TEXT, self.value(expression), &Pointer::default()),
            },
        }
    }

    /// The value that the step gives to a parameter.
    fn parameter(&self, location: Location, name: &str) -> String {
        let plan = self.program.plan;
        let (Some(step), Some(planned)) = (plan.recipe().steps.get(self.place), plan.steps().get(self.place)) else {
            return self.dialect.literal("");
        };
        let is_it = |known: &&StepParameter| {
            let same = known.name == name || location == Location::Header && known.name.eq_ignore_ascii_case(name);
            known.location == location && same
        };
        let found = step.parameters.iter().zip(&planned.parameters).find(|(known, _)| is_it(known));
        let pieces = found.map_or(&[][..], |(_, template)| template.pieces());
        let segments: Vec<Segment> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => Segment::Plain(text.clone()),
                Piece::Hole(expression, place) => Segment::Hole(expression.clone(), *place),
            })
            .collect();
        self.segments(&segments)
    }

    /// The text of `segments` on one line.
    pub(super) fn segments(&self, segments: &[Segment]) -> String {
        self.segments_as(segments, |text| self.dialect.literal(text))
    }

    /// The text of `segments`, with what is plain in it spelled by `literal`.
    pub(super) fn segments_as(&self, segments: &[Segment], literal: impl Fn(&str) -> String) -> String {
        let segment = |segment: &Segment| match segment {
            Segment::Plain(text) => literal(text),
            Segment::Variable(name) => self.dialect.variable(name),
            Segment::Hole(expression, place) => self.hole(expression, *place),
        };
        match segments {
            [] => literal(""),
            segments => self.dialect.joined(&segments.iter().map(segment).collect::<Vec<_>>()),
        }
    }

    /// The value of `expression`; the program ends, and says that `what` has no value, if there is none.
    pub(super) fn need(&self, expression: &Expression, what: &str) -> String {
        if is_always_there(expression) {
            return self.value(expression);
        }
        [D::NEED, "(", &self.value(expression), ", ", &self.dialect.literal(what), ")"].concat()
    }

    fn hole(&self, expression: &Expression, place: Place) -> String {
        let text = match expression {
            Expression::Input { pointer, .. } | Expression::Output { pointer, .. } if !pointer.as_str().is_empty() => {
                self.call(D::TEXT, self.need(expression, &expression.to_string()), &Pointer::default())
            }
            _ => self.text(expression),
        };
        match place {
            Place::Plain => text,
            Place::Form => self.dialect.encoded(&text),
            Place::JsonText => self.dialect.in_quotes(&text),
            Place::JsonValue => match expression {
                Expression::Input { name, pointer } if pointer.as_str().is_empty() => match self.program.input(name) {
                    (name, InputKind::Text) => self.dialect.quoted(&self.dialect.variable(name)),
                    // Its text is JSON as it is.
                    (name, _) => self.dialect.variable(name),
                },
                _ => self.dialect.json(&self.need(expression, &expression.to_string())),
            },
        }
    }
}

/// Whether there is a value in any case. Outputs of steps were asked for when the steps were done.
fn is_always_there(expression: &Expression) -> bool {
    match expression {
        Expression::Url | Expression::Method | Expression::StatusCode => true,
        Expression::Request(source) => !matches!(source, Source::Body(_)),
        Expression::Response(_) => false,
        Expression::Input { pointer, .. } | Expression::Output { pointer, .. } => pointer.as_str().is_empty(),
    }
}
