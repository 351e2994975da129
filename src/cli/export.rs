//! `loggia export`: an API as an OpenAPI document, on the standard output.

use std::io::Write as _;

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::on_data;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::openapi::model::Format;
use crate::openapi::server::{original, published};
use crate::platform::AppError;
use crate::platform::config::Choices;

/// The options of `loggia export`.
#[derive(Args, Debug)]
pub struct Export {
    /// The API, by its address in the portal
    #[arg(value_name = "API")]
    api: String,
    /// The document that it was imported from, byte by byte
    #[arg(long, conflicts_with = "format")]
    original: bool,
    /// How it is written [default: json]
    #[arg(long, value_enum)]
    format: Option<Written>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Written {
    Json,
    Yaml,
}

/// Runs the command on the data that `choices` name.
///
/// # Errors
/// [`Failure`], for the person at the terminal.
pub async fn run(command: Export, choices: Choices) -> Result<(), Failure> {
    on_data(choices, async |state| {
        // Whoever may read the data directory may see drafts.
        let caller = Caller::operator();
        let bytes = if command.original {
            let document = original(state, &caller, &command.api).await?;
            document.map(|(_, bytes)| bytes.into()).ok_or(AppError::Api(ApiError::NotFound))?
        } else {
            let format = match command.format {
                Some(Written::Yaml) => Format::Yaml,
                _ => Format::Json,
            };
            published(state, &caller, &command.api, format).await?
        };
        std::io::stdout().write_all(&bytes)?;
        Ok(())
    })
    .await
}
