//! Saving what stands in the form under a name.

use leptos::prelude::*;

use super::draft::Draft;
use crate::console::examples::{NewExample, check_name};
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::{ApiError, Message};
use crate::paths;
use crate::ui::browser::{self, Abort};
use crate::ui::field::{Checkbox, TextField};
use crate::ui::message::error_text;

/// A name, for administrators whether everybody is offered the example, and the button that saves.
#[component]
pub(super) fn SaveExample(draft: Draft, is_administrator: bool, saved: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let name = RwSignal::new(String::new());
    let pinned = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let is_saved = RwSignal::new(false);
    let complaint = Memo::new(move |_| error.with(|error| name_complaint(error.as_ref())));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_saved.set(false);
        let new = NewExample {
            name: name.get_untracked(),
            pinned: pinned.get_untracked(),
            request: untrack(|| draft.request()),
        };
        if let Err(refusal) = check_name(new.name.trim()) {
            error.set(Some(refusal));
            return;
        }
        let Ok(json) = serde_json::to_string(&new) else { return };
        leptos::task::spawn_local(async move {
            let result = browser::post(paths::CONSOLE_EXAMPLES, &json, &[], &Abort::default(), |_| {}).await;
            if result.is_ok() {
                name.try_set(String::new());
                pinned.try_set(false);
                is_saved.try_set(true);
                saved.try_run(());
            }
            error.try_set(result.err());
        });
    };
    view! {
        <form class="flex flex-col gap-3" novalidate on:submit=save>
            <TextField
                name="example-name"
                label=tu_string!(i18n, history.example_name)
                value=name
                complaint=Signal::derive(move || complaint.get())
                hint=tu_string!(i18n, history.example_hint)
            />
            {is_administrator.then(|| view! {
                <Checkbox name="example-pinned" label=tu_string!(i18n, history.pin) checked=pinned/>
            })}
            <div class="flex flex-wrap items-center gap-3">
                <button type="submit" class="button">{t!(i18n, history.save_example)}</button>
                <span role="status" class="text-sm text-ink-muted">
                    {move || is_saved.get().then_some(t!(i18n, history.saved))}
                </span>
            </div>
            {move || error.get().filter(|error| name_complaint(Some(error)).is_none()).map(|error| view! {
                <p role="alert" class="text-sm text-danger">{error_text(i18n, &error)}</p>
            })}
        </form>
    }
}

/// What is wrong with the name. That there are too many examples is said there, too.
fn name_complaint(error: Option<&ApiError>) -> Option<Message> {
    let Some(ApiError::Invalid { fields }) = error else { return None };
    fields.iter().find(|complaint| complaint.field == "name").map(|complaint| complaint.message.clone())
}
