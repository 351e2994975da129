//! The console's panel: what a person fills in, and what came back.

mod answer;
mod body;
mod console;
mod copy_button;
mod draft;
mod exchange;
mod failure;
mod format;
mod headers;
mod parameter;
mod parameters;
mod request_line;
mod rows;
mod send_button;
mod try_it;

pub use console::Console;
pub use try_it::TryIt;
