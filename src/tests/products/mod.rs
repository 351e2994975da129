//! Products, subscriptions and keys.

mod administration;
mod forms;
mod grants;
mod keys;
mod limits;
mod programs;
mod support;
mod visibility;
