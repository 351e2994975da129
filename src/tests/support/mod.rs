//! The whole portal on a temporary database, with a clock that stands still and a seeded generator.

mod answer;
mod app;
mod mailbox;

pub use answer::Answer;
pub use app::{PASSWORD, TestApp};
pub use mailbox::{Mailbox, mails, only_token};
