//! `loggia user reset-factors`: for somebody who lost their second factors.

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::{on_data, say};
use crate::identity::server::Administrator;
use crate::identity::server::factors::reset::reset_by_email;
use crate::platform::config::Choices;

/// The options of `loggia user reset-factors`.
#[derive(Args, Debug)]
pub struct ResetFactors {
    /// The e-mail address of the account
    #[arg(long)]
    email: String,
}

impl ResetFactors {
    pub(super) async fn run(self, choices: Choices) -> Result<(), Failure> {
        on_data(choices, async |state| {
            let email = reset_by_email(state, &Administrator::operator(), &self.email).await?;
            say(&format!("{email} signs in with the password only."));
            Ok(())
        })
        .await
    }
}
