//! JSON lines: each line is a text of its own.

use super::{Event, Text};

/// Reads lines.
#[derive(Debug, Default)]
pub(super) struct Reader(Text);

impl Reader {
    /// The event that `byte` completes. Blank lines are none.
    pub(super) fn take(&mut self, byte: u8) -> Option<Event> {
        if byte == b'\n' {
            return self.0.event();
        }
        self.0.push(byte);
        None
    }

    /// The line that has no end.
    pub(super) fn finish(&mut self) -> Option<Event> {
        self.0.event()
    }
}
