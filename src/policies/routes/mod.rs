//! The forms of policies, at the addresses of each scope. Each is sent to the address of the page that shows it; one that is
//! not accepted comes back as that page with what was typed.

mod delete;
mod move_policy;
mod save;

use serde::Deserialize;

use crate::paths;
use crate::platform::route::limit;
use crate::platform::{Audience, Route};
use crate::policies::model::ScopeAddress;

/// What an address names.
#[derive(Debug, Deserialize)]
struct At {
    #[serde(default)]
    product: String,
    #[serde(default)]
    api: String,
    #[serde(default)]
    operation: String,
    /// Empty for a new one.
    #[serde(default)]
    policy: String,
}

impl At {
    fn scope(&self) -> ScopeAddress {
        ScopeAddress { product: self.product.clone(), api: self.api.clone(), operation: self.operation.clone() }
    }

    /// The list of the scope's policies.
    fn list(&self) -> String {
        paths::admin_policies(&self.product, &self.api, &self.operation)
    }
}

/// The rows of a scope, whose list is at `$list`.
macro_rules! rows {
    ($list:literal) => {
        [
            Route::post(concat!($list, "/new"), Audience::Everyone, limit::CALL, save::save),
            Route::post(concat!($list, "/{policy}"), Audience::Everyone, limit::CALL, save::save),
            Route::post(concat!($list, "/{policy}/move"), Audience::Everyone, limit::FORM, move_policy::move_by_one),
            Route::post(concat!($list, "/{policy}/delete"), Audience::Everyone, limit::FORM, delete::delete),
        ]
    };
}

/// The room's rows of the route table. The services refuse those who may not; the page that comes back leads them to sign in.
#[must_use]
pub fn routes() -> Vec<Route> {
    [
        rows!("/admin/policies"),
        rows!("/admin/products/{product}/policies"),
        rows!("/admin/apis/{api}/policies"),
        rows!("/admin/apis/{api}/operations/{operation}/policies"),
    ]
    .into_iter()
    .flatten()
    .collect()
}
