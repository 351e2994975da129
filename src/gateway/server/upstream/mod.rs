//! Calling web services: connections that are kept, at most so many calls at once to each of them, and no calls to one that
//! does not answer.

mod backend;
mod body;
mod health;
mod send;
mod service;
mod session;

pub(super) use backend::{Backend, Backends};
pub(super) use body::{AnswerBody, CallBody, CallSource, Counted};
pub(super) use send::{Sent, Waits, send};
pub(super) use service::Service;
pub(super) use session::Session;
