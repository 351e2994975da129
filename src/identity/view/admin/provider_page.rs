//! `/admin/identity-providers/{provider}`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::{use_location, use_params_map};
use leptos_router::{LazyRoute, lazy_route};

use super::provider_form::ProviderForm;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_get_provider;
use crate::identity::provider::{Finding, Provider, ProviderDetails, Tested};
use crate::identity::provider_draft::ProviderDraft;
use crate::identity::view::provider_texts::explain;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// An OpenID provider's form, and a button that tries it out.
pub struct ProviderPage;

#[lazy_route]
impl LazyRoute for ProviderPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let search = use_location().search;
        let submission = use_submission();
        let details = Resource::new(
            move || {
                let id = params.with(|params| params.get("provider").unwrap_or_default());
                (id, search.with(|search| paths::query_value(search, "tested")).unwrap_or_default())
            },
            |(id, tested)| admin_get_provider(id, tested),
        );
        view! {
            <AsyncView
                resource=details
                submission=submission.clone()
                show=move |details| view! { <Shown details submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(details: ProviderDetails, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let name = details.provider.as_ref().map(|provider: &Provider| provider.name.clone()).unwrap_or_default();
    let saved = details.provider.as_ref().map(ProviderDraft::from).unwrap_or_default();
    let draft = submission.shown(saved, ProviderDraft::from_pairs, |typed, _| typed);
    let (action, findings) = (paths::admin_provider(&details.id), details.findings.clone());
    view! {
        <Title text=name.clone()/>
        <div class="max-w-3xl">
            <p class="text-sm"><A href=paths::ADMIN_PROVIDERS attr:class="link">{t!(i18n, providers.title)}</A></p>
            <div class="mt-1 flex flex-wrap items-center gap-3">
                <h1 class="min-w-0 break-words text-2xl font-semibold">{name}</h1>
                <A href=paths::admin_delete_provider(&details.id) attr:class="button button-danger ml-auto">
                    {t!(i18n, providers.remove)}
                </A>
            </div>
            <form method="post" action=paths::admin_test_provider(&details.id) class="mt-4 flex flex-wrap items-center gap-3">
                <button type="submit" class="button">{t!(i18n, providers.test)}</button>
                <span class="text-sm text-ink-muted">{t!(i18n, providers.test_lead)}</span>
            </form>
            <Findings findings/>
            <div class="mt-6">
                <ProviderForm draft details submission action/>
            </div>
        </div>
    }
}

/// What a test found, stage by stage.
#[component]
fn Findings(findings: Vec<Finding>) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |Finding { tested, problem }: Finding| {
        let tested = match tested {
            Tested::Metadata => tu_string!(i18n, providers.tested_metadata),
            Tested::Issuer => tu_string!(i18n, providers.tested_issuer),
            Tested::Endpoints => tu_string!(i18n, providers.tested_endpoints),
            Tested::Keys => tu_string!(i18n, providers.tested_keys),
        };
        let is_fine = problem.is_none();
        let result = match problem {
            Some(problem) => explain(i18n, &problem),
            None => tu_string!(i18n, providers.fine).to_owned(),
        };
        let text = tu_string!(i18n, providers.finding, tested = tested, result = result);
        view! {
            <li class="px-4 py-2 text-sm wrap-anywhere" class:text-danger=!is_fine>{text}</li>
        }
    };
    (!findings.is_empty()).then(|| {
        let rows = findings.into_iter().map(row).collect_view();
        view! {
            <div role="status" class="mt-3">
                <ul class="card rows" aria-label=tu_string!(i18n, providers.findings)>{rows}</ul>
            </div>
        }
    })
}
