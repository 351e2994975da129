//! `/admin/policies`, and the same of a product, an API and an operation

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use super::effective_list::EffectiveList;
use super::heading::{Above, called};
use super::scope_of_page::{list_of, use_scope};
use super::section_list::SectionList;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::policies::api::admin_get_policies;
use crate::policies::model::{PoliciesShown, ScopeAddress, Section};
use crate::ui::async_view::AsyncView;
use crate::ui::message::error_text;
use crate::ui::submission::use_submission;

/// A scope's policies, and what acts on its calls.
pub struct PoliciesPage;

#[lazy_route]
impl LazyRoute for PoliciesPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let scope = use_scope();
        let error = use_submission().error;
        let shown = Resource::new(
            move || scope.get().0,
            |ScopeAddress { product, api, operation }| admin_get_policies(product, api, operation),
        );
        view! { <AsyncView resource=shown show=move |shown| view! { <Shown shown error=error.clone()/> }/> }.into_any()
    }
}

#[component]
fn Shown(shown: PoliciesShown, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let title = match called(&shown.names) {
        Some(name) => tu_string!(i18n, policies.title_of, name = name),
        None => tu_string!(i18n, policies.title).to_owned(),
    };
    let is_global = shown.names.address == ScopeAddress::default();
    let list = list_of(&shown.names.address);
    let sections = Section::ALL
        .into_iter()
        .map(|section| {
            let policies: Vec<_> =
                shown.set.policies.iter().filter(|placed| placed.section == section).cloned().collect();
            view! { <SectionList list=list.clone() section policies/> }
        })
        .collect_view();
    view! {
        <Title text=title.clone()/>
        <Above names=shown.names.clone()/>
        <div class="max-w-3xl">
            <h1 class="break-words text-2xl font-semibold">{title}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, policies.lead)}</p>
            {error.map(|error| view! { <p role="alert" class="mt-4 text-danger">{error_text(i18n, &error)}</p> })}
            {sections}
        </div>
        {(!is_global).then(|| {
            view! {
                <section class="mt-10 max-w-4xl" aria-label=tu_string!(i18n, policies.effective)>
                    <h2 class="text-xl font-semibold">{t!(i18n, policies.effective)}</h2>
                    <p class="mt-1 text-sm text-ink-muted">{t!(i18n, policies.effective_lead)}</p>
                    <EffectiveList shown/>
                </section>
            }
        })}
    }
}
