//! What stands above every page of a scope's policies.

use leptos::prelude::*;

use super::scope_of_page::list_of;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{tu_string, use_i18n};
use crate::paths;
use crate::policies::model::ScopeNames;

/// Where the page stands.
#[component]
pub(super) fn Above(
    /// The scope.
    names: ScopeNames,
    /// Whether the page stands below the scope's list.
    #[prop(optional)]
    below: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let list = list_of(&names.address);
    let ScopeNames { address, product, api, operation } = names;
    let mut above = Vec::new();
    if !address.product.is_empty() {
        above.push((paths::ADMIN_PRODUCTS.to_owned(), tu_string!(i18n, policies.products).to_owned()));
        above.push((paths::admin_product(&address.product.into()), product));
    }
    if !address.api.is_empty() {
        above.push((paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned()));
        above.push((paths::admin_api(&address.api), api));
    }
    if !address.operation.is_empty() {
        above.push((paths::admin_operation(&address.api, &address.operation), operation));
    }
    if below {
        above.push((list, tu_string!(i18n, policies.title).to_owned()));
    }
    (!above.is_empty()).then(|| view! { <Breadcrumb above/> })
}

/// What the scope is called, for titles.
pub(super) fn called(names: &ScopeNames) -> Option<String> {
    let name = [&names.operation, &names.api, &names.product].into_iter().find(|name| !name.is_empty());
    name.cloned()
}
