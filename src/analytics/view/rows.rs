//! The table of calls by day and operation.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::analytics::model::UsageRow;
use crate::console::view::figures::{duration, grouped};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;

/// A row a day and operation, the newest day first.
#[component]
pub(super) fn Rows(
    /// The rows.
    rows: Vec<UsageRow>,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = rows.into_iter().map(|row| view! { <Row row/> }).collect_view();
    let number = "text-right";
    view! {
        <div class="overflow-x-auto" tabindex="0" role="region" aria-label=move || tu_string!(i18n, usage.by_day)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, usage.day)}</th>
                        <th scope="col">{t!(i18n, usage.api)}</th>
                        <th scope="col">{t!(i18n, usage.operation)}</th>
                        <th scope="col" class=number>{t!(i18n, usage.calls)}</th>
                        <th scope="col" class=number>{t!(i18n, usage.refused)}</th>
                        <th scope="col" class=number>{t!(i18n, usage.failed)}</th>
                        <th scope="col" class=number>{t!(i18n, usage.bytes_in)}</th>
                        <th scope="col" class=number>{t!(i18n, usage.bytes_out)}</th>
                        <th scope="col" class=number>{t!(i18n, usage.half)}</th>
                        <th scope="col" class=number>{t!(i18n, usage.most)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: UsageRow) -> impl IntoView {
    let i18n = use_i18n();
    let day = row.day.rfc3339().split('T').next().unwrap_or_default().to_owned();
    let api = match row.api_slug {
        Some(slug) => view! { <A href=paths::api(&slug) attr:class="link">{row.api}</A> }.into_any(),
        None => or_dash(row.api).into_any(),
    };
    let number = "text-right tabular-nums";
    view! {
        <tr>
            <th scope="row" class="font-normal">{day}</th>
            <td>{api}</td>
            <td><code class="font-mono text-xs">{or_dash(row.operation)}</code></td>
            <td class=number>{grouped(row.calls)}</td>
            <td class=number>{grouped(row.refused)}</td>
            <td class=number>{grouped(row.failed)}</td>
            <td class=number>{grouped(row.bytes_in)}</td>
            <td class=number>{grouped(row.bytes_out)}</td>
            <td class=number>{duration(i18n, row.p50_us)}</td>
            <td class=number>{duration(i18n, row.p95_us)}</td>
        </tr>
    }
}

fn or_dash(text: String) -> String {
    if text.is_empty() { "–".to_owned() } else { text }
}
