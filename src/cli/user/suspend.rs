//! `loggia user suspend`

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::{on_data, say};
use crate::identity::server::Administrator;
use crate::identity::server::people::service::{account_of, resume, suspend};
use crate::platform::config::Choices;

/// The options.
#[derive(Args, Debug)]
pub struct Suspend {
    /// The account's e-mail address
    #[arg(long)]
    email: String,
    /// Lets a stopped account be used again
    #[arg(long)]
    undo: bool,
}

impl Suspend {
    pub(super) async fn run(self, choices: Choices) -> Result<(), Failure> {
        on_data(choices, async |state| {
            let permit = Administrator::operator();
            let user = account_of(state, &permit, &self.email).await?.user;
            if self.undo {
                resume(state, &permit, &user.id).await?;
                say(&format!("{} can be used again.", user.email));
            } else {
                suspend(state, &permit, &user.id).await?;
                say(&format!("{} is suspended.", user.email));
            }
            Ok(())
        })
        .await
    }
}
