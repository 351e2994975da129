//! Which scope the page's address names.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::paths;
use crate::policies::model::ScopeAddress;

/// What the page's address names: a scope, and a policy of it; empty for none.
pub(super) fn use_scope() -> Memo<(ScopeAddress, String)> {
    let params = use_params_map();
    Memo::new(move |_| {
        params.with(|params| {
            let part = |name: &str| params.get(name).unwrap_or_default();
            let address = ScopeAddress { product: part("product"), api: part("api"), operation: part("operation") };
            (address, part("policy"))
        })
    })
}

/// The address of the list of a scope's policies.
pub(super) fn list_of(address: &ScopeAddress) -> String {
    paths::admin_policies(&address.product, &address.api, &address.operation)
}
