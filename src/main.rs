//! The `loggia` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    loggia::cli::run()
}
