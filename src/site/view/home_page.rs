//! The home page.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use crate::catalog::api::list_apis;
use crate::catalog::model::ApiPage;
use crate::catalog::view::ApiCards;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::model::Role;
use crate::paths;
use crate::site::api::get_home_text;
use crate::site::model::Frame;
use crate::ui::async_view::AsyncView;
use crate::ui::rendered::{Rendered, rendered};
use crate::ui::search_form::SearchForm;

/// What this portal offers, a search, the first APIs, and how to begin.
pub struct HomePage;

#[lazy_route]
impl LazyRoute for HomePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let frame = expect_context::<Frame>();
        let apis = Resource::new(|| (), |()| list_apis(String::new(), String::new(), String::new(), 1));
        view! {
            <Title text=""/>
            <section class="max-w-3xl py-6">
                <h1 class="text-3xl font-semibold tracking-tight">{frame.name}</h1>
                {if frame.has_home_text {
                    let text = rendered(|| (), |()| get_home_text());
                    view! { <Rendered html=text class="prose mt-3"/> }.into_any()
                } else {
                    view! { <p class="mt-3 text-lg text-ink-muted">{t!(i18n, site.home_lead)}</p> }.into_any()
                }}
                <div class="mt-6">
                    <SearchForm
                        action=paths::SEARCH
                        label=tu_string!(i18n, search.label)
                        query=""
                        placeholder=tu_string!(i18n, search.hint)
                    />
                </div>
            </section>
            <section class="mt-6">
                <div class="flex items-baseline justify-between gap-4">
                    <h2 class="text-xl font-semibold">{t!(i18n, site.home_featured)}</h2>
                    <A href=paths::APIS attr:class="text-sm text-accent underline">{t!(i18n, site.home_all)}</A>
                </div>
                <div class="mt-4"><AsyncView resource=apis show=|page| view! { <FirstApis page/> }/></div>
            </section>
            <GetStarted/>
        }
        .into_any()
    }
}

/// The first few APIs, or what to do when there is none.
#[component]
fn FirstApis(page: ApiPage) -> impl IntoView {
    let i18n = use_i18n();
    let frame = expect_context::<Frame>();
    let is_administrator = frame.user.is_some_and(|user| user.role == Role::Administrator);
    if page.items.is_empty() {
        return view! {
            <div class="card p-6">
                <p>{t!(i18n, site.home_empty)}</p>
                {is_administrator.then(|| view! {
                    <p class="mt-2 text-ink-muted">{t!(i18n, site.home_empty_admin)}</p>
                    <p class="mt-4"><a href=paths::ADMIN_NEW_API class="button button-primary">{t!(i18n, site.home_add_api)}</a></p>
                })}
            </div>
        }
        .into_any();
    }
    let first = page.items.into_iter().take(6).collect();
    view! { <ApiCards apis=first/> }.into_any()
}

/// Three steps from here to a call that worked.
#[component]
fn GetStarted() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="mt-12">
            <h2 class="text-xl font-semibold">{t!(i18n, site.start)}</h2>
            <ol class="mt-4 grid gap-6 md:grid-cols-3">
                <li>
                    <h3 class="font-semibold">{t!(i18n, site.start_find)}</h3>
                    <p class="mt-1 text-sm text-ink-muted">{t!(i18n, site.start_find_text)}</p>
                </li>
                <li>
                    <h3 class="font-semibold">{t!(i18n, site.start_try)}</h3>
                    <p class="mt-1 text-sm text-ink-muted">{t!(i18n, site.start_try_text)}</p>
                </li>
                <li>
                    <h3 class="font-semibold">{t!(i18n, site.start_read)}</h3>
                    <p class="mt-1 text-sm text-ink-muted">{t!(i18n, site.start_read_text)}</p>
                </li>
            </ol>
        </section>
    }
}
