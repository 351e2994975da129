//! Looking for text in a document, a stretch at a time.

use std::ops::Range;

use super::piece::LineText;
use super::{Document, escape};

/// How many matches are kept.
const MOST: usize = 10_000;

/// What it costs to begin with a line, in bytes that could be looked through meanwhile.
const LINE_COST: usize = 32;

/// A search for a text in the lines of a document as they are shown: `"name": "val` finds a member. Case does not
/// matter, and an escape is found by how it is written and by what it stands for.
///
/// Matches do not overlap; of those that could, the first counts.
#[derive(Clone, Debug)]
pub struct Search {
    /// Folded.
    needle: Vec<char>,
    matches: Vec<Match>,
    /// Where to go on.
    line: usize,
    at: usize,
    /// Before here the text stands in an escape, where no other begins: `\\n` holds no line feed.
    escape_end: usize,
    is_full: bool,
}

/// A place where the text was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The line.
    pub line: usize,
    start: u32,
    end: u32,
}

impl Match {
    /// Where it is within the line's text without indentation, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to look through.
    Going,
    /// All was looked through.
    Done,
    /// There are more matches than are kept.
    Full,
}

impl Search {
    /// A search for `needle`. Nothing is found of one that is empty.
    #[must_use]
    pub fn new(needle: &str) -> Self {
        let needle = needle.chars().map(fold).collect();
        Self { needle, matches: Vec::new(), line: 0, at: 0, escape_end: 0, is_full: false }
    }

    /// Looks through more of `document`, which has to be the same every time: through `budget` bytes of one long line,
    /// or less of many short ones. In WebAssembly made for size, 256 KB take a few milliseconds.
    pub fn step(&mut self, document: &Document, budget: usize) -> Progress {
        let mut budget = budget;
        while self.line < document.line_count() && !self.needle.is_empty() && !self.is_full {
            if budget == 0 {
                return Progress::Going;
            }
            let text = document.line_text(self.line);
            let until = text.len().min(self.at.saturating_add(budget));
            budget = budget.saturating_sub(until - self.at + LINE_COST);
            self.look_through(&text, until);
            if self.at >= text.len() {
                self.line += 1;
                (self.at, self.escape_end) = (0, 0);
            }
        }
        if self.is_full { Progress::Full } else { Progress::Done }
    }

    /// What was found so far, in order.
    #[must_use]
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// What was found so far in `line`, in order.
    #[must_use]
    pub fn in_line(&self, line: usize) -> &[Match] {
        let start = self.matches.partition_point(|found| found.line < line);
        let end = self.matches.partition_point(|found| found.line <= line);
        self.matches.get(start..end).unwrap_or_default()
    }

    /// Finds the matches that begin before `until`.
    fn look_through(&mut self, text: &LineText<'_>, until: usize) {
        while self.at < until {
            let rest = text.bytes_of_part(self.at);
            let rest = rest.get(..until - self.at).unwrap_or(rest);
            let skipped = rest.iter().take_while(|byte| !self.may_begin(**byte)).count();
            self.at += skipped;
            if skipped < rest.len() {
                self.look_at(text);
            }
        }
    }

    /// Whether a match, or an escape, may begin with `byte`.
    fn may_begin(&self, byte: u8) -> bool {
        match self.needle.first() {
            _ if byte == b'\\' => true,
            Some(first) if first.is_ascii() => char::from(byte.to_ascii_lowercase()) == *first,
            // The bytes that begin a character of several.
            _ => byte >= 0xc0,
        }
    }

    /// Keeps the match that begins here, if one does, and goes on behind it; otherwise by a byte.
    fn look_at(&mut self, text: &LineText<'_>) {
        let written = |rest: &str| rest.chars().next().map(|letter| (letter, letter.len_utf8()));
        let meant = if self.at < self.escape_end { None } else { self.match_end(text, escape::first) };
        let end = meant.or_else(|| self.match_end(text, written));
        match end {
            Some(_) if self.matches.len() == MOST => self.is_full = true,
            // Both are within the text, whose size fits.
            Some(end) => self.matches.push(Match { line: self.line, start: self.at as u32, end: end as u32 }),
            None => {}
        }
        let next = end.unwrap_or(self.at + 1);
        self.escape_end = self.escape_end.max(self.at);
        while self.escape_end < next {
            let Some((_, length)) = escape::first(text.rest_of_part(self.escape_end)) else { break };
            self.escape_end += length;
        }
        self.at = next;
    }

    /// Where the match ends that begins here, if one does; `letter` reads a character.
    fn match_end(&self, text: &LineText<'_>, letter: impl Fn(&str) -> Option<(char, usize)>) -> Option<usize> {
        self.needle.iter().try_fold(self.at, |at, wanted| {
            let (found, length) = letter(text.rest_of_part(at))?;
            (fold(found) == *wanted).then_some(at + length)
        })
    }
}

/// A letter in lower case, if that is one letter. Nothing becomes ASCII that was not, so that ASCII is found by its
/// bytes.
fn fold(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) if !lower.is_ascii() => lower,
        _ => letter,
    }
}
