//! Whether the answer is what the documentation says.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::catalog::model::{Deviation, Problem};
use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::kernel::Message;
use crate::ui::message::message_text;

/// The deviations, each with its place in the body, or that there are none.
#[component]
pub(super) fn ContractCheck(deviations: Vec<Deviation>) -> impl IntoView {
    let i18n = use_i18n();
    if deviations.is_empty() {
        return view! { <p class="text-sm text-success">{t!(i18n, console.as_documented)}</p> }.into_any();
    }
    let rows = deviations.into_iter().map(|deviation| view! { <Row deviation/> }).collect_view();
    view! { <ul class="flex flex-col gap-1 text-sm">{rows}</ul> }.into_any()
}

#[component]
fn Row(deviation: Deviation) -> impl IntoView {
    let i18n = use_i18n();
    let (pointer, text) = match deviation {
        Deviation::Status => (None, tu_string!(i18n, console.status_not_documented).to_owned()),
        Deviation::ContentType { documented } => {
            (None, tu_string!(i18n, console.type_not_documented, documented = documented))
        }
        Deviation::NotJson { line, column } => (None, message_text(i18n, &Message::NotJson { line, column })),
        Deviation::Value { pointer, problem } => {
            let text = problem_text(i18n, problem);
            (Some(format!("#{pointer}")), text)
        }
    };
    view! {
        <li class="min-w-0 break-words">
            {pointer.map(|pointer| view! { <code class="font-mono text-warning">{pointer}</code>" " })}
            {text}
        </li>
    }
}

/// What is wrong with a value.
pub(super) fn problem_text(i18n: I18nContext<Locale>, problem: Problem) -> String {
    match problem {
        Problem::WrongType { expected, found } => {
            tu_string!(i18n, console.wrong_type, expected = expected, found = found)
        }
        Problem::Missing { name } => tu_string!(i18n, console.member_missing, name = name),
        Problem::NotAllowed => tu_string!(i18n, console.member_not_allowed).to_owned(),
        Problem::Breaks { keyword, limit } => {
            tu_string!(i18n, console.keyword_broken, keyword = keyword, limit = limit)
        }
    }
}
