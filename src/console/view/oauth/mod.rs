//! Getting a token from an authorization server. All of it is loaded when somebody wants one.

mod ask;
mod fields;
mod outcome;
mod panel;
mod texts;
mod wish;

pub(super) use panel::oauth_panel;
