//! The options of selects.

/// `words` as options that read as they are, with `current` among them: what a form came with is never changed by
/// showing it.
pub(super) fn words(words: &[&str], current: &str) -> Vec<(String, String)> {
    let mut options: Vec<_> = words.iter().map(|word| ((*word).to_owned(), (*word).to_owned())).collect();
    include(&mut options, current);
    options
}

/// Adds `current` to `options` where it is missing.
pub(super) fn include(options: &mut Vec<(String, String)>, current: &str) {
    if !current.is_empty() && options.iter().all(|(option, _)| option != current) {
        options.push((current.to_owned(), current.to_owned()));
    }
}
