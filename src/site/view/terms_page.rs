//! `/terms`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{t, tu_string, use_i18n};
use crate::site::api::get_terms;
use crate::ui::async_view::AsyncView;

/// What people accept who create an account.
pub struct TermsPage;

#[lazy_route]
impl LazyRoute for TermsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let terms = Resource::new(|| (), |()| get_terms());
        view! {
            <Title text=tu_string!(i18n, site.terms)/>
            <AsyncView
                resource=terms
                show=move |html| view! {
                    <article class="max-w-3xl">
                        <h1 class="text-2xl font-semibold">{t!(i18n, site.terms)}</h1>
                        <div class="prose mt-6" inner_html=html></div>
                    </article>
                }
            />
        }
        .into_any()
    }
}
