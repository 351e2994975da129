//! XML on several lines. The text is rearranged, never read: tags, attributes, comments and texts stay as they were
//! written, and no entity is expanded. HTML counts where it is written like XML.

mod read;
mod scan;
#[cfg(test)]
mod tests;

use read::Kind;

/// Longer texts are left alone, in bytes.
const LONGEST: usize = 1024 * 1024;
/// Deeper levels are not indented any further.
const DEEPEST: usize = 60;
/// By how many bytes the result may be longer than the text times four. Indentation multiplies, and it is the sender
/// who says how often.
const MARGIN: usize = 64 * 1024;

/// The XML `text` with an element a line; `None` when it is not well-formed (XML 1.0, but for what a DTD declares),
/// when it has more than a megabyte or the result would be much longer than it.
///
/// White space changes only between the tags of elements that hold nothing but elements. One with text stays as it is,
/// with all that is in it, and so does one with `xml:space="preserve"`.
#[must_use]
pub fn pretty(text: &str) -> Option<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LONGEST {
        return None;
    }
    let tokens = read::tokens(text)?;
    let most = text.len() * 4 + MARGIN;
    let mut pretty = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let mut range = token.range.clone();
        let mut inner = depth;
        match token.kind {
            Kind::Opening { is_kept: true, closing, .. } => {
                at = closing;
                range.end = tokens.get(closing)?.range.end;
            }
            Kind::Opening { .. } => inner += 1,
            Kind::Closing { .. } => {
                depth = depth.saturating_sub(1);
                inner = depth;
            }
            Kind::Empty | Kind::Aside => {}
            // Where texts are more than white space, their element is kept.
            Kind::Text => range.end = range.start,
        }
        if !range.is_empty() {
            push_line(&mut pretty, depth, text.get(range)?);
        }
        if pretty.len() > most {
            return None;
        }
        depth = inner;
        at += 1;
    }
    Some(pretty)
}

fn push_line(pretty: &mut String, depth: usize, line: &str) {
    if !pretty.is_empty() {
        pretty.push('\n');
    }
    for _ in 0..depth.min(DEEPEST) {
        pretty.push_str("  ");
    }
    pretty.push_str(line);
}
