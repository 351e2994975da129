//! The pages of products and subscriptions.

pub mod admin;
mod cancel_page;
mod key_row;
mod product_page;
mod products_of_api;
mod products_page;
mod state_badge;
mod subscribe_form;
mod subscription_page;
mod subscriptions_page;
mod tier_limits;

pub use cancel_page::CancelSubscriptionPage;
pub use product_page::ProductPage;
pub use products_of_api::{ProductsOfApi, ProductsResource};
pub use products_page::ProductsPage;
pub use subscription_page::SubscriptionPage;
pub use subscriptions_page::SubscriptionsPage;
