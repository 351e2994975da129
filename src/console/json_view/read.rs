//! One pass over a JSON text that finds the lines of its pretty form.

use super::document::{Line, NO_LINE, Role};
use super::scan;

/// Why a text has no lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not JSON: here is the first character that cannot be there, or the end that came too early.
    Malformed(Position),
    /// It has more lines than were asked for.
    TooManyLines,
    /// It has four gigabytes or more.
    TooLong,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// In bytes, from zero.
    pub offset: usize,
    /// From one; a line ends with a line feed.
    pub line: usize,
    /// In characters, from one.
    pub column: usize,
}

impl Position {
    /// That of the byte `offset` of `text`.
    pub(in crate::console) fn of(text: &str, offset: usize) -> Self {
        let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        // A byte that continues a character begins with the bits 10.
        let characters = before.iter().skip(line_start).filter(|&&byte| byte & 0xc0 != 0x80).count();
        Self { offset, line, column: characters + 1 }
    }
}

/// The lines of the JSON `text`, at most `most` of them.
pub(super) fn lines(text: &str, most: usize) -> Result<Vec<Line>, Refusal> {
    // Every offset and every number of a line has to fit.
    if u32::try_from(text.len()).is_err() {
        return Err(Refusal::TooLong);
    }
    let bound = line_bound(text.as_bytes()).min(most);
    let reader = Reader {
        bytes: text.as_bytes(),
        at: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
        // Room for lines of eight bytes. Commas in strings are no reason to take more before it is needed.
        lines: Vec::with_capacity(bound.min(text.len() / 8 + 16)),
        bound,
        most,
        open: Vec::new(),
    };
    reader.document().map_err(|stop| match stop {
        Stop::Wrong(offset) => Refusal::Malformed(Position::of(text, offset)),
        Stop::Full => Refusal::TooManyLines,
    })
}

/// How many lines there can be: one, one more for each comma, and two for each pair of brackets. Counting pays: a list
/// that grows bit by bit is copied again and again, and what WebAssembly once took it keeps.
fn line_bound(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| matches!(byte, b',' | b'[' | b']' | b'{' | b'}')).count() + 1
}

struct Reader<'t> {
    bytes: &'t [u8],
    /// The next byte to read.
    at: usize,
    lines: Vec<Line>,
    /// As many lines there are at most.
    bound: usize,
    /// As many lines there may be.
    most: usize,
    /// The blocks that are not closed yet, from the outermost. A list in place of recursion.
    open: Vec<Open>,
}

/// A block that is not closed yet.
#[derive(Clone, Copy)]
struct Open {
    is_object: bool,
    line: u32,
    /// Its own position in its parent.
    position: u32,
    /// How many of its members or elements were begun.
    begun: u32,
}

/// Why reading stopped.
enum Stop {
    /// At this byte.
    Wrong(usize),
    Full,
}

impl From<usize> for Stop {
    fn from(offset: usize) -> Self {
        Self::Wrong(offset)
    }
}

impl Reader<'_> {
    fn document(mut self) -> Result<Vec<Line>, Stop> {
        self.skip_white();
        loop {
            // Here a value is due, with its key in an object.
            let start = self.at;
            if self.open.last().is_some_and(|open| open.is_object) {
                self.key()?;
            }
            if self.value(start)? {
                continue;
            }
            // What ends with the value is closed; then comes a comma or the end.
            loop {
                self.skip_white();
                let Some(&open) = self.open.last() else {
                    return if self.at == self.bytes.len() { Ok(self.lines) } else { Err(Stop::Wrong(self.at)) };
                };
                match self.peek() {
                    Some(b',') => break,
                    Some(b'}') if open.is_object => self.close(open)?,
                    Some(b']') if !open.is_object => self.close(open)?,
                    _ => return Err(Stop::Wrong(self.at)),
                }
            }
            self.at += 1;
            self.skip_white();
        }
    }

    fn key(&mut self) -> Result<(), Stop> {
        if self.peek() != Some(b'"') {
            return Err(Stop::Wrong(self.at));
        }
        self.at = scan::string_end(self.bytes, self.at)?;
        self.skip_white();
        if self.peek() != Some(b':') {
            return Err(Stop::Wrong(self.at));
        }
        self.at += 1;
        self.skip_white();
        Ok(())
    }

    /// Reads a value whose line begins at `start`; of one with several lines only the first, which it says.
    fn value(&mut self, start: usize) -> Result<bool, Stop> {
        let end = match self.peek() {
            Some(bracket @ (b'{' | b'[')) => {
                let is_object = bracket == b'{';
                self.at += 1;
                self.skip_white();
                if self.peek() != Some(if is_object { b'}' } else { b']' }) {
                    self.open(start, is_object)?;
                    return Ok(true);
                }
                self.at + 1
            }
            Some(b'"') => scan::string_end(self.bytes, self.at)?,
            Some(b'-' | b'0'..=b'9') => scan::number_end(self.bytes, self.at)?,
            Some(b't') => scan::word_end(self.bytes, self.at, b"true")?,
            Some(b'f') => scan::word_end(self.bytes, self.at, b"false")?,
            Some(b'n') => scan::word_end(self.bytes, self.at, b"null")?,
            _ => return Err(Stop::Wrong(self.at)),
        };
        self.at = end;
        let (parent, position) = self.place();
        self.push(start, Role::Whole { parent, position })?;
        Ok(false)
    }

    fn open(&mut self, start: usize, is_object: bool) -> Result<(), Stop> {
        let (parent, position) = self.place();
        let line = self.push(start, Role::Opening { is_object, parent, closing: NO_LINE })?;
        self.open.push(Open { is_object, line, position, begun: 0 });
        Ok(())
    }

    fn close(&mut self, block: Open) -> Result<(), Stop> {
        self.open.pop();
        let closing = self.push(self.at, Role::Closing { opening: block.line, position: block.position })?;
        if let Some(Role::Opening { closing: unknown, .. }) =
            self.lines.get_mut(block.line as usize).map(|line| &mut line.role)
        {
            *unknown = closing;
        }
        self.at += 1;
        Ok(())
    }

    /// The parent of the value that begins, and its position there.
    fn place(&mut self) -> (u32, u32) {
        let Some(open) = self.open.last_mut() else { return (NO_LINE, 0) };
        open.begun += 1;
        (open.line, open.begun - 1)
    }

    /// Adds a line and says its number.
    fn push(&mut self, start: usize, role: Role) -> Result<u32, Stop> {
        if self.lines.len() >= self.most {
            return Err(Stop::Full);
        }
        if self.lines.len() == self.lines.capacity() {
            // The lines are short, so there are many.
            self.lines.reserve_exact(self.bound.saturating_sub(self.lines.len()).max(1));
        }
        // All three are at most as large as the text, whose size fits.
        let [number, start, depth] = [self.lines.len(), start, self.open.len()].map(|size| size as u32);
        self.lines.push(Line { start, depth, role });
        Ok(number)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_white(&mut self) {
        self.at = scan::white_end(self.bytes, self.at);
    }
}
