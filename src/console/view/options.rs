//! How a call is sent.

use leptos::prelude::*;

use super::draft::Draft;
use crate::console::api::get_longest_timeout;
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::field::{FieldFrame, describedby};

/// The id of the field.
const TIMEOUT: &str = "call-timeout";

/// The fields that few people need. The operator's limit is asked for when they are opened.
#[lazy]
pub(super) fn options(draft: Draft) -> AnyView {
    let i18n = use_i18n();
    let options = draft.options;
    leptos::task::spawn_local(async move {
        if let Ok(longest) = get_longest_timeout().await {
            options.longest.try_set(Some(longest));
        }
    });
    let complaint = Memo::new(move |_| options.timeout().err());
    let described = move || describedby(TIMEOUT, false, complaint.with(Option::is_some));
    view! {
        <div class="flex max-w-xs flex-col gap-1">
            <FieldFrame id=TIMEOUT.to_owned() label=tu_string!(i18n, console.timeout) complaint=complaint optional=true>
                <input
                    id=TIMEOUT
                    type="text"
                    class="field-input"
                    inputmode="numeric"
                    value=options.seconds.get_untracked()
                    prop:value=options.seconds
                    placeholder=move || options.longest.get().map(|longest| longest.to_string())
                    autocomplete="off"
                    aria-invalid=move || complaint.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    on:input:target=move |event| options.seconds.set(event.target().value())
                />
            </FieldFrame>
            {move || options.longest.get().map(|longest| view! {
                <p class="text-xs text-ink-muted">{t!(i18n, console.timeout_hint, most = longest)}</p>
            })}
        </div>
    }
    .into_any()
}
