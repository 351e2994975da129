//! `loggia user`: accounts from the command line, for whoever may write the data directory.

mod add;
mod grant;
mod list;
mod reset_factors;
mod reset_password;
mod suspend;

use clap::Subcommand;

use super::failure::Failure;
use crate::identity::model::Role;
use crate::platform::config::Choices;

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Adds an account; prints its password once, unless one is given.
    Add(add::Add),
    /// Lists the accounts.
    List(list::List),
    /// Stops an account: nobody can sign in with it, and its sessions end.
    Suspend(suspend::Suspend),
    /// Prints a link to choose a new password by, which works once and for an hour.
    ResetPassword(reset_password::ResetPassword),
    /// Gives somebody a role, or puts them into a group.
    Grant(grant::Grant),
    /// Lets somebody who lost their second factors sign in with the password only.
    ResetFactors(reset_factors::ResetFactors),
}

/// Runs a command on the data that `choices` name.
///
/// # Errors
/// [`Failure`], for the person at the terminal.
pub async fn run(command: Command, choices: Choices) -> Result<(), Failure> {
    match command {
        Command::Add(add) => add.run(choices).await,
        Command::List(list) => list.run(choices).await,
        Command::Suspend(suspend) => suspend.run(choices).await,
        Command::ResetPassword(reset) => reset.run(choices).await,
        Command::Grant(grant) => grant.run(choices).await,
        Command::ResetFactors(reset) => reset.run(choices).await,
    }
}

fn role(word: &str) -> Result<Role, &'static str> {
    Role::parse(word).ok_or("administrator, publisher, support or developer was expected")
}
