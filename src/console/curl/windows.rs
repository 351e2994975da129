//! The words of a command for Windows' cmd, as browsers copy it, and for PowerShell.

use super::words::{Line, Word};
use super::{CurlError, Note, note};

/// A shell that a command is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// bash and its relatives.
    Bash,
    /// Windows' cmd.
    Cmd,
    /// Windows' PowerShell.
    PowerShell,
}

/// The shell that a command is obviously for: cmd if its first quote is `^"`, and whichever the end of its first
/// line, outside of quotes, belongs to. Otherwise it is bash.
pub(super) fn dialect(text: &str) -> Dialect {
    // The open quote, and whether a backslash escapes in it.
    let mut quote: Option<(char, bool)> = None;
    let mut last = ' ';
    for c in text.chars().filter(|&c| c != '\r') {
        match (quote, c, last) {
            (Some((open, escapes)), _, _) if c == open && !(escapes && last == '\\') => quote = None,
            (Some(_), _, _) => {}
            (None, '"' | '\n', '^') => return Dialect::Cmd,
            (None, '\n', '`') => return Dialect::PowerShell,
            (None, '\n', '\\') => return Dialect::Bash,
            // As in bash's `'it'\''s'`: this one opens nothing.
            (None, '\'' | '"', '\\') => {}
            (None, '\'' | '"', _) => quote = Some((c, c == '"' || last == '$')),
            _ => {}
        }
        // A backslash that is escaped escapes nothing.
        last = if c == '\\' && last == '\\' { ' ' } else { c };
    }
    Dialect::Bash
}

/// Reads a command for cmd: first its carets, then the quotes as Microsoft's C runtime reads them. Chrome doubles every
/// backslash in its copies, which Windows would not undo; here it is undone, for the request to be the one it copied.
///
/// # Errors
/// A quote that does not end.
pub(super) fn cmd(text: &str) -> Result<Line, CurlError> {
    let mut line = Line::default();
    let chars = without_carets(text, &mut line.notes);
    let is_doubled = text.contains("^\"") && has_pairs_only(&chars);
    let mut word: Option<Word> = None;
    let mut quote = None;
    let mut backslashes = 0;
    let mut rest = chars.as_slice();
    while let Some((&(c, at), after)) = rest.split_first() {
        rest = after;
        if c == '\\' {
            backslashes += 1;
            continue;
        }
        let pending = std::mem::take(&mut backslashes);
        let is_quote = c == '"';
        if pending > 0 || is_quote || quote.is_some() || !is_space(c) {
            let word = word.get_or_insert_with(|| Word { text: String::new(), at: at.saturating_sub(pending) });
            word.text.extend(std::iter::repeat_n('\\', if is_quote || is_doubled { pending / 2 } else { pending }));
            if is_quote && pending % 2 == 0 {
                if quote.is_some() && after.first().is_some_and(|&(next, _)| next == '"') {
                    word.text.push('"');
                    rest = after.get(1..).unwrap_or_default();
                } else {
                    quote = if quote.is_some() { None } else { Some(at) };
                }
                continue;
            }
            if is_quote || quote.is_some() || !is_space(c) {
                word.text.push(c);
                continue;
            }
        }
        line.words.extend(word.take());
    }
    if let Some(at) = quote {
        return Err(CurlError::UnclosedQuote { at });
    }
    if backslashes > 0 {
        let at = text.chars().count().saturating_sub(backslashes);
        let word = word.get_or_insert_with(|| Word { text: String::new(), at });
        word.text.extend(std::iter::repeat_n('\\', backslashes));
    }
    line.words.extend(word);
    Ok(line)
}

/// Whether every run of backslashes that no quote follows is of an even length.
fn has_pairs_only(chars: &[(char, usize)]) -> bool {
    let mut run = 0;
    for &(c, _) in chars {
        match c {
            '\\' => run += 1,
            '"' => run = 0,
            _ if run % 2 == 1 => return false,
            _ => run = 0,
        }
    }
    run % 2 == 0
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n')
}

/// What cmd hands to the program: the characters of its line with their positions, carets resolved. A caret takes the
/// meaning from the next character; before a line's end it joins the next line, whose first character it then is.
fn without_carets(text: &str, notes: &mut Vec<Note>) -> Vec<(char, usize)> {
    let mut result: Vec<(char, usize)> = Vec::new();
    let mut in_quotes = false;
    let mut chars = text.chars().enumerate().filter(|&(_, c)| c != '\r');
    while let Some((at, c)) = chars.next() {
        match c {
            '^' if !in_quotes => {
                let next = chars.next();
                result.extend(
                    if next.is_some_and(|(_, c)| c == '\n') { chars.next() } else { next }.map(|(at, c)| (c, at)),
                );
            }
            '\n' | '&' | '|' | '<' | '>' if !in_quotes => {
                if c == '\n' && result.iter().all(|&(c, _)| is_space(c)) {
                    continue;
                }
                if chars.any(|(_, c)| !c.is_whitespace()) {
                    note(notes, Note::Rest { at });
                }
                break;
            }
            _ => {
                in_quotes ^= c == '"';
                result.push((c, at));
            }
        }
    }
    result
}

/// Reads a command for PowerShell (`about_Quoting_Rules`, `about_Parsing`): backtick escapes, `''` and `""` for a quote
/// within quotes. `\"` is a quote too: before version 7.3 it had to be written so for a program to see one.
///
/// # Errors
/// A quote that does not end.
pub(super) fn power_shell(text: &str) -> Result<Line, CurlError> {
    let mut line = Line::default();
    let mut word: Option<Word> = None;
    let mut quote = None;
    let mut chars = text.chars().enumerate().filter(|&(_, c)| c != '\r').peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let pushed = match (quote, c, next) {
            (None, '`', Some('\n')) => {
                chars.next();
                line.words.extend(word.take());
                continue;
            }
            (Some((q, _)), '\\', Some('"')) if q == '"' || q == '\'' => chars.next().map(|(_, c)| c),
            (None | Some(('"', _)), '`', Some(next)) => {
                chars.next();
                Some(backtick(next))
            }
            (Some((q, _)), _, _) if c == q && next == Some(q) => chars.next().map(|(_, c)| c),
            (Some((q, _)), _, _) if c == q => {
                quote = None;
                continue;
            }
            (None, '\'' | '"', _) => {
                quote = Some((c, at));
                None
            }
            (None, '\n' | ';' | '|' | '&' | '>' | '<', _) if !line.words.is_empty() || word.is_some() => {
                if chars.any(|(_, c)| !c.is_whitespace()) {
                    note(&mut line.notes, Note::Rest { at });
                }
                break;
            }
            (None, _, _) if is_space(c) => {
                line.words.extend(word.take());
                continue;
            }
            _ => Some(c),
        };
        word.get_or_insert_with(|| Word { text: String::new(), at }).text.extend(pushed);
    }
    if let Some((_, at)) = quote {
        return Err(CurlError::UnclosedQuote { at });
    }
    line.words.extend(word);
    Ok(line)
}

/// The character that a backtick and this one stand for (`about_Special_Characters`).
fn backtick(c: char) -> char {
    match c {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'e' => '\u{1b}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        other => other,
    }
}
