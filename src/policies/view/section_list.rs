//! A section of a scope's policies.

use leptos::prelude::*;
use leptos_router::components::A;

use super::add_policy::AddPolicy;
use super::texts;
use crate::i18n::{tu_string, use_i18n};
use crate::paths;
use crate::policies::model::{Placed, Section};

/// The policies of a section in their order, and the way to add one.
#[component]
pub(super) fn SectionList(
    /// The list of the scope's policies.
    list: String,
    /// The section.
    section: Section,
    /// Its policies.
    policies: Vec<Placed>,
) -> impl IntoView {
    let i18n = use_i18n();
    let last = policies.len().saturating_sub(1);
    let title = texts::section(i18n, section);
    let (label, called) = (title.clone(), title.clone());
    let is_empty = policies.is_empty();
    let rows = policies
        .into_iter()
        .enumerate()
        .map(|(at, placed)| view! { <Row list=list.clone() placed is_first=at == 0 is_last=at == last/> })
        .collect_view();
    view! {
        <section class="mt-8" aria-label=label>
            <h2 class="text-lg font-semibold">{title}</h2>
            <p class="mt-1 text-sm text-ink-muted">{texts::about_section(i18n, section)}</p>
            {(!is_empty).then(|| view! { <ul class="card rows mt-3" aria-label=called>{rows}</ul> })}
            <AddPolicy list section/>
        </section>
    }
}

#[component]
fn Row(list: String, placed: Placed, is_first: bool, is_last: bool) -> impl IntoView {
    let i18n = use_i18n();
    let name = placed.policy.kind().as_str();
    let action = paths::admin_move_policy(&list, &placed.id);
    let up = tu_string!(i18n, policies.up, name = name);
    let down = tu_string!(i18n, policies.down, name = name);
    let summary = texts::summary(i18n, &placed);
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
            <A href=paths::admin_policy(&list, &placed.id) attr:class="link font-mono font-medium">{name}</A>
            <span class="min-w-0 wrap-anywhere text-sm text-ink-muted">{summary}</span>
            <form method="post" action=action class="ml-auto flex gap-1">
                <button type="submit" name="to" value="up" class="button button-quiet" aria-label=up disabled=is_first>"↑"</button>
                <button type="submit" name="to" value="down" class="button button-quiet" aria-label=down disabled=is_last>"↓"</button>
            </form>
        </li>
    }
}
