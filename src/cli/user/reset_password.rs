//! `loggia user reset-password`

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::{on_data, say};
use crate::identity::server::Administrator;
use crate::identity::server::reset::make_link;
use crate::platform::config::Choices;

/// The options.
#[derive(Args, Debug)]
pub struct ResetPassword {
    /// The account's e-mail address
    #[arg(long)]
    email: String,
    /// Sends the link to this address instead of printing it; the running portal does so
    #[arg(long)]
    mail: bool,
}

impl ResetPassword {
    pub(super) async fn run(self, choices: Choices) -> Result<(), Failure> {
        on_data(choices, async |state| {
            match make_link(state, &Administrator::operator(), &self.email, self.mail).await? {
                Some(link) => say(&format!("Choose a new password within an hour at {link}")),
                None => say(&format!("A mail with the link to {} waits to be sent.", self.email)),
            }
            Ok(())
        })
        .await
    }
}
