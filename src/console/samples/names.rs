//! Which names are those of secrets, and what their variables are called.

use crate::console::variables::{Stretch, stretches};

/// A secret of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name, such as `api_key`: ASCII letters, digits and underscores.
    pub name: String,
    /// Its value as the request spells it, such as percent-encoded. Values that are not known here stand in it by the
    /// names of their variables.
    pub value: String,
    /// What a sample declares it with: its value, with `<name>` for one that is not known here. Whoever runs the sample
    /// fills that in; neither Reveal nor Copy can.
    pub shown: String,
}

impl Variable {
    fn new(name: String, value: &str) -> Self {
        Self { name, value: spelled(value, "", ""), shown: spelled(value, "<", ">") }
    }
}

/// `text` with the names of variables, between `begin` and `end`, in place of values that are not known here.
pub(super) fn spelled(text: &str, begin: &str, end: &str) -> String {
    let stretch = |stretch| match stretch {
        Stretch::Known(text) => text.to_owned(),
        Stretch::Unknown(name) => [begin, name, end].concat(),
    };
    stretches(text).into_iter().map(stretch).collect()
}

const SECRETS: [&str; 17] = [
    "auth",
    "cookie",
    "setcookie",
    "jwt",
    "key",
    "pass",
    "pwd",
    "sas",
    "session",
    "sessionid",
    "sid",
    "sig",
    "signature",
    "accesskey",
    "accountkey",
    "privatekey",
    "sharedkey",
];

const PARTS: [&str; 8] =
    ["apikey", "authorization", "credential", "passphrase", "passwd", "password", "secret", "token"];

/// Whether what is called `name` is a secret: a header, a query parameter, a form's field, a JSON member or a setting.
#[must_use]
pub fn is_secret_name(name: &str) -> bool {
    let words = words(name);
    let compact = words.concat();
    SECRETS.contains(&compact.as_str())
        || PARTS.iter().any(|part| compact.contains(part))
        || (words.len() > 1 && words.last().is_some_and(|last| last == "key"))
}

/// The words of `name` in lower case: `X-Api-Key`, `x_api_key` and `xApiKey` have the same.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            let begins = !before.is_ascii_alphanumeric() || (before.is_ascii_lowercase() && c.is_ascii_uppercase());
            match words.last_mut() {
                Some(word) if !begins => word.push(c.to_ascii_lowercase()),
                _ => words.push(c.to_ascii_lowercase().to_string()),
            }
        }
        before = c;
    }
    words
}

/// The longest name of a variable.
const LONGEST: usize = 40;

/// What the variable for the secret called `name` is called. Languages spell its words their own way.
pub(crate) fn variable(name: &str) -> String {
    let mut variable = words(name).join("_");
    variable.truncate(LONGEST);
    let variable = variable.trim_end_matches('_');
    // `pass` is a keyword of Python, `$PWD` the working directory; an identifier does not begin with a digit.
    match variable {
        "" => "secret".to_owned(),
        "pass" | "pwd" => "password".to_owned(),
        _ if variable.starts_with(|first: char| first.is_ascii_digit()) => "secret_".to_owned() + variable,
        _ => variable.to_owned(),
    }
}

/// The secrets found so far.
pub(super) struct Variables<'n> {
    list: Vec<Variable>,
    /// What is secret besides what is called so.
    named: &'n [String],
}

impl<'n> Variables<'n> {
    /// None yet. What is in `named` is secret, too.
    pub(super) const fn new(named: &'n [String]) -> Self {
        Self { list: Vec::new(), named }
    }

    /// Whether the header or pair of the query `name` holds a secret.
    pub(super) fn is_secret(&self, name: &str) -> bool {
        is_secret_name(name) || self.named.iter().any(|named| named.eq_ignore_ascii_case(name))
    }

    pub(super) fn into_list(self) -> Vec<Variable> {
        self.list
    }

    /// The place of the variable with the name `base`, or `base` and a number, that has `value`; added if there is
    /// none.
    pub(super) fn place(&mut self, base: &str, value: &str) -> usize {
        let new = Variable::new(String::new(), value);
        let mut name = base.to_owned();
        let mut number = 1;
        loop {
            // Some languages drop the underscores, and PowerShell does not tell capitals from others.
            let same = |known: &Variable| known.name.replace('_', "") == name.replace('_', "");
            match self.list.iter().position(same) {
                Some(place) if self.list.get(place).is_some_and(|known| known.shown == new.shown) => return place,
                Some(_) => {
                    number += 1;
                    name = base.to_owned() + "_" + &number.to_string();
                }
                None => {
                    self.list.push(Variable { name, ..new });
                    return self.list.len() - 1;
                }
            }
        }
    }
}

/// What libraries with a name for every method call `method`, such as `Get`; `None` for one that they do not know.
pub(crate) fn method(method: &str) -> Option<&'static str> {
    Some(match method {
        "GET" => "Get",
        "HEAD" => "Head",
        "POST" => "Post",
        "PUT" => "Put",
        "PATCH" => "Patch",
        "DELETE" => "Delete",
        "OPTIONS" => "Options",
        _ => return None,
    })
}

/// `api_key` as `apiKey`.
pub(crate) fn camel(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len());
    let mut begins = false;
    for c in name.chars() {
        if c == '_' {
            begins = true;
        } else {
            spelled.push(if begins { c.to_ascii_uppercase() } else { c });
            begins = false;
        }
    }
    spelled
}
