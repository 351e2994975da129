//! The page of a schema.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map};
use leptos_router::{LazyRoute, lazy_route};

use super::breadcrumb::Breadcrumb;
use crate::catalog::api::{get_schema, get_schema_part};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::rendered::{Rendered, rendered};

/// A schema by its name.
pub struct SchemaPage;

#[lazy_route]
impl LazyRoute for SchemaPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let params = use_params_map();
        let names = Memo::new(move |_| {
            params.with(|params| (params.get("api").unwrap_or_default(), params.get("schema").unwrap_or_default()))
        });
        let locale = i18n.get_locale_untracked();
        let html = rendered(move || names.get(), move |(api, name)| get_schema(api, name, locale));
        let title = move || names.with(|(_, name)| name.clone());
        view! {
            <Title text=title/>
            {move || view! { <Breadcrumb above=above(&names.with(|(api, _)| api.clone()))/> }}
            <h1 class="min-w-0 break-words text-2xl font-semibold">{title}</h1>
            <Rendered html class="mt-6 max-w-4xl"/>
        }
        .into_any()
    }
}

/// The next levels of a schema, for readers without JavaScript.
pub struct SchemaPartPage;

#[lazy_route]
impl LazyRoute for SchemaPartPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let params = use_params_map();
        let search = use_location().search;
        let place = Memo::new(move |_| {
            let api = params.with(|params| params.get("api").unwrap_or_default());
            (api, search.with(|search| paths::query_value(search, "at").unwrap_or_default()))
        });
        let locale = i18n.get_locale_untracked();
        let html = rendered(move || place.get(), move |(api, at)| get_schema_part(api, at, locale));
        view! {
            <Title text=tu_string!(i18n, schema.title)/>
            {move || view! { <Breadcrumb above=above(&place.with(|(api, _)| api.clone()))/> }}
            <h1 class="text-2xl font-semibold">{t!(i18n, schema.title)}</h1>
            <Rendered html class="mt-6 max-w-4xl"/>
        }
        .into_any()
    }
}

/// The way back to the API.
fn above(api: &str) -> Vec<(String, String)> {
    vec![(paths::api(api), api.to_owned())]
}
