//! `loggia user add`

use std::io::Read as _;

use clap::Args;

use super::role;
use crate::cli::failure::Failure;
use crate::cli::{on_data, password, say};
use crate::identity::model::Role;
use crate::identity::server::Administrator;
use crate::identity::server::service::{NewUser, add_user};
use crate::platform::config::Choices;

/// More than the longest password, so that a longer one is complained about and an endless input ends.
const MOST: u64 = 4096;

/// The options.
#[derive(Args, Debug)]
pub struct Add {
    /// The e-mail address to sign in with
    #[arg(long)]
    email: String,
    /// What the person may do: administrator, publisher, support or developer
    #[arg(long, value_parser = role)]
    role: Role,
    /// Reads the password from the first line of the standard input
    #[arg(long)]
    password_stdin: bool,
}

impl Add {
    pub(super) async fn run(self, choices: Choices) -> Result<(), Failure> {
        let Self { email, role, password_stdin } = self;
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
}

fn first_line() -> Result<String, Failure> {
    let mut text = String::new();
    std::io::stdin().take(MOST).read_to_string(&mut text)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
