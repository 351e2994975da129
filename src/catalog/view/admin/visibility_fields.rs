//! Who may see an API.

use leptos::prelude::*;

use crate::catalog::draft::{DEVELOPERS, GUESTS, VISIBLE_TO};
use crate::catalog::model::Visibility;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ids::GroupId;

/// A checkbox for each group.
#[component]
pub fn VisibilityFields(
    /// What is ticked.
    visibility: Visibility,
    /// The groups that administrators made.
    groups: Vec<(GroupId, String)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Visibility { guests, developers, groups: ticked } = visibility;
    let built_in = [
        (GUESTS.to_owned(), tu_string!(i18n, groups.guests).to_owned(), guests),
        (DEVELOPERS.to_owned(), tu_string!(i18n, groups.developers).to_owned(), developers),
    ];
    let own = groups.into_iter().map(|(id, name)| {
        let is_ticked = ticked.contains(&id);
        (id.to_string(), name, is_ticked)
    });
    let boxes = built_in
        .into_iter()
        .chain(own)
        .map(|(value, name, is_ticked)| {
            view! {
                <label class="flex items-center gap-2 text-sm">
                    <input type="checkbox" name=VISIBLE_TO value=value checked=is_ticked class="h-4 w-4 accent-accent"/>
                    <span class="min-w-0 break-words">{name}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="flex flex-col gap-2" aria-describedby="visible-to-hint">
            <legend class="text-sm font-medium text-ink">{t!(i18n, groups.visible_to)}</legend>
            <input type="hidden" name=VISIBLE_TO value=""/>
            <div class="mt-1 flex flex-wrap gap-x-6 gap-y-2">{boxes}</div>
            <p id="visible-to-hint" class="text-xs text-ink-muted">{t!(i18n, groups.visible_to_hint)}</p>
        </fieldset>
    }
}
