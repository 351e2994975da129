//! `loggia user`: accounts from the command line, for whoever may write the data directory.

use std::io::Read as _;

use clap::{Args, Subcommand};

use super::failure::Failure;
use super::{on_data, password, say};
use crate::identity::model::Role;
use crate::identity::server::Administrator;
use crate::identity::server::factors::reset::reset_by_email;
use crate::identity::server::service::{NewUser, add_user};
use crate::platform::config::Choices;

/// More than the longest password, so that a longer one is complained about and an endless input ends.
const MOST: u64 = 4096;

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Adds an account; prints its password once, unless one is given.
    Add(Add),
    /// Lets somebody who lost their second factors sign in with the password only.
    ResetFactors(ResetFactors),
}

/// The options of `loggia user add`.
#[derive(Args, Debug)]
pub struct Add {
    /// The e-mail address to sign in with
    #[arg(long)]
    email: String,
    /// What the person may do: administrator, support or developer
    #[arg(long, value_parser = role)]
    role: Role,
    /// Reads the password from the first line of the standard input
    #[arg(long)]
    password_stdin: bool,
}

/// The options of `loggia user reset-factors`.
#[derive(Args, Debug)]
pub struct ResetFactors {
    /// The e-mail address of the account
    #[arg(long)]
    email: String,
}

/// Runs a command on the data that `choices` name.
///
/// # Errors
/// [`Failure`], for the person at the terminal.
pub async fn run(command: Command, choices: Choices) -> Result<(), Failure> {
    match command {
        Command::Add(options) => add(options, choices).await,
        Command::ResetFactors(options) => reset_factors(options, choices).await,
    }
}

async fn add(Add { email, role, password_stdin }: Add, choices: Choices) -> Result<(), Failure> {
    let given = if password_stdin { Some(first_line()?) } else { None };
    on_data(choices, async |state| {
        let password = given.clone().unwrap_or_else(|| password::generate(&state.rng));
        let new = NewUser { email, role, password: password.clone() };
        let user = add_user(state, &Administrator::operator(), new).await?;
        say(&format!("Added {}, {}.", user.email, user.role.as_str()));
        if given.is_none() {
            say(&format!("Password: {password} (shown only this once)"));
        }
        Ok(())
    })
    .await
}

async fn reset_factors(ResetFactors { email }: ResetFactors, choices: Choices) -> Result<(), Failure> {
    on_data(choices, async |state| {
        let email = reset_by_email(state, &Administrator::operator(), &email).await?;
        say(&format!("{email} signs in with the password only."));
        Ok(())
    })
    .await
}

fn role(word: &str) -> Result<Role, &'static str> {
    Role::parse(word).ok_or("administrator, support or developer was expected")
}

fn first_line() -> Result<String, Failure> {
    let mut text = String::new();
    std::io::stdin().take(MOST).read_to_string(&mut text)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
