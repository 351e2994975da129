//! Products: bundles of APIs that people subscribe to, with the tiers that limit their calls, the subscriptions and their
//! keys.
//!
//! Owns the tables `products`, `product_apis`, `product_groups`, `product_tiers`, `subscriptions` and `subscription_keys`.

pub mod limits;
pub mod model;
