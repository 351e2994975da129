//! The rows of an API's form for further servers. The variables of an address have fields of their own as soon as it was
//! submitted with them.

use super::fields::{Fields, Pairs};
use super::rows::{numbered, put};
use crate::catalog::model::OfferedServer;
use crate::catalog::servers::{Part, default_address, parts};
use crate::openapi::model::{Server, ServerVariable};

/// A row for a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerDraft {
    /// The number that the names of its fields carry.
    pub number: u16,
    /// Its address, with variables in braces.
    pub url: String,
    /// Markdown.
    pub description: String,
    /// What is said of its variables, in the order of the address.
    pub variables: Vec<ServerVariableDraft>,
}

/// A row for a variable of a server's address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerVariableDraft {
    /// The number that the names of its fields carry.
    pub number: u16,
    /// The name between the braces.
    pub name: String,
    /// What stands there if nobody says otherwise.
    pub default: String,
    /// The only values that it may have, separated by commas.
    pub allowed: String,
}

impl ServerDraft {
    /// The rows that a form was submitted with, but for those that were left empty.
    pub(super) fn read_all(form: &Fields<'_>) -> Vec<Self> {
        let rows = form.rows("servers").map(|(_, row)| Self::read(row));
        let filled = rows.filter(|row| !row.url.trim().is_empty() || !row.description.trim().is_empty());
        (0..).zip(filled).map(|(number, row)| Self { number, ..row }).collect()
    }

    fn read(row: &Fields<'_>) -> Self {
        let url = row.text("url");
        let typed: Vec<_> = row.rows("variables").map(|(_, row)| ServerVariableDraft::read(row)).collect();
        let mut variables: Vec<ServerVariableDraft> = Vec::new();
        for part in parts(&url) {
            let Part::Variable(name) = part else { continue };
            if !variables.iter().any(|variable| variable.name == name) {
                let known = typed.iter().find(|variable| variable.name == name).cloned();
                let number = u16::try_from(variables.len()).unwrap_or(u16::MAX);
                variables.push(ServerVariableDraft { number, name: name.to_owned(), ..known.unwrap_or_default() });
            }
        }
        Self { number: 0, description: row.text("description"), variables, url }
    }

    pub(super) fn write_all(rows: &[Self], pairs: &mut Pairs) {
        for (at, row) in rows.iter().enumerate() {
            let prefix = format!("servers.{at}.");
            put(pairs, &prefix, "url", &row.url);
            put(pairs, &prefix, "description", &row.description);
            for (at, variable) in row.variables.iter().enumerate() {
                let prefix = format!("{prefix}variables.{at}.");
                put(pairs, &prefix, "name", &variable.name);
                put(pairs, &prefix, "default", &variable.default);
                put(pairs, &prefix, "allowed", &variable.allowed);
            }
        }
    }

    pub(super) fn filled_all(servers: &[Server]) -> Vec<Self> {
        numbered(servers, |number, server| Self {
            number,
            url: if server.template.is_empty() { server.url.clone() } else { server.template.clone() },
            description: server.description.clone(),
            variables: numbered(&server.variables, |number, variable| ServerVariableDraft {
                number,
                name: variable.name.clone(),
                default: variable.default.clone(),
                allowed: variable.allowed.join(", "),
            }),
        })
    }

    /// The server that the publisher means.
    pub(super) fn server(&self) -> Server {
        let url = self.url.trim();
        let variables: Vec<ServerVariable> = self.variables.iter().map(ServerVariableDraft::variable).collect();
        if variables.is_empty() {
            return Server { url: url.to_owned(), description: self.description.clone(), ..Server::default() };
        }
        let offered = OfferedServer { template: url.to_owned(), variables, ..OfferedServer::default() };
        Server {
            url: default_address(&offered),
            template: offered.template,
            description: self.description.clone(),
            variables: offered.variables,
        }
    }
}

impl ServerVariableDraft {
    fn read(row: &Fields<'_>) -> Self {
        Self { number: 0, name: row.text("name"), default: row.text("default"), allowed: row.text("allowed") }
    }

    fn variable(&self) -> ServerVariable {
        let mut allowed: Vec<String> = Vec::new();
        for value in self.allowed.split(',').map(|value| value.trim().to_owned()) {
            if !value.is_empty() && !allowed.contains(&value) {
                allowed.push(value);
            }
        }
        ServerVariable {
            name: self.name.clone(),
            default: self.default.trim().to_owned(),
            allowed,
            description: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Vec<ServerDraft> {
        let pairs: Pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ServerDraft::read_all(&Fields::read(&pairs))
    }

    #[test]
    fn variables_follow_the_address_and_empty_rows_go() {
        let rows = read(&[
            ("servers.0.url", ""),
            ("servers.0.description", " "),
            ("servers.4.url", "https://{region}.a.test/{stage}"),
            ("servers.4.variables.0.name", "gone"),
            ("servers.4.variables.0.default", "x"),
            ("servers.4.variables.1.name", "stage"),
            ("servers.4.variables.1.default", " v1 "),
            ("servers.4.variables.1.allowed", "v1, v2,,v1"),
        ]);
        let [row] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!(row.number, 0);
        let names: Vec<_> = row.variables.iter().map(|one| (one.number, one.name.as_str())).collect();
        assert_eq!(names, [(0, "region"), (1, "stage")]);
        let server = row.server();
        assert_eq!(server.url, "https://.a.test/v1");
        assert_eq!(server.variables[1].allowed, ["v1", "v2"]);
        let mut pairs = Pairs::new();
        ServerDraft::write_all(&rows, &mut pairs);
        assert_eq!(ServerDraft::read_all(&Fields::read(&pairs)), rows);
        assert_eq!(ServerDraft::filled_all(std::slice::from_ref(&server))[0].server(), server);
    }
}
