//! JSON text sequences (RFC 7464): a record separator, a JSON text, a line feed.

use super::{Event, Text};

/// ASCII's record separator.
const SEPARATOR: u8 = 0x1e;

/// Reads texts. One may have several lines, so a line feed ends it only where no bracket and no string is open.
#[derive(Debug, Default)]
pub(super) struct Reader {
    text: Text,
    depth: usize,
    is_string: bool,
    is_escaped: bool,
}

impl Reader {
    /// The event that `byte` completes.
    pub(super) fn take(&mut self, byte: u8) -> Option<Event> {
        match byte {
            SEPARATOR => return self.finish(),
            b'\n' if self.depth == 0 && !self.is_string => return self.finish(),
            b'"' if !self.is_escaped => self.is_string = !self.is_string,
            b'{' | b'[' if !self.is_string => self.depth += 1,
            b'}' | b']' if !self.is_string => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.is_escaped = byte == b'\\' && self.is_string && !self.is_escaped;
        self.text.push(byte);
        None
    }

    /// The text that has no end.
    pub(super) fn finish(&mut self) -> Option<Event> {
        let mut text = std::mem::take(self).text;
        text.event()
    }
}
