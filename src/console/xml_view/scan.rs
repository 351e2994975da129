//! The smallest things in an XML text (XML 1.0, fifth edition): characters, names, references, tags.

use std::collections::BTreeSet;

/// Whether it may stand in a document at all: section 2.2.
pub(super) fn is_char(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// Whether it is white space: section 2.3.
pub(super) fn is_white(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\r' | '\n')
}

/// The name that `text` begins with: section 2.3.
pub(super) fn name(text: &str) -> Option<&str> {
    let length = text.find(|letter| !is_name_char(letter)).unwrap_or(text.len());
    text.get(..length).filter(|name| name.starts_with(is_name_start))
}

fn is_name_start(letter: char) -> bool {
    matches!(letter,
        ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

fn is_name_char(letter: char) -> bool {
    is_name_start(letter)
        || matches!(letter, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Whether `text`, which holds no `<`, may stand between tags: section 2.4.
pub(super) fn is_text(text: &str) -> bool {
    !text.contains("]]>") && has_whole_references(text)
}

/// Whether every `&` begins a reference: section 4.1. What it refers to may be declared anywhere or nowhere.
fn has_whole_references(text: &str) -> bool {
    text.split('&').skip(1).all(|after| after.split_once(';').is_some_and(|(reference, _)| is_reference(reference)))
}

fn is_reference(reference: &str) -> bool {
    let Some(number) = reference.strip_prefix('#') else { return name(reference) == Some(reference) };
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    digits.chars().all(|digit| digit.is_digit(radix))
        && u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).is_some_and(is_char)
}

/// A start tag or the tag of an empty element.
pub(super) struct Tag<'t> {
    pub(super) name: &'t str,
    pub(super) is_empty: bool,
    /// Whether it says `xml:space="preserve"`: section 2.10.
    pub(super) keeps_space: bool,
    pub(super) length: usize,
}

/// The tag that `text` begins with: section 3.1.
pub(super) fn tag(text: &str) -> Option<Tag<'_>> {
    let inside = text.strip_prefix('<')?;
    let tag_name = name(inside)?;
    let mut rest = inside.get(tag_name.len()..)?;
    let mut names = BTreeSet::new();
    let mut keeps_space = false;
    loop {
        let after = rest.trim_start_matches(is_white);
        let end = after.strip_prefix('>').map(|after| (after, false));
        if let Some((after, is_empty)) = end.or_else(|| after.strip_prefix("/>").map(|after| (after, true))) {
            return Some(Tag { name: tag_name, is_empty, keeps_space, length: text.len() - after.len() });
        }
        let attribute = name(after).filter(|_| after.len() < rest.len())?;
        let value = after.get(attribute.len()..)?.trim_start_matches(is_white).strip_prefix('=')?;
        let (value, behind) = quoted(value.trim_start_matches(is_white))?;
        if value.contains('<') || !has_whole_references(value) || !names.insert(attribute) {
            return None;
        }
        keeps_space |= attribute == "xml:space" && value == "preserve";
        rest = behind;
    }
}

/// What stands between the quotes that `text` begins with, and what comes behind them.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    text.get(1..)?.split_once(quote)
}

/// The length of the document type declaration that `text` begins with: section 2.8. What it declares is not looked
/// into.
pub(super) fn doctype_length(text: &str) -> Option<usize> {
    // HTML's is often in lower case.
    let start = text.get(..9).filter(|start| start.eq_ignore_ascii_case("<!doctype"))?;
    let mut rest = text.get(start.len()..)?;
    let mut is_subset = false;
    loop {
        let at = rest.find(['"', '\'', '[', ']', '<', '>'])?;
        rest = rest.get(at..)?;
        rest = match rest.chars().next()? {
            '"' | '\'' => quoted(rest)?.1,
            '<' if rest.starts_with("<!--") => rest.split_once("-->")?.1,
            '<' if rest.starts_with("<?") => rest.split_once("?>")?.1,
            '>' if !is_subset => return Some(text.len() - rest.len() + 1),
            '<' if !is_subset => return None,
            bracket => {
                is_subset = (is_subset || bracket == '[') && bracket != ']';
                rest.get(1..)?
            }
        };
    }
}
