//! The characters that XML allows, in names and in texts.

/// `name` as a name without a prefix (Namespaces in XML 1.0, NCName): what cannot stand in one becomes `_`.
pub(super) fn tidy(name: &str) -> String {
    let mut tidy: String = name.chars().map(|letter| if is_in_name(letter) { letter } else { '_' }).collect();
    if !tidy.starts_with(is_name_start) {
        tidy.insert(0, '_');
    }
    tidy
}

/// Whether `name` is one without a prefix.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(is_name_start) && name.chars().all(is_in_name)
}

/// `text` as it is written in an element or an attribute; `None` when it holds what cannot be written at all.
pub(super) fn escape(text: &str) -> Option<String> {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Otherwise an attribute would have a space, and a text another line end.
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => return None,
            letter => escaped.push(letter),
        }
    }
    Some(escaped)
}

/// XML 1.0, NameStartChar without the colon.
const fn is_name_start(letter: char) -> bool {
    matches!(letter, 'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// XML 1.0, NameChar without the colon.
const fn is_in_name(letter: char) -> bool {
    is_name_start(letter)
        || matches!(letter, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}
