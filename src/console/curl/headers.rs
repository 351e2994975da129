//! The headers of a command: those that it gives, and those that other options ask for unless it gives or removes them.

use super::{CurlError, Note, note};

/// The headers that are collected.
#[derive(Debug, Default)]
pub(super) struct Headers {
    sent: Vec<(String, String)>,
    /// The names that `-H` mentions; curl adds none of these itself.
    mentioned: Vec<String>,
}

impl Headers {
    /// Reads a value of `-H`: `Name: value`, `Name;` for an empty value, `Name:` for none of that name.
    ///
    /// # Errors
    /// It cannot be in a header.
    pub(super) fn read(&mut self, line: &str, at: usize, notes: &mut Vec<Note>) -> Result<(), CurlError> {
        if let Some(name) = line.strip_prefix('@') {
            note(notes, Note::FileLeftOut { name: name.to_owned() });
            return Ok(());
        }
        let (name, value) = match (line.split_once(':'), line.strip_suffix(';')) {
            (Some((name, value)), _) => (name, value.trim_matches([' ', '\t'])),
            (None, Some(name)) if !name.contains(';') => (name, ""),
            (None, _) => {
                note(notes, Note::HeaderLeftOut { text: line.to_owned() });
                return Ok(());
            }
        };
        let name = name.trim_matches([' ', '\t']);
        if !is_token(name) || has_control(value) {
            return Err(CurlError::BadHeader { at });
        }
        self.mentioned.push(name.to_owned());
        if value.is_empty() && line.contains(':') {
            note(notes, Note::HeaderLeftOut { text: line.to_owned() });
        } else {
            self.sent.push((name.to_owned(), value.to_owned()));
        }
        Ok(())
    }

    /// Adds a header that an option asks for, if `-H` does not mention it.
    ///
    /// # Errors
    /// The value cannot be in a header.
    pub(super) fn add(&mut self, name: &str, value: &str, at: usize) -> Result<(), CurlError> {
        if has_control(value) {
            return Err(CurlError::BadHeader { at });
        }
        if !self.mentioned.iter().any(|mentioned| mentioned.eq_ignore_ascii_case(name)) {
            self.sent.push((name.to_owned(), value.trim_matches([' ', '\t']).to_owned()));
        }
        Ok(())
    }

    /// Takes those of a name away and returns their values.
    pub(super) fn take(&mut self, name: &str) -> Vec<String> {
        let (taken, kept) =
            std::mem::take(&mut self.sent).into_iter().partition(|(sent, _)| sent.eq_ignore_ascii_case(name));
        self.sent = kept;
        Vec::into_iter(taken).map(|(_, value): (String, String)| value).collect()
    }

    /// Whether every Host is this one.
    pub(super) fn hosts_are(&self, host: &str) -> bool {
        self.sent.iter().filter(|(name, _)| name.eq_ignore_ascii_case("Host")).all(|(_, value)| value == host)
    }

    /// Those to send.
    pub(super) fn into_sent(self) -> Vec<(String, String)> {
        self.sent
    }
}

/// Whether this is a token (RFC 9110 section 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Whether there is a control character that no header's value may have (RFC 9110 section 5.5).
fn has_control(value: &str) -> bool {
    value.chars().any(|c| c.is_ascii_control() && c != '\t')
}
