//! Server-sent events (WHATWG HTML, section 9.2.6, "Interpreting an event stream").

use super::{Event, LONGEST};

/// Reads lines, and the events that they are the fields of.
#[derive(Debug, Default)]
pub(super) struct Reader {
    line: Vec<u8>,
    is_line_cut: bool,
    /// Whether the last line ended with CR: an LF behind it belongs to it.
    is_after_cr: bool,
    /// Whether the first line was read. A byte order mark stands nowhere else.
    is_begun: bool,
    event: Event,
    has_data: bool,
}

impl Reader {
    /// The event that `byte` completes.
    pub(super) fn take(&mut self, byte: u8) -> Option<Event> {
        let is_after_cr = std::mem::replace(&mut self.is_after_cr, byte == b'\r');
        match byte {
            b'\n' if is_after_cr => None,
            b'\r' | b'\n' => self.end_line(),
            _ => {
                if self.line.len() < LONGEST {
                    self.line.push(byte);
                } else {
                    self.is_line_cut = true;
                }
                None
            }
        }
    }

    fn end_line(&mut self) -> Option<Event> {
        let line = std::mem::take(&mut self.line);
        let is_cut = std::mem::take(&mut self.is_line_cut);
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        let mark = if is_first { b"\xef\xbb\xbf".as_slice() } else { b"" };
        let line = line.strip_prefix(mark).unwrap_or(&line);
        if line.is_empty() {
            return self.dispatch();
        }
        let colon = line.iter().position(|&byte| byte == b':').unwrap_or(line.len());
        let (name, value) = line.split_at(colon);
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        // A line that begins with a colon is a comment; its name is empty.
        match name {
            b"event" => self.event.name = text(value),
            b"data" => self.add(&text(value), is_cut),
            // An id with a null character is no id.
            b"id" if !value.contains(&0) => self.event.id = Some(text(value)),
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                self.event.retry = text(value).parse().ok();
            }
            _ => {}
        }
        None
    }

    fn add(&mut self, value: &str, is_cut: bool) {
        let data = &mut self.event.data;
        if std::mem::replace(&mut self.has_data, true) {
            data.push('\n');
        }
        let room = LONGEST.saturating_sub(data.len());
        let fits = &value[..value.floor_char_boundary(room)];
        data.push_str(fits);
        self.event.is_cut |= is_cut || fits.len() < value.len();
    }

    /// The event, unless it has no data.
    fn dispatch(&mut self) -> Option<Event> {
        let event = std::mem::take(&mut self.event);
        std::mem::take(&mut self.has_data).then_some(event)
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
