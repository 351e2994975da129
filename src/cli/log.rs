//! The log on the standard error.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use super::failure::Failure;

/// Starts the log.
///
/// # Errors
/// [`Failure::Log`] when `filter` is none.
pub fn start(filter: &str) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(filter).map_err(|error| Failure::Log(error.to_string()))?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        // To complain that nobody reads the log any more would take the same way, and panic there.
        .log_internal_errors(false)
        .init();
    Ok(())
}
