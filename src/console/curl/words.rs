//! The words of a bash command: quotes, escapes, line continuations and comments, as the bash manual's section 3.1 has
//! them. Variables that the text itself sets are expanded; others and substitutions stay as they are written.

use super::variables::{Variables, is_of_name};
use super::{CurlError, Note, ansi, note};

/// A word of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The word, without its quotes.
    pub text: String,
    /// Where it begins, in characters.
    pub at: usize,
}

/// A simple command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The program and its arguments.
    pub words: Vec<Word>,
    /// The text of a here-document or here-string.
    pub input: Option<String>,
    /// What was left out or not expanded.
    pub notes: Vec<Note>,
}

/// Reads the first command of a text.
///
/// # Errors
/// A quote that does not end, or escapes that make no text.
pub(super) fn read(text: &str) -> Result<Line, CurlError> {
    let mut reader = Reader::new(text);
    reader.skip_prompt();
    reader.command()?;
    Ok(reader.line)
}

/// What becomes of a word when it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Argument,
    Redirected,
    HereString,
    HereDocument { keeps_tabs: bool },
}

/// The beginning of a here-document.
struct HereDocument {
    mark: String,
    is_quoted: bool,
    keeps_tabs: bool,
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    /// The word that is being read, with the position of its beginning.
    word: Option<(Vec<u8>, usize)>,
    /// Whether any of that word was quoted.
    is_quoted: bool,
    fate: Fate,
    document: Option<HereDocument>,
    variables: Variables,
    line: Line,
}

