//! The administrators' pages of products and subscriptions.

mod delete_product_page;
mod new_product_page;
mod new_subscription_page;
mod product_boxes;
mod product_form;
mod product_page;
mod products_page;
mod subscription_page;
mod subscriptions_page;
mod tier_rows;

pub use delete_product_page::DeleteProductPage;
pub use new_product_page::NewProductPage;
pub use new_subscription_page::NewSubscriptionPage;
pub use product_boxes::ProductBoxes;
pub use product_page::AdminProductPage;
pub use products_page::AdminProductsPage;
pub use subscription_page::AdminSubscriptionPage;
pub use subscriptions_page::AdminSubscriptionsPage;
