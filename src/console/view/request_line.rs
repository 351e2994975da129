//! The request as it would be sent now.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::draft::Draft;
use crate::ui::verb::Verb;

/// Method and address, changing while one types.
#[component]
pub(super) fn RequestLine(draft: Draft) -> impl IntoView {
    let url = Memo::new(move |_| draft.url());
    view! {
        <div class="flex items-start gap-2">
            <div class="flex min-w-0 flex-1 items-baseline gap-2">
                <Verb verb=draft.verb()/>
                <code class="min-w-0 break-all text-sm">{url}</code>
            </div>
            <CopyButton text=url/>
        </div>
    }
}
