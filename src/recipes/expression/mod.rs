//! Runtime expressions (Arazzo 1.0.1, *Runtime Expressions*): what they say and how they are spelled. What they come to
//! is in [`super::context`].
//!
//! Two things are narrower here than in the specification, so that an expression's end can be seen wherever it stands:
//! names of inputs, steps and outputs have only the characters that it recommends, and pointers have no braces. `$outputs`,
//! `$workflows`, `$sourceDescriptions` and `$components` name what a single recipe does not have.

#[cfg(test)]
mod tests;

use std::fmt;

use super::syntax::{SyntaxError, SyntaxProblem};
use crate::kernel::http::is_header_name;

/// A value that is known once a recipe runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// `$url`: the address that was called.
    Url,
    /// `$method`: the method of the call.
    Method,
    /// `$statusCode`: the status of the answer.
    StatusCode,
    /// `$request.header.…`, `$request.query.…`, `$request.path.…` and `$request.body…`.
    Request(Source),
    /// `$response.header.…` and `$response.body…`.
    Response(Source),
    /// `$inputs.name`.
    Input {
        /// The input's name.
        name: String,
        /// What of it.
        pointer: Pointer,
    },
    /// `$steps.id.outputs.name`.
    Output {
        /// The step's id.
        step: String,
        /// The output's name.
        name: String,
        /// What of it.
        pointer: Pointer,
    },
}

/// A part of a request or of an answer. Answers have no parameters of the query and of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The header with this name.
    Header(String),
    /// The parameter of the query with this name.
    Query(String),
    /// The parameter of the path with this name.
    Path(String),
    /// The body, or what this leads to in it.
    Body(Pointer),
}

/// A JSON Pointer (RFC 6901). The empty one leads to the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointer(String);

impl Pointer {
    /// Reads a pointer, which is empty or begins with `/`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_fine = |c: char| !c.is_control() && !matches!(c, '{' | '}');
        let is_escaped = text.split('~').skip(1).all(|after| after.starts_with(['0', '1']));
        let begins = text.is_empty() || text.starts_with('/');
        (begins && is_escaped && text.chars().all(is_fine)).then(|| Self(text.to_owned()))
    }

    /// It, as it is spelled.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The names and indices on its way, decoded.
    pub fn steps(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"))
    }
}

impl Expression {
    /// Reads `text`, all of which is one expression.
    ///
    /// # Errors
    /// What is wrong with it and where.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        let fail = |rest: &str, problem| SyntaxError::at(text, text.len() - rest.len(), problem);
        match text {
            "$url" => return Ok(Self::Url),
            "$method" => return Ok(Self::Method),
            "$statusCode" => return Ok(Self::StatusCode),
            _ => {}
        }
        if let Some(rest) = text.strip_prefix("$request.") {
            return source(rest).map(Self::Request).map_err(|(rest, problem)| fail(rest, problem));
        }
        if let Some(rest) = text.strip_prefix("$response.") {
            return match source(rest) {
                Ok(Source::Query(_) | Source::Path(_)) => Err(fail(rest, SyntaxProblem::NotASource)),
                Ok(source) => Ok(Self::Response(source)),
                Err((rest, problem)) => Err(fail(rest, problem)),
            };
        }
        if let Some(rest) = text.strip_prefix("$inputs.") {
            let (name, pointer) = with_pointer(rest).map_err(|(rest, problem)| fail(rest, problem))?;
            return Ok(Self::Input { name, pointer });
        }
        if let Some(rest) = text.strip_prefix("$steps.") {
            let end = rest.find(|c| !is_id_character(c)).unwrap_or(rest.len());
            let (step, after) = rest.split_at(end);
            if step.is_empty() {
                return Err(fail(rest, SyntaxProblem::NotAName));
            }
            let Some(rest) = after.strip_prefix(".outputs.") else {
                return Err(fail(after, SyntaxProblem::OutputsExpected));
            };
            let (name, pointer) = with_pointer(rest).map_err(|(rest, problem)| fail(rest, problem))?;
            return Ok(Self::Output { step: step.to_owned(), name, pointer });
        }
        for other in ["$outputs", "$workflows", "$sourceDescriptions", "$components"] {
            if text.starts_with(other) {
                return Err(fail(text, SyntaxProblem::NotSupported { expression: other.to_owned() }));
            }
        }
        Err(fail(text, SyntaxProblem::NotAnExpression))
    }

    /// Whether it is known before the call of its step is made: it is taken from inputs or from earlier steps.
    #[must_use]
    pub const fn is_known_before(&self) -> bool {
        matches!(self, Self::Input { .. } | Self::Output { .. })
    }
}

