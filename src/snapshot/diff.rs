//! What is otherwise in files, for people to read.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;

use similar::TextDiff;

use super::folder::Files;

/// The longest file whose lines are compared, in bytes.
const LONGEST: usize = 1_000_000;
/// How long the comparison of a file may take; then it is shown more coarsely.
const DEADLINE: Duration = Duration::from_secs(2);

/// The text of a file, empty for none; `None` if its lines are not to be compared.
fn lines(bytes: Option<&Vec<u8>>) -> Option<&str> {
    let bytes = bytes.map_or(&[][..], Vec::as_slice);
    (bytes.len() <= LONGEST).then(|| std::str::from_utf8(bytes).ok()).flatten()
}

/// The files that differ, line by line as `diff -u` shows them; of large ones only that they differ.
#[must_use]
pub fn diff(place: &str, before: &Files, after: &Files) -> String {
    let mut text = String::new();
    for name in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        let (old, new) = (before.get(name), after.get(name));
        if old == new {
            continue;
        }
        let path = if place == name { name.clone() } else { format!("{place}/{name}") };
        match (lines(old), lines(new)) {
            (Some(old), Some(new)) => {
                let diff = TextDiff::configure().timeout(DEADLINE).diff_lines(old, new);
                let header = (format!("a/{path}"), format!("b/{path}"));
                let _ = write!(text, "{}", diff.unified_diff().header(&header.0, &header.1));
            }
            _ => {
                let size = |bytes: Option<&Vec<u8>>| bytes.map_or(0, Vec::len);
                let _ = writeln!(text, "{path}: {} bytes become {}", size(old), size(new));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_differ_are_shown() {
        let files = |text: &str| Files::from([("api.yaml".to_owned(), text.as_bytes().to_vec())]);
        let shown = diff("apis/a", &files("name: A\nsuffix: a\n"), &files("name: B\nsuffix: a\n"));
        assert_eq!(
            shown,
            "--- a/apis/a/api.yaml\n+++ b/apis/a/api.yaml\n@@ -1,2 +1,2 @@\n-name: A\n+name: B\n suffix: a\n"
        );
        assert_eq!(diff("apis/a", &files("a"), &files("a")), "");
        let large = "x".repeat(LONGEST + 1);
        assert_eq!(diff("apis/a", &Files::new(), &files(&large)), "apis/a/api.yaml: 0 bytes become 1000001\n");
    }
}
