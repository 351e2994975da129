//! `loggia dump`: the catalog as files, for Git.

use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::{on_data, say};
use crate::identity::server::Administrator;
use crate::platform::config::Choices;
use crate::snapshot::{Folder, dump};

/// The options of `loggia dump`.
#[derive(Args, Debug)]
pub struct Dump {
    /// The folder: a new or empty one, or that of an earlier dump, which is brought up to date
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Runs the command on the data that `choices` name.
///
/// # Errors
/// [`Failure`], for the person at the terminal.
pub async fn run(command: Dump, choices: Choices) -> Result<(), Failure> {
    on_data(choices, async |state| {
        let folder = Folder::create(&command.folder)?;
        let apis = dump(state, &Administrator::operator(), &folder).await?;
        say(&format!("Wrote {apis} APIs to {}.", command.folder.display()));
        Ok(())
    })
    .await
}
