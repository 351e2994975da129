//! What stands around the administrators' pages.

mod layout;

pub use layout::AdminLayout;
