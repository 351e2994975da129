//! The frame around every page, and the pages that belong to no other room.

mod footer;
mod header;
mod here;
mod home_page;
mod layout;
mod not_found_page;
mod search_key;
mod theme_switch;

pub use home_page::HomePage;
pub use layout::Layout;
pub use not_found_page::NotFoundPage;
