//! The commands: one file each. What goes wrong ends with one sentence on the standard error and exit code 1.

pub mod apply;
pub mod dump;
pub mod export;
pub mod failure;
pub mod import;
pub mod log;
pub mod options;
pub mod password;
pub mod product;
pub mod serve;
pub mod subscription;
pub mod token;
pub mod user;

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use clap::{CommandFactory as _, Parser, Subcommand};

use failure::Failure;
use options::Common;

use crate::platform::assets::Assets;
use crate::platform::config::Choices;
use crate::platform::{AppState, Clock, Db, Rng, bell};
use crate::web;

/// How long work on other threads, such as the hashing of a password, may hold up the end of the program.
const LAST_WORK: Duration = Duration::from_secs(5);

/// An API developer portal and gateway.
#[derive(Debug, Parser)]
#[command(name = "loggia", version, subcommand_required = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the portal.
    Serve(Box<options::Options>),
    /// Imports an OpenAPI document; works while the portal runs on the same data.
    Import(import::Import),
    /// Prints an API as an OpenAPI document.
    Export(export::Export),
    /// Writes the catalog into a folder, as files for Git.
    Dump(dump::Dump),
    /// Makes the catalog what the files in a folder say; works while the portal runs on the same data.
    Apply(apply::Apply),
    /// Manages products; works while the portal runs on the same data.
    #[command(subcommand)]
    Product(product::Command),
    /// Manages subscriptions; works while the portal runs on the same data.
    #[command(subcommand)]
    Subscription(subscription::Command),
    /// Manages accounts; works while the portal runs on the same data.
    #[command(subcommand)]
    User(user::Command),
    /// Manages API tokens; works while the portal runs on the same data.
    #[command(subcommand)]
    Token(token::Command),
}

/// Runs the command that the arguments name.
#[must_use]
pub fn run() -> ExitCode {
    match execute() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "loggia: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// The definition of all commands and options, for the reference in `docs/`.
#[must_use]
pub fn definition() -> clap::Command {
    Cli::command()
}

/// Does `work` on the data that `choices` name, beside a portal that may be running on it.
async fn on_data(choices: Choices, work: impl AsyncFnOnce(&AppState) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut config = choices.finish()?;
    log::start(&config.log)?;
    let db = Db::open(&config.data).await?;
    // All else in the data directory belongs to the portal.
    let scratch = tempfile::tempdir()?;
    let data = std::mem::replace(&mut config.data, scratch.path().to_owned());
    let state = web::state(config, db, Assets::open(), Clock::system(), Rng::system(), Vec::new()).await?;
    let done = work(&state).await;
    state.db.close().await;
    bell::ring(&data).await;
    done
}

fn execute() -> Result<(), Failure> {
    let Cli { common, command } = match Cli::try_parse() {
        Ok(cli) => cli,
        // `--help` and `--version` are errors to clap, too.
        Err(asked) if !asked.use_stderr() => {
            let _ = asked.print();
            return Ok(());
        }
        Err(wrong) => return Err(Failure::arguments(&wrong)),
    };
    // Another copy may have been installed first; then there is one, which is all that matters.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(async {
        match command {
            Command::Serve(options) => serve::run(options.choices(common)?).await,
            Command::Import(command) => import::run(command, common.choices()?).await,
            Command::Export(command) => export::run(command, common.choices()?).await,
            Command::Dump(command) => dump::run(command, common.choices()?).await,
            Command::Apply(command) => apply::run(command, common.choices()?).await,
            Command::Product(command) => product::run(command, common.choices()?).await,
            Command::Subscription(command) => subscription::run(command, common.choices()?).await,
            Command::User(command) => user::run(command, common.choices()?).await,
            Command::Token(command) => token::run(command, common.choices()?).await,
        }
    });
    runtime.shutdown_timeout(LAST_WORK);
    result
}

/// Writes a line to the standard output. Nobody may be listening any more, which is none of our business.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
