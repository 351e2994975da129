//! What variables are called.

use crate::console::samples::names::{camel, variable};

/// Words of the three languages and what the programs themselves declare. Capitals and underscores do not count.
const RESERVED: &str = " abstract and answer array as assert async attempt await base body bool break byte c case cat catch \
    char charset class client console const content continue convert curl decimal def default del delegate delete do double \
    elif else elseif enum environment event except exception explicit extern false file finally find fixed float for foreach \
    from function global goto header httr2 if implicit import in int interface internal is isnan istrue json jsontext \
    lambda library lock long match math message method namespace need new next none nonlocal not null number object \
    operator or out override params pass paste paste0 print private protected public quote raise range read readonly ref \
    repeat request requests respheader respstatus response return same sbyte sealed select self short sizeof stackalloc \
    static status stop str string struct switch sys system systemexit task text this throw time true try type typeof uint \
    ulong unchecked unsafe unicode ushort using uri url value values var virtual void volatile where while with yield ";

/// The names that were given so far.
#[derive(Default)]
pub(super) struct Names {
    given: Vec<String>,
}

impl Names {
    /// A name for what is called `words`, such as `submit_job`, that is neither reserved nor given yet.
    pub(super) fn give(&mut self, words: &str) -> String {
        // `variable` calls what has no letters, or begins with a digit, a secret.
        let is_word = words
            .trim_start_matches(|c: char| !c.is_ascii_alphanumeric())
            .starts_with(|c: char| c.is_ascii_alphabetic());
        let base = if is_word { variable(words) } else { variable(&["value ", words].concat()) };
        let mut name = base.clone();
        let mut number = 1;
        while self.is_taken(&name) {
            number += 1;
            name = if number == 2 && is_reserved(&base) { base.clone() + "_value" } else { format!("{base}_{number}") };
        }
        self.given.push(compact(&name));
        name
    }

    fn is_taken(&self, name: &str) -> bool {
        // Some languages drop the underscores.
        is_reserved(name) || self.given.contains(&compact(name))
    }
}

fn is_reserved(name: &str) -> bool {
    RESERVED.split_whitespace().any(|word| word == compact(name))
}

fn compact(name: &str) -> String {
    camel(name).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_new_words() {
        let mut names = Names::default();
        for (words, expected) in [
            ("workspace", "workspace"),
            ("api-key", "api_key"),
            ("apiKey", "api_key_2"),
            ("class", "class_value"),
            ("class", "class_3"),
            ("IsTrue", "is_true_value"),
            ("...", "value_value"),
            ("1st", "value_1st"),
        ] {
            assert_eq!(names.give(words), expected, "{words}");
        }
    }
}
