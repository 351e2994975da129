//! Variables that a command's own text sets, as in `TOKEN='x'` on the line before (bash manual, section 3.4).

/// What was set so far, the latest last.
#[derive(Debug, Default)]
pub(super) struct Variables(Vec<(String, String)>);

impl Variables {
    /// Takes the word `text` if it is an assignment; `written` is how it begins in the command, where quotes can be seen.
    pub(super) fn take(&mut self, written: &[char], text: &str) -> bool {
        let length = written.iter().take_while(|&&c| is_of_name(c)).count();
        let is_assignment = length > 0
            && written.get(length) == Some(&'=')
            && written.first().is_some_and(|first| !first.is_ascii_digit());
        match text.split_once('=').filter(|_| is_assignment) {
            Some((name, value)) => {
                self.0.push((name.to_owned(), value.to_owned()));
                true
            }
            None => false,
        }
    }

    /// What `expansion`, such as `$TOKEN` or `${TOKEN}`, stands for.
    pub(super) fn value(&self, expansion: &str) -> Option<&str> {
        let name = expansion.strip_prefix('$')?;
        let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Whether `c` may stand in a variable's name.
pub(super) const fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}
