//! Why a command ends with exit code 1, in one sentence for the person at the terminal.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::error::ErrorKind;

use crate::i18n::Locale;
use crate::kernel::{ApiError, FieldError, Message};
use crate::openapi::server::ImportError;
use crate::platform::AppError;
use crate::platform::config::ConfigError;
use crate::platform::db::OpenError;
use crate::platform::listen::CertificateError;
use crate::snapshot::{ApplyError, FolderError};
use crate::ui::message;

/// Why a command could not do its work. Its text is the sentence.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The arguments or the environment are wrong.
    #[error("{0}")]
    Arguments(String),
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The log filter is wrong.
    #[error("log: {0}, where a filter such as info or warn,loggia=debug was expected")]
    Log(String),
    /// An address cannot be listened on.
    #[error("cannot listen on {address}: {}", trouble(.source, .option))]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The option that names another.
        option: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The data directory or the database cannot be used.
    #[error(transparent)]
    Database(#[from] OpenError),
    /// Another portal runs on the data directory.
    #[error("the data directory {} is in use by another loggia serve; stop it, or choose another with --data", .0.display())]
    InUse(PathBuf),
    /// The gateway's certificate cannot be used.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// The system refused something.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A file cannot be read.
    #[error("cannot read {}: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A document was not imported.
    #[error("{}", import_sentence(.0))]
    Import(#[from] ImportError),
    /// The catalog's files cannot be read or written.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The catalog's files were not applied.
    #[error("{}", apply_sentence(.0))]
    Apply(#[from] ApplyError),
    /// A service refused or failed.
    #[error("{}", sentence(.0))]
    Service(AppError),
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::Service(error)
    }
}

impl Failure {
    /// What clap has to say in several paragraphs, without the usage and the decoration.
    #[must_use]
    pub fn arguments(error: &clap::Error) -> Self {
        if matches!(error.kind(), ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) {
            return Self::Arguments("a command was expected; loggia --help lists them".to_owned());
        }
        let text = error.render().to_string();
        let mut paragraphs = text.split("\n\n").map(|paragraph| {
            let words: Vec<&str> = paragraph.split_whitespace().collect();
            words.join(" ")
        });
        let mut sentence = paragraphs.next().unwrap_or_default();
        if let Some(plain) = sentence.strip_prefix("error: ") {
            sentence = plain.to_owned();
        }
        if let Some(tip) = paragraphs.next().as_deref().and_then(|paragraph| paragraph.strip_prefix("tip: ")) {
            sentence = format!("{sentence}; {tip}");
        }
        Self::Arguments(sentence)
    }
}

fn trouble(source: &io::Error, option: &str) -> String {
    match source.kind() {
        io::ErrorKind::AddrInUse => format!("the port is in use; stop what uses it, or choose another with {option}"),
        io::ErrorKind::AddrNotAvailable => format!("this machine has no such address; choose another with {option}"),
        io::ErrorKind::PermissionDenied => {
            format!("the system reserves this port; choose one above 1023 with {option}")
        }
        _ => source.to_string(),
    }
}

fn import_sentence(error: &ImportError) -> String {
    match error {
        ImportError::App(error) => sentence(error),
        other => other.to_string(),
    }
}

fn apply_sentence(error: &ApplyError) -> String {
    match error {
        ApplyError::Refused { place, error } => format!("{place}: {}", sentence(error)),
        ApplyError::App(error) => sentence(error),
        other => other.to_string(),
    }
}

fn sentence(error: &AppError) -> String {
    match error {
        AppError::Api(ApiError::Invalid { fields }) => fields.iter().map(complaint).collect::<Vec<_>>().join("; "),
        AppError::Api(ApiError::Conflict) => {
            "somebody else changed the API meanwhile; nothing was written, run the command again".to_owned()
        }
        AppError::Api(ApiError::NotFound) => "there is no such API; its address in the portal was expected".to_owned(),
        other => other.to_string(),
    }
}

/// What is wrong with a field: of a command's option in the terminal's own words, else as the interface says it.
fn complaint(FieldError { field, message }: &FieldError) -> String {
    match message {
        Message::Required => format!("{field}: a value was expected"),
        Message::TooLong { most } => format!("{field}: at most {most} characters were expected"),
        Message::TooShort { least } => format!("{field}: at least {least} characters were expected"),
        Message::Taken if field == "email" => format!("{field}: another account has it already"),
        Message::Taken if field == "id" => format!("{field}: another product has it already"),
        Message::Taken => format!("{field}: another API has it already"),
        Message::NotAnEmail => format!("{field}: an e-mail address was expected, such as ada@example.com"),
        other => format!("{field}: {}", message::sentence(Locale::default(), other)),
    }
}
