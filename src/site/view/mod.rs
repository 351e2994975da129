//! The frame around every page, and the pages that belong to no other room.

mod footer;
mod header;
mod here;
mod home_page;
mod layout;
mod not_found_page;
mod search_key;
mod settings_form;
mod settings_page;
mod terms_page;
mod theme_switch;

pub use home_page::HomePage;
pub use layout::Layout;
pub use not_found_page::NotFoundPage;
pub use settings_page::SettingsPage;
pub use terms_page::TermsPage;
