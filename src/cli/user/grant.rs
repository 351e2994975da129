//! `loggia user grant`

use clap::Args;

use super::role;
use crate::cli::failure::Failure;
use crate::cli::{on_data, say};
use crate::identity::model::Role;
use crate::identity::rules::fold_group;
use crate::identity::server::Administrator;
use crate::identity::server::groups::service::{add_member, groups};
use crate::identity::server::people::service::{account_of, change_role};
use crate::platform::config::Choices;

/// The options.
#[derive(Args, Debug)]
pub struct Grant {
    /// The account's e-mail address
    #[arg(long)]
    email: String,
    /// What the person may do from now on: administrator, publisher, support or developer
    #[arg(long, value_parser = role, required_unless_present = "group")]
    role: Option<Role>,
    /// The name of a group to put them into
    #[arg(long)]
    group: Option<String>,
}

impl Grant {
    pub(super) async fn run(self, choices: Choices) -> Result<(), Failure> {
        on_data(choices, async |state| {
            let permit = Administrator::operator();
            let user = account_of(state, &permit, &self.email).await?.user;
            if let Some(role) = self.role {
                change_role(state, &permit, &user.id, role.as_str()).await?;
                say(&format!("{} is {} now.", user.email, role.as_str()));
            }
            if let Some(name) = &self.group {
                let known = groups(state, &permit).await?;
                let group = known.into_iter().find(|group| fold_group(&group.name) == fold_group(name));
                let group = group.ok_or_else(|| Failure::Arguments(format!("group: there is none called {name}")))?;
                add_member(state, &permit, &group.id, &user.email).await?;
                say(&format!("{} is in {} now.", user.email, group.name));
            }
            Ok(())
        })
        .await
    }
}
