//! The marks that stand in a request where a program has what it knows only when it runs.

/// The mark for the expression with this number, counted through a step's parameters and its body.
pub(super) fn mark(number: usize) -> String {
    format!("{MARK}{number}{END}")
}

const MARK: &str = "LoggiaHole";
const END: &str = "Mark";

/// A stretch of a text with marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'t> {
    /// What stands between marks.
    Text(&'t str),
    /// The mark with this number.
    Mark(usize),
}

/// `text` taken apart at its marks.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|text| text.find(MARK)).map(|at| at + from) {
        let after = rest.get(at + MARK.len()..).unwrap_or_default();
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = after.get(..digits).and_then(|digits| digits.parse().ok());
        match (number, after.get(digits..).and_then(|after| after.strip_prefix(END))) {
            (Some(number), Some(after)) => {
                parts.extend(rest.get(..at).filter(|text| !text.is_empty()).map(Part::Text));
                parts.push(Part::Mark(number));
                rest = after;
                from = 0;
            }
            _ => from = at + MARK.len(),
        }
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_wherever_they_stand() {
        for (text, expected) in [
            ("", vec![]),
            ("ab", vec![Part::Text("ab")]),
            ("LoggiaHole0Mark", vec![Part::Mark(0)]),
            (
                "aLoggiaHole12MarkLoggiaHole3Mark-",
                vec![Part::Text("a"), Part::Mark(12), Part::Mark(3), Part::Text("-")],
            ),
            ("LoggiaHoleLoggiaHole1Mark", vec![Part::Text("LoggiaHole"), Part::Mark(1)]),
            ("LoggiaHoleMark LoggiaHole5 Mark", vec![Part::Text("LoggiaHoleMark LoggiaHole5 Mark")]),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
        assert_eq!(parts(&mark(7)), [Part::Mark(7)]);
    }
}
