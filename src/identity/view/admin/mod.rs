//! The administrators' pages of people.

mod delete_group_page;
mod delete_provider_page;
mod factors;
mod group_form;
mod group_page;
mod groups_page;
mod invite_page;
mod new_provider_page;
mod provider_form;
mod provider_groups;
mod provider_page;
mod providers_page;
mod role_text;
mod state_badge;
mod user_page;
mod users_page;

pub use delete_group_page::DeleteGroupPage;
pub use delete_provider_page::DeleteProviderPage;
pub use group_page::GroupPage;
pub use groups_page::GroupsPage;
pub use invite_page::InvitePage;
pub use new_provider_page::NewProviderPage;
pub use provider_page::ProviderPage;
pub use providers_page::ProvidersPage;
pub use user_page::UserPage;
pub use users_page::UsersPage;
