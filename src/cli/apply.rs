//! `loggia apply`: the catalog as files say it, which `loggia dump` may have written.

use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::{on_data, say};
use crate::identity::server::Administrator;
use crate::platform::config::Choices;
use crate::snapshot::{Action, Change, Folder, Order, apply, diff};

/// The options of `loggia apply`.
#[derive(Args, Debug)]
pub struct Apply {
    /// The folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Only shows what would change, line by line
    #[arg(long)]
    dry_run: bool,
    /// Removes the APIs, products, policies, groups and image that the files do not have
    #[arg(long)]
    prune: bool,
}

/// Runs the command on the data that `choices` name.
///
/// # Errors
/// [`Failure`], for the person at the terminal.
pub async fn run(command: Apply, choices: Choices) -> Result<(), Failure> {
    on_data(choices, async |state| {
        let folder = Folder::open(&command.folder)?;
        let order = Order { dry_run: command.dry_run, prune: command.prune };
        let mut changes = 0_usize;
        let tell = |change: &Change| {
            let Change { action, place, before, after } = change;
            if *action == Action::Keep {
                say(&format!("{place} is not in the files and stays; --prune removes it."));
                return;
            }
            changes += 1;
            let verb = match action {
                Action::Add => "add",
                Action::Change => "change",
                Action::Remove | Action::Keep => "remove",
            };
            say(&format!("{verb} {place}"));
            if order.dry_run {
                say(diff(place, before, after).trim_end());
            }
        };
        let warn = |warning: &str| say(&format!("warning: {warning}"));
        apply(state, &Administrator::operator(), &folder, order, tell, warn).await?;
        say(&match (changes, order.dry_run) {
            (0, _) => "The portal is as the files say.".to_owned(),
            (changes, true) => format!("{changes} changes would be made."),
            (changes, false) => format!("{changes} changes made."),
        });
        Ok(())
    })
    .await
}
