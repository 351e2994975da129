//! What happened to a call in the gateway.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::figures::grouped;
use super::header_hint::span;
use crate::analytics::view::LimitList;
use crate::console::header_hints::Span;
use crate::console::model::{ActedPolicy, LimitLeft, PolicyScope, Trace};
use crate::i18n::{Locale, t, tu_string, use_i18n};

/// The policies that acted with what they left, the subscription's limits, and where the call went.
#[component]
pub(super) fn TraceList(
    /// What happened.
    trace: Trace,
    /// The call's method.
    method: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let Trace { policies, limits, is_passed_on, backend } = trace;
    let rows = policies.into_iter().map(|acted| view! { <Row acted/> }).collect_view();
    let has_acted = !rows.is_empty();
    view! {
        {backend.map(|backend| view! {
            <p class="text-sm">
                {t!(i18n, trace.passed_to)}" "<code class="break-all">{method}" "{backend}</code>
            </p>
        })}
        {(!is_passed_on).then(|| view! { <p class="text-sm">{t!(i18n, trace.not_passed_on)}</p> })}
        {if has_acted {
            view! { <ol class="card rows" aria-label=tu_string!(i18n, trace.policies)>{rows}</ol> }.into_any()
        } else {
            view! { <p class="text-sm text-ink-muted">{t!(i18n, trace.none)}</p> }.into_any()
        }}
        {(!limits.is_empty()).then(|| view! { <LimitList limits/> })}
    }
}

#[component]
fn Row(acted: ActedPolicy) -> impl IntoView {
    let i18n = use_i18n();
    let ActedPolicy { scope, policy, has_stopped, left } = acted;
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
            <code>{policy}</code>
            <span class="text-ink-muted">{scope_text(i18n, scope)}</span>
            {has_stopped.then(|| view! { <span class="badge badge-warning">{t!(i18n, trace.has_stopped)}</span> })}
            {left
                .into_iter()
                .map(|LimitLeft { is_kilobytes, limit, remaining, seconds }| {
                    let unit = if is_kilobytes {
                        tu_string!(i18n, trace.kilobytes)
                    } else {
                        tu_string!(i18n, trace.calls)
                    };
                    view! {
                        <span class="ml-auto tabular-nums">
                            {t!(
                                i18n, trace.left,
                                remaining = grouped(remaining), limit = grouped(limit), unit, span = span(i18n, Span::of(seconds)),
                            )}
                        </span>
                    }
                })
                .collect_view()}
        </li>
    }
}

fn scope_text(i18n: I18nContext<Locale>, scope: PolicyScope) -> &'static str {
    match scope {
        PolicyScope::Global => tu_string!(i18n, trace.global),
        PolicyScope::Product => tu_string!(i18n, trace.product),
        PolicyScope::Api => tu_string!(i18n, trace.api),
        PolicyScope::Operation => tu_string!(i18n, trace.operation),
    }
}
