//! `loggia token`: API tokens from the command line, for whoever may write the data directory.

use clap::{Args, Subcommand};

use super::failure::Failure;
use super::{on_data, say};
use crate::identity::server::Administrator;
use crate::identity::server::tokens::operator;
use crate::identity::token::{NewToken, Scope, lifetime};
use crate::platform::config::Choices;

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes a token for somebody with an account; its last line is the token, which is shown only this once.
    Create(Create),
    /// Lists everybody's tokens, a line each: id, owner, scope, expiry, name.
    List,
    /// Revokes a token; it does not work any more from the next request on.
    Revoke(Revoke),
}

/// The options of `loggia token create`.
#[derive(Args, Debug)]
pub struct Create {
    /// The e-mail address of its owner, who can do no less than it
    #[arg(long)]
    email: String,
    /// What it allows: read, write (the catalog, products and subscriptions) or admin (policies, people and groups, too)
    #[arg(long, value_parser = scope)]
    scope: Scope,
    /// What its owner knows it by
    #[arg(long, default_value = "Command line")]
    name: String,
    /// After how many days or hours it expires, such as 30d or 12h, at most 365d; without it, never
    #[arg(long, value_parser = duration, value_name = "DURATION")]
    expires_in: Option<i64>,
}

/// The options of `loggia token revoke`.
#[derive(Args, Debug)]
pub struct Revoke {
    /// The token's id, as `loggia token list` says it
    #[arg(value_name = "ID")]
    id: String,
}

/// Runs a command on the data that `choices` name.
///
/// # Errors
/// [`Failure`], for the person at the terminal.
pub async fn run(command: Command, choices: Choices) -> Result<(), Failure> {
    on_data(choices, async |state| {
        let permit = Administrator::operator();
        match command {
            Command::Create(Create { email, scope, name, expires_in }) => {
                let new = NewToken { name, scope, lifetime: expires_in, not_after: None };
                let made = operator::create(state, &permit, &email, new).await?;
                let expiry = made.token.expires_at.map_or_else(|| "never".to_owned(), |at| at.to_string());
                say(&format!("Token {} of {email}, {}, expires: {expiry}.", made.token.id, scope.as_str()));
                say(made.secret.as_str());
            }
            Command::List => {
                for (owner, token) in operator::list(state, &permit).await? {
                    let expiry = token.expires_at.map_or_else(|| "never".to_owned(), |at| at.rfc3339());
                    say(&format!("{} {owner} {} {expiry} {}", token.id, token.scope.as_str(), token.name));
                }
            }
            Command::Revoke(Revoke { id }) => {
                operator::revoke(state, &permit, &id.clone().into()).await?;
                say(&format!("Revoked {id}."));
            }
        }
        Ok(())
    })
    .await
}

fn scope(word: &str) -> Result<Scope, &'static str> {
    Scope::parse(word).ok_or("read, write or admin was expected")
}

fn duration(text: &str) -> Result<i64, &'static str> {
    lifetime(text).ok_or("days or hours were expected, such as 30d or 12h")
}
