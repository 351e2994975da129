//! What there is to know about the body of an answer.

use leptos::prelude::*;

use super::draft::Draft;
use super::figures::size;
use crate::console::content;
use crate::console::model::{AnswerEnd, Problem};
use crate::i18n::{tu_string, use_i18n};
use crate::paths;

/// Its size, and what is missing or wrong.
#[component]
pub(super) fn ContentNotices(draft: Draft, end: AnswerEnd) -> impl IntoView {
    let i18n = use_i18n();
    let AnswerEnd { received, decoded, cut, problem, download, download_cut, .. } = end;
    let sizes = if received == decoded {
        size(i18n, received)
    } else {
        tu_string!(i18n, console.sizes, received = size(i18n, received), decoded = size(i18n, decoded))
    };
    let notice = "rounded bg-warning-soft px-3 py-2 text-sm";
    let problem = problem.map(|problem| match problem {
        Problem::UnknownCoding => tu_string!(i18n, console.unknown_coding),
        Problem::Undecodable => tu_string!(i18n, console.undecodable),
    });
    let name = content::file_name(&draft.slug(), None);
    view! {
        {(received > 0).then(|| view! { <p class="text-sm text-ink-muted">{sizes}</p> })}
        {problem.map(|problem| view! { <p class=notice>{problem}</p> })}
        {cut.then(|| view! {
            <div class=notice>
                <p>{if download_cut { tu_string!(i18n, console.cut_too_long) } else { tu_string!(i18n, console.cut) }}</p>
                {download.map(|id| view! {
                    <p class="mt-2">
                        <a class="button" href=paths::console_download(&id) download=name rel="external">
                            {if download_cut {
                                tu_string!(i18n, console.download_beginning)
                            } else {
                                tu_string!(i18n, console.download_whole)
                            }}
                        </a>
                    </p>
                })}
            </div>
        })}
    }
}
