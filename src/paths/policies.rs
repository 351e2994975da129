//! The addresses of policies. A scope is named by the product's id, the API's slug and the operation's; what is empty is not
//! there.

use super::{ADMIN_PRODUCTS, admin_api, admin_operation, encode};

/// The policies of every call.
pub const ADMIN_POLICIES: &str = "/admin/policies";

/// The list of a scope's policies.
#[must_use]
pub fn admin_policies(product: &str, api: &str, operation: &str) -> String {
    if !product.is_empty() {
        format!("{ADMIN_PRODUCTS}/{}/policies", encode(product))
    } else if !operation.is_empty() {
        format!("{}/policies", admin_operation(api, operation))
    } else if !api.is_empty() {
        format!("{}/policies", admin_api(api))
    } else {
        ADMIN_POLICIES.to_owned()
    }
}

/// The form for a new policy below the list `policies`, and where it is sent.
#[must_use]
pub fn admin_new_policy(policies: &str) -> String {
    format!("{policies}/new")
}

/// The form of a policy of the list `policies`, and where it is sent.
#[must_use]
pub fn admin_policy(policies: &str, id: &str) -> String {
    format!("{policies}/{}", encode(id))
}

/// Where the buttons to move a policy up and down are sent.
#[must_use]
pub fn admin_move_policy(policies: &str, id: &str) -> String {
    format!("{}/move", admin_policy(policies, id))
}

/// The page that says what removing a policy loses; also where the confirmation is sent.
#[must_use]
pub fn admin_delete_policy(policies: &str, id: &str) -> String {
    format!("{}/delete", admin_policy(policies, id))
}
