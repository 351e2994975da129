//! What each language calls the things that programs have in common.

use crate::console::samples::literal::is_clear;
use crate::recipes::model::Step;

/// What a language calls things. A value is what JSON says, or nothing; a text is a string.
pub(super) trait Dialect {
    /// `!`, `&&` and `||`, with the spaces that belong to them.
    const SIGNS: [&'static str; 3];
    /// `true` and `false`.
    const TRUTH: [&'static str; 2];
    /// The functions: a value's part, the text of a value's part, a value that must not be nothing, whether two texts are
    /// the same, a text as a number and whether a text stands for a truth.
    const FIND: &'static str;
    const TEXT: &'static str;
    const NEED: &'static str;
    const SAME: &'static str;
    const NUMBER: &'static str;
    const IS_TRUE: &'static str;
    /// The status of the answer as a number, and as a text.
    const STATUS: [&'static str; 2];

    /// `text` on one line.
    fn literal(&self, text: &str) -> String;
    /// The variable that is called so.
    fn variable(&self, name: &str) -> String;
    /// Texts, one behind the other.
    fn joined(&self, texts: &[String]) -> String;
    /// A value that is the text.
    fn of_text(&self, text: &str) -> String;
    /// The value that a body or a JSON text is.
    fn read(&self, text: &str) -> String;
    /// The value of the answer's header.
    fn header(&self, name: &str) -> String;
    /// The text, percent-encoded.
    fn encoded(&self, text: &str) -> String;
    /// The text for between the quotes of a JSON string.
    fn in_quotes(&self, text: &str) -> String;
    /// The text as a JSON string.
    fn quoted(&self, text: &str) -> String;
    /// The value as JSON.
    fn json(&self, value: &str) -> String;
    /// Whether two texts are in the order that `operator` asks for: `<`, `<=`, `>` or `>=`.
    fn ordered(&self, operands: [&str; 2], operator: &str) -> String;
    /// As [`Self::ordered`], of two numbers.
    fn numeric(&self, operands: [&str; 2], operator: &str) -> String {
        operands.join(&[" ", operator, " "].concat())
    }
}

/// What a comment says of `step`: its id and the first line of its description.
pub(super) fn heading(step: &Step) -> String {
    let line = step.description.lines().next().unwrap_or_default().trim();
    if line.is_empty() || !is_clear(line) { step.id.clone() } else { [&step.id, ": ", line].concat() }
}

/// The functions of `known`, each with its name and its text, that `code` calls by itself or through one of them; they
/// may call those before them.
pub(super) fn helpers(known: &[(&str, &str)], code: &str) -> String {
    let mut called = Vec::new();
    for (name, text) in known.iter().rev() {
        let call = [*name, "("].concat();
        if code.contains(&call) || called.iter().any(|other: &&str| other.contains(&call)) {
            called.push(*text);
        }
    }
    called.reverse();
    called.concat()
}
