//! Whether the JSON body of a call, or a parameter, is what its schema says: what is asked of the server, and where in the
//! text its answers are about.

use serde::{Deserialize, Serialize};

use super::json_edit::{Kind, Tree, units};
use crate::catalog::model::{CallPart, Deviation, Problem};
use crate::kernel::ids::OperationId;

/// The longest text that is checked, in bytes.
pub const LONGEST: usize = 1024 * 1024;

/// A part of a call to compare with its schema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartToCheck {
    /// The operation that takes it.
    pub operation: OperationId,
    /// What it is.
    pub part: CallPart,
    /// Its value as JSON; in that of a parameter texts stand for numbers and booleans. Nothing of it is kept.
    pub text: String,
}

/// A stretch of a text, counted as browsers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Where it begins, in UTF-16 code units from 0.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// `text` with null in place of its variables: what they stand for, the server need not know.
#[must_use]
pub fn without_variables(text: &str, tree: &Tree) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut end = 0;
    let mut number = 0;
    while let Some(span) = tree.span(number) {
        if tree.kind(number) == Some(Kind::Variable) {
            plain.push_str(text.get(end..span.start).unwrap_or_default());
            plain.push_str("null");
            end = span.end;
        }
        number += 1;
    }
    plain.push_str(text.get(end..).unwrap_or_default());
    plain
}

/// Whether nothing can be said of the value at `pointer`, because it depends on a variable.
#[must_use]
pub fn is_open(text: &str, tree: &Tree, pointer: &str) -> bool {
    let Some(number) = tree.at_pointer(text, pointer) else { return false };
    match tree.kind(number) {
        Some(Kind::Variable) => true,
        Some(Kind::Text) => tree.raw(text, number).is_some_and(|raw| raw.contains("{{")),
        _ => false,
    }
}

/// What of `text` a deviation is about; of objects and arrays only their beginning.
#[must_use]
pub fn place(text: &str, tree: Option<&Tree>, deviation: &Deviation) -> Option<Place> {
    let (start, end) = match deviation {
        Deviation::NotJson { line, column } => {
            let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            let rest = text.get(start..)?;
            let at = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
            let length = rest.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            (start + at, start + at + length)
        }
        Deviation::Value { pointer, problem } => {
            let tree = tree?;
            let number = tree.at_pointer(text, pointer)?;
            let key = tree.key(number).filter(|_| matches!(problem, Problem::NotAllowed));
            let span = key.or_else(|| tree.span(number))?;
            let is_block = text.get(span.clone())?.starts_with(['{', '[']);
            (span.start, if is_block { span.start + 1 } else { span.end })
        }
        Deviation::Status | Deviation::ContentType { .. } => return None,
    };
    let line = text.get(..start)?.matches('\n').count() + 1;
    Some(Place { from: units(text, start), to: units(text, end), line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(pointer: &str, problem: Problem) -> Deviation {
        Deviation::Value { pointer: pointer.to_owned(), problem }
    }

    #[test]
    fn deviations_have_places_in_the_text() {
        let text = "{\r\n \"é\": {\"a\": \"🎈\"},\n \"b\": [1, 22]}";
        let tree = Tree::read(text).unwrap();
        let of = |deviation| place(text, Some(&tree), &deviation).map(|place| (place.from, place.to, place.line));
        let breaks = || Problem::Breaks { keyword: "k".to_owned(), limit: String::new() };
        assert_eq!(of(value("/é/a", breaks())), Some((14, 18, 2)));
        assert_eq!(of(value("/é", breaks())), Some((8, 9, 2)), "only its beginning");
        assert_eq!(of(value("/é", Problem::NotAllowed)), Some((3, 6, 2)), "the name is what is wrong");
        assert_eq!(of(value("/b/1", breaks())), Some((31, 33, 3)));
        assert_eq!(of(value("/c", breaks())), None);
        assert_eq!(of(Deviation::NotJson { line: 2, column: 3 }), Some((4, 5, 2)));
        assert_eq!(of(Deviation::NotJson { line: 9, column: 1 }).map(|place| place.0), Some(35), "the end");
    }

    #[test]
    fn variables_are_left_open() {
        let text = "{\"a\": {{id}}, \"b\": \"x{{y}}\", \"c\": \"z\"}";
        let tree = Tree::read(text).unwrap();
        assert_eq!(without_variables(text, &tree), text.replace("{{id}}", "null"));
        assert_eq!(
            ["/a", "/b", "/c", "", "/d"].map(|pointer| is_open(text, &tree, pointer)),
            [true, true, false, false, false]
        );
    }
}
