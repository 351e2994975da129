//! The pages of usage.

mod limits;
mod rows;
mod usage_page;

pub use limits::{LimitList, UsageSoFar};
pub use usage_page::{AdminUsagePage, UsagePage};
