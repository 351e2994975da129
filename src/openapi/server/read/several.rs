//! Several documents in one text, as YAML allows.

use std::ops::Range;

use super::{Parsed, Refusal, convert, parse_text};

/// The first of several documents that is one of OpenAPI, and its text on the lines on which it stands. `None` when
/// there is only one document, or none of OpenAPI.
pub(super) fn first_api(text: &str) -> Option<(Parsed, String)> {
    let parts = if text.contains("\n---") { split(text) } else { Vec::new() };
    if parts.len() < 2 {
        return None;
    }
    parts.into_iter().find_map(|range| {
        let before = text.get(..range.start)?;
        let part = text.get(range)?;
        let parsed = parse_text(part).ok()?;
        let is_api = !matches!(convert::version(&parsed.root), Err(Refusal::NotOpenApi));
        is_api.then(|| (parsed, "\n".repeat(before.matches('\n').count()) + part))
    })
}

/// The parts of `text` with a document in each. Nothing within a document begins a line with its mark (YAML 1.2.2,
/// section 9.1.2).
fn split(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at, mut has_content) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let is_mark = |mark| {
            line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
        };
        if is_mark("---") {
            if has_content {
                parts.push(start..at);
                start = at;
            }
            has_content = true;
        } else if is_mark("...") && has_content {
            parts.push(start..at);
            start = at + line.len();
            has_content = false;
        } else {
            // Directives and comments in front of a document belong to it.
            has_content |= !line.trim().is_empty() && !line.starts_with(['#', '%']);
        }
        at += line.len();
    }
    if has_content {
        parts.push(start..at);
    }
    parts
}
