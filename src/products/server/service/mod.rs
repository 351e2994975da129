//! What can be done with products and subscriptions, and by whom.

mod change;
mod create;
mod edit;
mod keys;
mod letters;
mod products;
mod read;
mod subscribe;
mod subscriptions;

pub use change::{activate, approve, cancel, reject, suspend};
pub use create::create_subscription;
pub use edit::{Edit, edit_if, rename, set_expiry};
pub use keys::{Keys, Overlap, regenerate, show_keys};
pub use products::{create_product, delete_product, delete_product_if, known, put_api, update_product};
pub use read::{
    admin_product, admin_products, all_products, choices, find_product, has_products, product, products,
    products_for_api, products_of_api, scopes, search,
};
pub use subscribe::{Wish, subscribe};
pub use subscriptions::{
    admin_subscriptions, all_subscriptions, is_own, own_subscriptions, subscription, usable_subscriptions,
};

use super::store::Sight;
use crate::identity::model::User;
use crate::identity::server::Caller;
use crate::kernel::ApiError;

/// What `caller` sees of the products.
fn sight(caller: &Caller) -> Sight {
    Sight {
        everything: caller.sees_everything(),
        signed_in: caller.signed_in().is_some(),
        groups: caller.groups().to_vec(),
    }
}

/// Whoever has signed in.
fn person(caller: &Caller) -> Result<&User, ApiError> {
    caller.signed_in().ok_or(ApiError::Unauthenticated)
}
