//! `/admin/apis/{api}/recipes/import`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::fields::Tick;
use crate::catalog::api::admin_get_api;
use crate::catalog::model::Api;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::recipes::report::{ImportReport, REPORT, Remark};
use crate::ui::async_view::AsyncView;
use crate::ui::field::TextArea;
use crate::ui::message::error_text;
use crate::ui::submission::use_submission;

/// The form that an Arazzo document is sent with, and what is in the way of it.
pub struct ImportRecipesPage;

#[lazy_route]
impl LazyRoute for ImportRecipesPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let submission = use_submission();
        let api = Resource::new(
            move || params.with(|params| params.get("api").unwrap_or_default()),
            |slug| async move { Ok(admin_get_api(slug, String::new(), 1).await?.api) },
        );
        view! {
            <AsyncView
                resource=api
                submission=submission.clone()
                show=move |api| view! { <Shown api submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(api: Api, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let slug = api.input.slug.clone();
    let above = vec![
        (paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned()),
        (paths::admin_api(&slug), api.title().to_owned()),
    ];
    let report: Option<ImportReport> = submission.value(REPORT).and_then(|text| serde_json::from_str(text).ok());
    let only_warns = report.as_ref().is_some_and(|report| !report.is_refused());
    let text = RwSignal::new(submission.value("text").unwrap_or_default().to_owned());
    let complaint = Signal::stored(submission.complaint("text").filter(|_| report.is_none()));
    let published = submission.value("published").is_some();
    let error = submission.error.filter(|_| report.is_none()).map(|error| {
        view! { <p role="alert" class="mb-4 text-danger">{error_text(i18n, &error)}</p> }
    });
    view! {
        <Title text=tu_string!(i18n, recipes.import_title)/>
        <Breadcrumb above/>
        <h1 class="text-2xl font-semibold">{t!(i18n, recipes.import_title)}</h1>
        <p class="mt-1 text-ink-muted">{t!(i18n, recipes.import_lead)}</p>
        <div class="mt-6 max-w-3xl">
            {error}
            {report.map(|report| view! { <Told report/> })}
            <form method="post" action=paths::admin_import_recipes(&slug) class="grid gap-4">
                <TextArea
                    name="text"
                    label=tu_string!(i18n, recipes.document)
                    value=text
                    complaint
                    hint=tu_string!(i18n, recipes.document_hint)
                    rows=16
                    code=true
                />
                <Tick name="published" label=tu_string!(i18n, admin.published) checked=published/>
                <div class="flex flex-wrap gap-3">
                    <button type="submit" class="button button-primary">{t!(i18n, recipes.import_submit)}</button>
                    {only_warns.then(|| view! {
                        <button type="submit" name="action" value="accept" class="button">{t!(i18n, recipes.import_anyway)}</button>
                    })}
                    <a href=paths::api(&slug) class="button button-quiet">{t!(i18n, common.cancel)}</a>
                </div>
            </form>
        </div>
    }
}

#[component]
fn Told(report: ImportReport) -> impl IntoView {
    let i18n = use_i18n();
    let is_refused = report.is_refused();
    let class = if is_refused {
        "mb-6 rounded-md border border-danger bg-danger-soft p-4 text-sm"
    } else {
        "mb-6 rounded-md border border-line bg-warning-soft p-4 text-sm"
    };
    let remark = |Remark { place, text }: Remark| {
        view! { <li class="break-words"><code class="font-mono">{place}</code>" "{text}</li> }
    };
    let missing = report.missing.into_iter().map(|place| {
        view! { <li class="break-words"><code class="font-mono">{place}</code>" "{t!(i18n, recipes.import_missing)}</li> }
    });
    let taken = report.taken.into_iter().map(|name| {
        view! { <li class="break-words"><code class="font-mono">{name}</code>" "{t!(i18n, recipes.import_taken)}</li> }
    });
    view! {
        <div role="alert" class=class>
            <p class="font-semibold">
                {if is_refused { t!(i18n, recipes.import_refused).into_any() } else { t!(i18n, recipes.import_warned).into_any() }}
            </p>
            <ul class="mt-2 list-disc pl-5">
                {report.is_empty.then(|| view! { <li>{t!(i18n, recipes.import_empty)}</li> })}
                {report.refused.into_iter().map(remark).collect_view()}
                {missing.collect_view()}
                {taken.collect_view()}
                {report.warnings.into_iter().map(remark).collect_view()}
            </ul>
        </div>
    }
}
