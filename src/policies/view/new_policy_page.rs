//! `/admin/…/policies/new`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use super::add_policy::AddPolicy;
use super::heading::Above;
use super::policy_form::PolicyForm;
use super::scope_of_page::{list_of, use_scope};
use super::texts;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::policies::api::admin_get_policy;
use crate::policies::draft::PolicyDraft;
use crate::policies::model::{Kind, PolicyFormData, ScopeAddress, Section};
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// The form for a new policy, of the kind and in the section that the address says.
pub struct NewPolicyPage;

#[lazy_route]
impl LazyRoute for NewPolicyPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let scope = use_scope();
        let search = use_location().search;
        let submission = use_submission();
        let data = Resource::new(
            move || (scope.get().0, search.get()),
            |(ScopeAddress { product, api, operation }, search)| async move {
                admin_get_policy(product, api, operation, String::new()).await.map(|data| (data, search))
            },
        );
        view! {
            <AsyncView
                resource=data
                submission=submission.clone()
                show=move |(data, search)| view! { <Shown data search submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(data: PolicyFormData, search: String, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let list = list_of(&data.names.address);
    let wanted = |name: &str| paths::query_value(&search, name).unwrap_or_default();
    let fresh = || {
        let (kind, section) = (Kind::parse(&wanted("kind"))?, Section::parse(&wanted("section"))?);
        kind.fits(section).then(|| PolicyDraft::fresh(kind, section, data.revision))
    };
    let draft = PolicyDraft::from_pairs(&submission.values).or_else(fresh);
    let title = match &draft {
        Some(draft) => tu_string!(i18n, policies.add_kind, kind = draft.kind.as_str()),
        None => tu_string!(i18n, policies.add).to_owned(),
    };
    let action = paths::admin_new_policy(&list);
    view! {
        <Title text=title.clone()/>
        <Above names=data.names.clone() below=true/>
        <div class="max-w-3xl">
            <h1 class="break-words text-2xl font-semibold">{title}</h1>
            {match draft {
                Some(draft) => {
                    view! { <div class="mt-3"><PolicyForm draft submission action list/></div> }.into_any()
                }
                None => view! { <Choice list/> }.into_any(),
            }}
        </div>
    }
}

/// For an address that does not say which policy is wanted.
#[component]
fn Choice(list: String) -> impl IntoView {
    let i18n = use_i18n();
    let sections = Section::ALL
        .into_iter()
        .map(|section| {
            view! {
                <h2 class="mt-6 text-lg font-semibold">{texts::section(i18n, section)}</h2>
                <AddPolicy list=list.clone() section/>
            }
        })
        .collect_view();
    view! {
        <p class="mt-3">{t!(i18n, policies.choose)}</p>
        {sections}
    }
}
