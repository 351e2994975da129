//! The addresses of products and subscriptions.

use super::{encode, listing};
use crate::kernel::ids::{ProductId, SubscriptionId};

/// The list of products.
pub const PRODUCTS: &str = "/products";
/// One's subscriptions.
pub const SUBSCRIPTIONS: &str = "/account/subscriptions";
/// The publisher's list of products.
pub const ADMIN_PRODUCTS: &str = "/admin/products";
/// The form for a new product, and where it is sent.
pub const ADMIN_NEW_PRODUCT: &str = "/admin/products/new";
/// Everybody's subscriptions.
pub const ADMIN_SUBSCRIPTIONS: &str = "/admin/subscriptions";
/// The form for a subscription in somebody's name, and where it is sent.
pub const ADMIN_NEW_SUBSCRIPTION: &str = "/admin/subscriptions/new";

/// The list of products, searched and paged.
#[must_use]
pub fn products(query: &str, page: u32) -> String {
    listing(PRODUCTS, &[("q", query)], page)
}

/// The page of a product, and where the form to subscribe is sent.
#[must_use]
pub fn product(id: &ProductId) -> String {
    format!("{PRODUCTS}/{}", encode(id.as_str()))
}

/// A page of one's subscriptions.
#[must_use]
pub fn subscriptions(page: u32) -> String {
    listing(SUBSCRIPTIONS, &[], page)
}

/// The page of a subscription, and where its form with the name is sent.
#[must_use]
pub fn subscription(id: &SubscriptionId) -> String {
    format!("{SUBSCRIPTIONS}/{}", encode(id.as_str()))
}

/// Where the button that shows its keys is sent.
#[must_use]
pub fn subscription_keys(id: &SubscriptionId) -> String {
    format!("{}/keys", subscription(id))
}

/// Where the form that replaces one of its keys is sent.
#[must_use]
pub fn regenerate_key(id: &SubscriptionId) -> String {
    format!("{}/regenerate", subscription_keys(id))
}

/// The page that asks before a subscription is cancelled; also where the confirmation is sent.
#[must_use]
pub fn cancel_subscription(id: &SubscriptionId) -> String {
    format!("{}/cancel", subscription(id))
}

/// The publisher's list of products, searched and paged.
#[must_use]
pub fn admin_products(query: &str, page: u32) -> String {
    listing(ADMIN_PRODUCTS, &[("q", query)], page)
}

/// A product's form, and where it is sent.
#[must_use]
pub fn admin_product(id: &ProductId) -> String {
    format!("{ADMIN_PRODUCTS}/{}", encode(id.as_str()))
}

/// The page that asks before a product is deleted; also where the confirmation is sent.
#[must_use]
pub fn admin_delete_product(id: &ProductId) -> String {
    format!("{}/delete", admin_product(id))
}

/// Everybody's subscriptions, narrowed by the fields of the page's form and paged; what is empty is left out.
#[must_use]
pub fn admin_subscriptions(filter: &[(&str, &str)], page: u32) -> String {
    listing(ADMIN_SUBSCRIPTIONS, filter, page)
}

/// The publisher's page of a subscription, and where its forms are sent.
#[must_use]
pub fn admin_subscription(id: &SubscriptionId) -> String {
    format!("{ADMIN_SUBSCRIPTIONS}/{}", encode(id.as_str()))
}
