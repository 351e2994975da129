//! What acts on the calls of an API or an operation, and where it stands.

use leptos::prelude::*;
use leptos_router::components::A;

use super::scope_of_page::list_of;
use super::texts;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::model::Role;
use crate::paths;
use crate::policies::api::admin_get_policies;
use crate::policies::effective::Effective;
use crate::policies::model::{PoliciesShown, Scope, ScopeAddress};
use crate::site::model::Frame;
use crate::ui::async_view::AsyncView;

/// The effective list of an API or an operation, for its own page, and the way to its policies.
#[component]
pub fn EffectivePolicies(
    /// The API's slug.
    #[prop(into)]
    api: String,
    /// The operation's slug; empty for the API's own.
    #[prop(into, optional)]
    operation: String,
) -> impl IntoView {
    let role = expect_context::<Frame>().user.map(|user| user.role);
    // Publishers make no policies.
    (role == Some(Role::Administrator)).then(|| {
        let shown = Resource::new(
            move || (api.clone(), operation.clone()),
            |(api, operation)| admin_get_policies(String::new(), api, operation),
        );
        view! { <AsyncView resource=shown show=move |shown| view! { <Section shown/> }/> }
    })
}

#[component]
fn Section(shown: PoliciesShown) -> impl IntoView {
    let i18n = use_i18n();
    let list = list_of(&shown.names.address);
    view! {
        <section class="mt-10 border-t border-line pt-6" aria-label=tu_string!(i18n, policies.title)>
            <div class="flex flex-wrap items-center gap-3">
                <h2 class="text-xl font-semibold">{t!(i18n, policies.title)}</h2>
                <A href=list attr:class="button ml-auto">{t!(i18n, policies.edit)}</A>
            </div>
            <EffectiveList shown/>
        </section>
    }
}

/// The list itself.
#[component]
pub(super) fn EffectiveList(
    /// What the scope has.
    shown: PoliciesShown,
) -> impl IntoView {
    let i18n = use_i18n();
    let PoliciesShown { names, effective, products, .. } = shown;
    if effective.is_empty() {
        return view! { <p class="card mt-3 p-4 text-ink-muted">{t!(i18n, policies.none_effective)}</p> }.into_any();
    }
    let row = move |one: Effective| view! { <Row one address=names.address.clone() products=products.clone()/> };
    let rows = effective.into_iter().map(row).collect_view();
    let head = "px-4 py-2 text-left font-medium";
    view! {
        <div class="card mt-3 overflow-x-auto" tabindex="0" role="region" aria-label=tu_string!(i18n, policies.effective)>
            <table class="w-full text-sm">
                <thead>
                    <tr>
                        <th scope="col" class=head>{t!(i18n, policies.section)}</th>
                        <th scope="col" class=head>{t!(i18n, policies.policy)}</th>
                        <th scope="col" class=head>{t!(i18n, policies.from)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(one: Effective, address: ScopeAddress, products: Vec<(String, String)>) -> impl IntoView {
    let i18n = use_i18n();
    let (from, list) = match &one.scope {
        Scope::Global => (tu_string!(i18n, policies.of_all).to_owned(), list_of(&ScopeAddress::default())),
        Scope::Product(id) => {
            let known = products.into_iter().find(|(known, _)| known == id.as_str());
            let name = known.map_or_else(|| id.to_string(), |(_, name)| name);
            let address = ScopeAddress { product: id.to_string(), ..ScopeAddress::default() };
            (tu_string!(i18n, policies.of_product, name = name), list_of(&address))
        }
        Scope::Api(_) => {
            let of_api = ScopeAddress { operation: String::new(), ..address };
            (tu_string!(i18n, policies.of_api).to_owned(), list_of(&of_api))
        }
        Scope::Operation { .. } => (tu_string!(i18n, policies.of_operation).to_owned(), list_of(&address)),
    };
    let summary = texts::summary(i18n, &one.placed);
    view! {
        <tr class="border-t border-line align-top">
            <td class="px-4 py-2">{texts::section(i18n, one.placed.section)}</td>
            <td class="px-4 py-2">
                <A href=paths::admin_policy(&list, &one.placed.id) attr:class="link font-mono">
                    {one.placed.policy.kind().as_str()}
                </A>
                {one.is_replaced.then(|| view! { " "<span class="badge">{t!(i18n, policies.replaced)}</span> })}
                <p class="wrap-anywhere text-ink-muted">{summary}</p>
            </td>
            <td class="px-4 py-2"><A href=list attr:class="link">{from}</A></td>
        </tr>
    }
}
