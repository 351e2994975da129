//! Changes of a JSON text. Each gives back the new text, or `None` when the text has no such place.

use std::ops::Range;

use super::layout::{laid_out, quoted};
use super::tree::{Kind, Step, Tree};

/// `text` with `json` in place of the value at `path`.
#[must_use]
pub fn set(text: &str, path: &[Step], json: &str) -> Option<String> {
    if path.is_empty() && Tree::read(text).is_err() {
        // There is nothing to be kept.
        return text.trim().is_empty().then(|| json.to_owned());
    }
    let tree = Tree::read(text).ok()?;
    let span = tree.span(tree.find(text, path)?)?;
    let json = fitting(text, &span, json);
    Some(replaced(text, span, &json))
}

/// `text` with the member `name` in the object at `path`: behind the last of the members called `before`, or in front of
/// all others.
#[must_use]
pub fn insert(text: &str, path: &[Step], before: &[&str], name: &str, json: &str) -> Option<String> {
    let tree = Tree::read(text).ok()?;
    let object = tree.find(text, path)?;
    if tree.kind(object)? != Kind::Object {
        return None;
    }
    let is_before = |&&member: &&usize| tree.name(text, member).is_some_and(|name| before.contains(&name.as_str()));
    let place = tree.inside(object).iter().rposition(|member| is_before(&member)).map_or(0, |place| place + 1);
    put(text, &tree, object, place, |indent| format!("{}: {}", quoted(name), own_lines(json, indent)))
}

/// `text` with `json` as the last element of the array at `path`.
#[must_use]
pub fn push(text: &str, path: &[Step], json: &str) -> Option<String> {
    let tree = Tree::read(text).ok()?;
    let array = tree.find(text, path)?;
    if tree.kind(array)? != Kind::Array {
        return None;
    }
    put(text, &tree, array, tree.inside(array).len(), |indent| own_lines(json, indent))
}

/// `text` without the member or element at `path`.
#[must_use]
pub fn remove(text: &str, path: &[Step]) -> Option<String> {
    let tree = Tree::read(text).ok()?;
    let (_, parents) = path.split_last()?;
    let (parent, gone) = (tree.find(text, parents)?, tree.find(text, path)?);
    let all = tree.inside(parent);
    let place = all.iter().position(|&one| one == gone)?;
    let edges = |number: usize| {
        let node = tree.node(number)?;
        Some(node.key.as_ref().map_or(node.span.start, |key| key.start)..node.span.end)
    };
    let own = edges(gone)?;
    let range = match (place.checked_sub(1).and_then(|before| all.get(before)), all.get(place + 1)) {
        // With what leads up to it: the comma and the line break.
        (Some(&before), _) => edges(before)?.end..own.end,
        (None, Some(&after)) => own.start..edges(after)?.start,
        (None, None) => {
            let span = tree.span(parent)?;
            span.start + 1..span.end - 1
        }
    };
    Some(replaced(text, range, ""))
}

/// `text` with another name for the member at `path`.
#[must_use]
pub fn rename(text: &str, path: &[Step], name: &str) -> Option<String> {
    let tree = Tree::read(text).ok()?;
    let key = tree.node(tree.find(text, path)?)?.key.clone()?;
    Some(replaced(text, key, &quoted(name)))
}

/// Puts what `write` makes, given the indentation of its line (`None` when there are no lines), at `place` among the values
/// inside `parent`.
fn put(text: &str, tree: &Tree, parent: usize, place: usize, write: impl Fn(Option<&str>) -> String) -> Option<String> {
    let inside = tree.inside(parent);
    let span = tree.span(parent)?;
    let start = |number: usize| {
        let node = tree.node(number)?;
        Some(node.key.as_ref().map_or(node.span.start, |key| key.start))
    };
    let Some(&first) = inside.first() else {
        // Alone: on a line of its own, if the text has lines.
        let outer = indentation(text, span.start);
        let new = if text.contains('\n') || span == (0..text.trim_end().len()) {
            let inner = format!("{outer}  ");
            format!("\n{inner}{}\n{outer}", write(Some(&inner)))
        } else {
            write(None)
        };
        return Some(replaced(text, span.start + 1..span.end - 1, &new));
    };
    let first = start(first)?;
    let lead = text.get(span.start + 1..first)?;
    let indent = lead.rsplit_once('\n').map(|(_, indent)| indent);
    let new = write(indent);
    // As the others are separated from what is in front of them.
    let gap = match indent {
        Some(indent) => format!("\n{indent}"),
        None => " ".to_owned(),
    };
    Some(match place.checked_sub(1).and_then(|before| inside.get(before)) {
        Some(&before) => {
            let end = tree.span(before)?.end;
            replaced(text, end..end, &format!(",{gap}{new}"))
        }
        None => replaced(text, first..first, &format!("{new},{gap}")),
    })
}

/// `json` as it fits in place of what stands at `span`.
fn fitting(text: &str, span: &Range<usize>, json: &str) -> String {
    let has_lines = text.contains('\n');
    own_lines(json, has_lines.then(|| indentation(text, span.start)))
}

/// `json` with lines of its own, where there are lines.
fn own_lines(json: &str, indent: Option<&str>) -> String {
    match indent {
        // What has lines already was laid out by somebody.
        Some(indent) if !json.contains('\n') && json.starts_with(['{', '[']) => laid_out(json, indent),
        _ => json.to_owned(),
    }
}

/// The white space at the beginning of the line in which `at` is.
fn indentation(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(line..).unwrap_or_default();
    let length = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    line.get(..length).unwrap_or_default()
}

fn replaced(text: &str, range: Range<usize>, new: &str) -> String {
    let (before, behind) = (text.get(..range.start).unwrap_or(text), text.get(range.end..).unwrap_or_default());
    [before, new, behind].concat()
}
