//! Products: bundles of APIs that people subscribe to, with the tiers that limit their calls, the subscriptions and their
//! keys.
//!
//! Owns the tables `products`, `product_apis`, `product_groups`, `product_tiers`, `subscriptions` and `subscription_keys`.

pub mod api;
pub mod draft;
pub mod limits;
pub mod model;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