impl Reader {
    fn new(text: &str) -> Self {
        Self {
            chars: text.chars().collect(),
            at: 0,
            word: None,
            is_quoted: false,
            fate: Fate::Argument,
            document: None,
            variables: Variables::default(),
            line: Line::default(),
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn skip_prompt(&mut self) {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        if self.peek(0) == Some('$') && self.peek(1) == Some(' ') {
            self.at += 2;
        }
    }

    fn command(&mut self) -> Result<(), CurlError> {
        while let Some(c) = self.peek(0) {
            match c {
                ' ' | '\t' | '\r' => {
                    self.at += 1;
                    self.end_word()?;
                }
                '\n' => {
                    self.at += 1;
                    self.end_word()?;
                    if !self.line.words.is_empty() {
                        self.here_document();
                        self.note_rest();
                        return Ok(());
                    }
                }
                '#' if self.word.is_none() => {
                    while self.peek(0).is_some_and(|c| c != '\n') {
                        self.at += 1;
                    }
                }
                '&' if self.peek(1) == Some('>') => self.redirection()?,
                '<' | '>' if self.peek(1) != Some('(') => self.redirection()?,
                ';' | '|' | '&' => {
                    self.end_word()?;
                    let at = self.at;
                    while self.peek(0).is_some_and(|c| matches!(c, ';' | '|' | '&' | ' ')) {
                        self.at += 1;
                    }
                    // There were only variables.
                    if self.line.words.is_empty() {
                        continue;
                    }
                    if self.peek(0).is_some() {
                        note(&mut self.line.notes, Note::Rest { at });
                    }
                    return Ok(());
                }
                _ => self.piece(c)?,
            }
        }
        self.end_word()
    }

    /// Reads a piece of a word.
    fn piece(&mut self, c: char) -> Result<(), CurlError> {
        let at = self.at;
        self.at += 1;
        match c {
            '\\' => match (self.peek(0), self.peek(1)) {
                (Some('\n'), _) => self.at += 1,
                (Some('\r'), Some('\n')) => self.at += 2,
                (Some(next), _) => {
                    self.at += 1;
                    self.is_quoted = true;
                    self.push(next, at);
                }
                (None, _) => self.push('\\', at),
            },
            '\'' => {
                self.begin(at);
                loop {
                    match self.next_of_quote(at)? {
                        '\'' => break,
                        c => self.push(c, at),
                    }
                }
            }
            '"' => self.double_quotes(at)?,
            '$' if self.peek(0) == Some('\'') => self.ansi_quotes(at)?,
            '$' if self.peek(0) == Some('"') => {
                self.at += 1;
                self.double_quotes(at)?;
            }
            '$' | '`' => self.expansion(c, at)?,
            '<' | '>' => {
                self.at += 1;
                self.literal(at, Some((')', 1)))?;
            }
            c => self.push(c, at),
        }
        Ok(())
    }

    fn begin(&mut self, at: usize) -> &mut Vec<u8> {
        self.is_quoted = true;
        &mut self.word.get_or_insert_with(|| (Vec::new(), at)).0
    }

    fn push(&mut self, c: char, at: usize) {
        let (bytes, _) = self.word.get_or_insert_with(|| (Vec::new(), at));
        bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// The next character of what began at `at`.
    fn next_of_quote(&mut self, at: usize) -> Result<char, CurlError> {
        let c = self.peek(0).ok_or(CurlError::UnclosedQuote { at })?;
        self.at += 1;
        Ok(c)
    }

    fn double_quotes(&mut self, at: usize) -> Result<(), CurlError> {
        self.begin(at);
        loop {
            let place = self.at;
            match self.next_of_quote(at)? {
                '"' => return Ok(()),
                '\\' => match self.next_of_quote(at)? {
                    '\n' => {}
                    '\r' if self.peek(0) == Some('\n') => self.at += 1,
                    c @ ('"' | '\\' | '$' | '`') => self.push(c, at),
                    c => {
                        self.push('\\', at);
                        self.push(c, at);
                    }
                },
                c @ ('$' | '`') => self.expansion(c, place)?,
                c => self.push(c, at),
            }
        }
    }

    fn ansi_quotes(&mut self, at: usize) -> Result<(), CurlError> {
        self.at += 1;
        let start = self.at;
        loop {
            match self.next_of_quote(at)? {
                '\'' => break,
                '\\' => {
                    self.next_of_quote(at)?;
                }
                _ => {}
            }
        }
        let inside = ansi::decode(self.chars.get(start..self.at - 1).unwrap_or_default());
        self.begin(at).extend(inside);
        Ok(())
    }

    /// Reads what follows a `$` or a backtick that stands at `at`.
    fn expansion(&mut self, c: char, at: usize) -> Result<(), CurlError> {
        if c == '`' {
            return self.literal(at, Some(('`', 1)));
        }
        match self.peek(0) {
            Some('(') => self.literal(at, Some((')', 0))),
            Some('{') => self.literal(at, Some(('}', 0))),
            Some(c) if is_of_name(c) && !c.is_ascii_digit() => {
                while self.peek(0).is_some_and(is_of_name) {
                    self.at += 1;
                }
                self.literal(at, None)
            }
            Some(c) if c.is_ascii_digit() || matches!(c, '?' | '!' | '#' | '@' | '*' | '-' | '$') => {
                self.at += 1;
                self.literal(at, None)
            }
            _ => {
                self.push('$', at);
                Ok(())
            }
        }
    }

    /// Takes what stands from `at` as it is: up to here, or up to an end at the given depth of brackets.
    fn literal(&mut self, at: usize, end: Option<(char, usize)>) -> Result<(), CurlError> {
        if let Some((close, mut depth)) = end {
            let open = match close {
                ')' => Some('('),
                '}' => Some('{'),
                _ => None,
            };
            let mut quote = None;
            loop {
                let c = self.next_of_quote(at)?;
                if c == '\\' && quote != Some('\'') {
                    self.next_of_quote(at)?;
                } else if quote.is_some() {
                    quote = quote.filter(|&q| q != c);
                } else if Some(c) == open {
                    depth += 1;
                } else if c == close {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                } else if matches!(c, '\'' | '"') && open.is_some() {
                    quote = Some(c);
                }
            }
        }
        let text: String = self.chars.get(at..self.at).unwrap_or_default().iter().collect();
        let value = self.variables.value(&text);
        let (bytes, _) = self.word.get_or_insert_with(|| (Vec::new(), at));
        bytes.extend_from_slice(value.unwrap_or(&text).as_bytes());
        if value.is_none() {
            note(&mut self.line.notes, Note::NotExpanded { text });
        }
        Ok(())
    }

    fn redirection(&mut self) -> Result<(), CurlError> {
        let at = self.at;
        // Digits right before it are a file descriptor.
        let is_number = self.word.as_ref().is_some_and(|(bytes, _)| bytes.iter().all(u8::is_ascii_digit));
        if is_number && !self.is_quoted {
            self.word = None;
        }
        self.end_word()?;
        while self.at - at < 3 && self.peek(0).is_some_and(|c| matches!(c, '<' | '>' | '&' | '|')) {
            self.at += 1;
        }
        let operator = self.chars.get(at..self.at).unwrap_or_default();
        self.fate = match operator {
            ['<', '<'] => Fate::HereDocument { keeps_tabs: self.peek(0) != Some('-') },
            ['<', '<', '<'] => Fate::HereString,
            _ => Fate::Redirected,
        };
        if self.fate == (Fate::HereDocument { keeps_tabs: false }) {
            self.at += 1;
        }
        if self.fate == Fate::Redirected {
            note(&mut self.line.notes, Note::Redirection { at });
        }
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), CurlError> {
        let is_quoted = std::mem::take(&mut self.is_quoted);
        let Some((bytes, at)) = self.word.take() else { return Ok(()) };
        let text = String::from_utf8(bytes).map_err(|_| CurlError::NotText { at })?;
        match std::mem::replace(&mut self.fate, Fate::Argument) {
            Fate::Argument => {
                let is_before = self.line.words.is_empty() && (text == "export" || self.sets_variable(at, &text));
                if !is_before {
                    self.line.words.push(Word { text, at });
                }
            }
            Fate::Redirected => {}
            Fate::HereString => self.line.input = Some(text + "\n"),
            Fate::HereDocument { keeps_tabs } => {
                self.document = Some(HereDocument { mark: text, is_quoted, keeps_tabs });
            }
        }
        Ok(())
    }

    /// Takes the word `text` that began at `at`, if it sets a variable.
    fn sets_variable(&mut self, at: usize, text: &str) -> bool {
        self.variables.take(self.chars.get(at..).unwrap_or_default(), text)
    }

    /// Reads the lines of a here-document that the command's line asks for.
    fn here_document(&mut self) {
        let Some(document) = self.document.take() else { return };
        let mut input = String::new();
        while self.at < self.chars.len() {
            let rest = self.chars.get(self.at..).unwrap_or_default();
            let length = rest.iter().position(|&c| c == '\n').unwrap_or(rest.len());
            let mut line: String = rest.iter().take(length).filter(|&&c| c != '\r').collect();
            self.at = (self.at + length + 1).min(self.chars.len());
            if !document.keeps_tabs {
                line = line.trim_start_matches('\t').to_owned();
            }
            if line == document.mark {
                break;
            }
            input.push_str(&line);
            input.push('\n');
        }
        self.line.input = Some(if document.is_quoted { input } else { self.expanded(&input) });
    }

    /// A here-document whose end mark has no quotes: it has escapes, and variables that stay as they are.
    fn expanded(&mut self, text: &str) -> String {
        let mut result = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match (c, chars.peek()) {
                ('\\', Some('\n')) => drop(chars.next()),
                ('\\', Some('$' | '`' | '\\')) => result.extend(chars.next()),
                ('$', Some(next)) if next.is_ascii_alphabetic() || matches!(next, '_' | '{' | '(') => {
                    result.push(c);
                    let name: String = chars
                        .clone()
                        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '{' | '('))
                        .collect();
                    note(&mut self.line.notes, Note::NotExpanded { text: format!("${name}") });
                }
                _ => result.push(c),
            }
        }
        result
    }

    /// Notes that there is more than white space and comments.
    fn note_rest(&mut self) {
        let at = self.at;
        let rest: String = self.chars.get(at..).unwrap_or_default().iter().collect();
        if rest.lines().map(str::trim).any(|line| !line.is_empty() && !line.starts_with('#')) {
            note(&mut self.line.notes, Note::Rest { at });
        }
    }
}
