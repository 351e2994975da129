//! The search field above a list. It is a plain form, so that it works without JavaScript and gives an address to share.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::Form;

use crate::i18n::{t, use_i18n};
use crate::ui::browser;

/// The id of the field. A page has one search.
pub const SEARCH_FIELD: &str = "search-field";

/// A search over the list at `action`.
#[component]
pub fn SearchForm(
    /// The list's address.
    #[prop(into)]
    action: String,
    /// The field's label.
    #[prop(into)]
    label: String,
    /// What is searched for now.
    #[prop(into)]
    query: String,
    /// What can be searched for.
    #[prop(into, optional)]
    placeholder: String,
    /// Another filter that the search keeps: name and value.
    #[prop(optional)]
    keep: Option<(&'static str, String)>,
    /// Told what was typed.
    #[prop(optional)]
    on_type: Option<Callback<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div role="search" class="w-full max-w-xl">
            // The router adds the button that was pressed, which has no name and would leave `&=` in the address.
            <Form method="GET" action=action on_form_data=Arc::new(browser::drop_unnamed)>
                <div class="flex gap-2">
                    <input
                        id=SEARCH_FIELD
                        type="search"
                        name="q"
                        class="field-input"
                        value=query.clone()
                        // The attribute is what a fresh field holds; one that was typed into follows its property.
                        prop:value=query
                        aria-label=label
                        placeholder=placeholder
                        autocomplete="off"
                        on:input:target=move |event| {
                            if let Some(on_type) = on_type {
                                on_type.run(event.target().value());
                            }
                        }
                    />
                    {keep
                        .filter(|(_, value)| !value.is_empty())
                        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })}
                    <button type="submit" class="button">{t!(i18n, common.search)}</button>
                </div>
            </Form>
        </div>
    }
}
