//! Choosing which policy is added.

use leptos::prelude::*;

use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::policies::model::{Kind, Section};

/// A choice among the policies that may stand in a section; it leads to the form of the chosen one.
#[component]
pub(super) fn AddPolicy(
    /// The list of the scope's policies.
    #[prop(into)]
    list: String,
    /// The section.
    section: Section,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = format!("add-{}", section.as_str());
    let options = Kind::ALL
        .iter()
        .filter(|kind| kind.fits(section))
        .map(|kind| view! { <option value=kind.as_str()>{kind.as_str()}</option> })
        .collect_view();
    view! {
        <form method="get" action=paths::admin_new_policy(&list) class="mt-3 flex flex-wrap items-center gap-2">
            <input type="hidden" name="section" value=section.as_str()/>
            <label for=id.clone() class="visually-hidden">
                {tu_string!(i18n, policies.policy_for, section = section.as_str())}
            </label>
            <select id=id name="kind" class="field-input font-mono">{options}</select>
            <button type="submit" class="button">{t!(i18n, policies.add)}</button>
        </form>
    }
}
