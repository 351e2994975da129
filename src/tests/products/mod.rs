//! Products, subscriptions and keys.

mod administration;
mod forms;
mod grants;
mod keys;
mod limits;
mod programs;
pub mod support;
mod visibility;