/// Where reading stopped and why; the text is the rest of the one that was read.
type Failure<'t> = (&'t str, SyntaxProblem);

fn source(text: &str) -> Result<Source, Failure<'_>> {
    let named = |name: &str| match name {
        name if name.is_empty() || name.contains(|c: char| c.is_control() || matches!(c, '{' | '}')) => None,
        name => Some(name.to_owned()),
    };
    if let Some(name) = text.strip_prefix("header.") {
        let token = is_header_name(name).then(|| name.to_owned());
        return token.map(Source::Header).ok_or((name, SyntaxProblem::NotAName));
    }
    if let Some(name) = text.strip_prefix("query.") {
        return named(name).map(Source::Query).ok_or((name, SyntaxProblem::NotAName));
    }
    if let Some(name) = text.strip_prefix("path.") {
        return named(name).map(Source::Path).ok_or((name, SyntaxProblem::NotAName));
    }
    match text.strip_prefix("body") {
        Some("") => Ok(Source::Body(Pointer::default())),
        Some(rest) => match rest.strip_prefix('#') {
            Some(pointer) => Pointer::parse(pointer).map(Source::Body).ok_or((pointer, SyntaxProblem::NotAPointer)),
            None => Err((rest, SyntaxProblem::NotAPointer)),
        },
        None => Err((text, SyntaxProblem::NotASource)),
    }
}

fn with_pointer(text: &str) -> Result<(String, Pointer), Failure<'_>> {
    let (name, pointer) = match text.split_once('#') {
        Some((name, pointer)) => (name, Pointer::parse(pointer).ok_or((pointer, SyntaxProblem::NotAPointer))?),
        None => (text, Pointer::default()),
    };
    if is_name(name) { Ok((name.to_owned(), pointer)) } else { Err((text, SyntaxProblem::NotAName)) }
}

/// Whether `name` can be that of an input or an output: `^[a-zA-Z0-9\.\-_]+$` (Arazzo 1.0.1, Step Object, `outputs`).
#[must_use]
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| is_id_character(c) || c == '.')
}

/// Whether `id` can be that of a recipe or a step: `[A-Za-z0-9_\-]+` (Arazzo 1.0.1, Step Object, `stepId`).
#[must_use]
pub fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(is_id_character)
}

const fn is_id_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url => f.write_str("$url"),
            Self::Method => f.write_str("$method"),
            Self::StatusCode => f.write_str("$statusCode"),
            Self::Request(source) => write!(f, "$request.{source}"),
            Self::Response(source) => write!(f, "$response.{source}"),
            Self::Input { name, pointer } => write!(f, "$inputs.{name}{pointer}"),
            Self::Output { step, name, pointer } => write!(f, "$steps.{step}.outputs.{name}{pointer}"),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(f, "header.{name}"),
            Self::Query(name) => write!(f, "query.{name}"),
            Self::Path(name) => write!(f, "path.{name}"),
            Self::Body(pointer) => write!(f, "body{pointer}"),
        }
    }
}

/// With the `#` that comes before a pointer; nothing for the empty one.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "#{}", self.0) }
    }
}
