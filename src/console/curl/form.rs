//! `--form`: a field of a multipart body (curl's man page, and `src/tool_formparse.c` for what it leaves open).

use super::{Note, note};
use crate::console::request::{File, Part, PartContent};

/// What a field's content is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    File,
    FileAsText,
}

/// The fields that a value of `--form` gives: several for several files. `None` if it has no `=`.
pub(super) fn read(value: &str, notes: &mut Vec<Note>) -> Option<Vec<Part>> {
    let (name, content) = value.split_once('=')?;
    if content.starts_with('(') || (name.is_empty() && content == ")") {
        // Parts within parts have no place in a form's body.
        note(notes, Note::FieldDetail { text: value.to_owned() });
        return Some(Vec::new());
    }
    let mut parts = Vec::new();
    if let Some(files) = content.strip_prefix('@') {
        let mut rest = files;
        loop {
            let (mut part, after) = piece(rest, Some(','), Kind::File, notes);
            part.name = name.to_owned();
            parts.push(part);
            match after.strip_prefix(',') {
                Some(after) => rest = after,
                None => return Some(parts),
            }
        }
    }
    let (mut part, _) = match content.strip_prefix('<') {
        Some(file) => piece(file, None, Kind::FileAsText, notes),
        None => piece(content, None, Kind::Text, notes),
    };
    part.name = name.to_owned();
    parts.push(part);
    Some(parts)
}

/// The field that a value of `--form-string` gives. `None` if it has no `=`.
pub(super) fn read_string(value: &str) -> Option<Part> {
    let (name, text) = value.split_once('=')?;
    Some(Part { name: name.to_owned(), content_type: String::new(), content: PartContent::Text(text.to_owned()) })
}

/// The file of a path, without its folder; how long it is shows only when a person chooses it.
pub(super) fn file(path: &str) -> File {
    File { name: base_name(path).to_owned(), size: 0 }
}

fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Reads content and its `;`-separated details up to `end`; returns what follows too.
fn piece<'t>(text: &'t str, end: Option<char>, kind: Kind, notes: &mut Vec<Note>) -> (Part, &'t str) {
    let (content, mut rest) = word(text.trim_start_matches([' ', '\t']), end);
    let mut content_type: Option<String> = None;
    let mut was_type = false;
    let mut file_name = None;
    while let Some(after) = rest.strip_prefix(';') {
        let detail = after.trim_start_matches([' ', '\t']);
        if let (None, Some(value)) = (&content_type, strip_prefix(detail, "type=")) {
            let (value, after) = word(value.trim_start_matches([' ', '\t']), end);
            content_type = Some(value);
            was_type = true;
            rest = after;
        } else if let Some(value) = strip_prefix(detail, "filename=") {
            let (value, after) = word(value.trim_start_matches([' ', '\t']), end);
            file_name = Some(value);
            was_type = false;
            rest = after;
        } else {
            let length = detail.len();
            let (value, after) = word(detail, end);
            let is_header = ["headers=", "encoder="].iter().any(|prefix| strip_prefix(detail, prefix).is_some());
            match &mut content_type {
                // Such as `type=text/plain; charset=utf-8`.
                Some(media_type) if was_type && !is_header => {
                    media_type.push_str(rest.get(..rest.len() - length).unwrap_or_default());
                    media_type.push_str(&value);
                }
                _ => {
                    let text = detail.get(..length - after.len()).unwrap_or_default();
                    if !text.is_empty() {
                        note(notes, Note::FieldDetail { text: text.to_owned() });
                    }
                    was_type = false;
                }
            }
            rest = after;
        }
    }
    let content = if kind == Kind::Text {
        if let Some(name) = file_name {
            note(notes, Note::FieldDetail { text: format!("filename={name}") });
        }
        PartContent::Text(content)
    } else {
        note(notes, Note::File { name: content.clone() });
        let name = file_name.unwrap_or_else(|| base_name(&content).to_owned());
        if kind == Kind::FileAsText {
            note(notes, Note::FileAsText { name: content });
        }
        PartContent::File(File { name, size: 0 })
    };
    (Part { name: String::new(), content_type: content_type.unwrap_or_default(), content }, rest)
}

/// What follows a prefix, whose letters may be of any case.
fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Reads a word in double quotes or up to a semicolon or `end`; returns what follows too. A quote that does not end
/// is part of the word.
fn word(text: &str, end: Option<char>) -> (String, &str) {
    let is_end = |c: char| c == ';' || Some(c) == end;
    if let Some(quoted) = text.strip_prefix('"') {
        let mut result = String::new();
        let mut chars = quoted.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => {
                    let rest = chars.as_str();
                    let start = rest.find(is_end).unwrap_or(rest.len());
                    return (result, rest.get(start..).unwrap_or_default());
                }
                '\\' if chars.as_str().starts_with(['\\', '"']) => result.extend(chars.next()),
                c => result.push(c),
            }
        }
    }
    let length = text.find(is_end).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(length).unwrap_or((text, ""));
    (word.trim_end_matches([' ', '\t']).to_owned(), rest)
}
