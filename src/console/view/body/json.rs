//! A body of JSON: its text, and the form that its schema asks for.

use leptos::prelude::*;

use super::checks::body_checks;
use super::json_form::{json_form, open_form};
use super::text::TextBody;
use crate::console::view::draft::Draft;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Message;
use crate::ui::browser;
use crate::ui::message::message_text;

/// The ids of the tabs, and of what they show.
const FORM: &str = "body-form";
const RAW: &str = "body-raw";
const FORM_TAB: &str = "body-form-tab";
const RAW_TAB: &str = "body-raw-tab";
/// The id of why there is no form.
const REASON: &str = "body-form-reason";

/// Form and Raw, two ways to see the same text, where there is a schema; below, what the schema says against it. The editor,
/// the form and the checks are loaded when somebody begins to use them.
#[component]
pub(super) fn JsonBody(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let body = draft.body;
    let is_form = RwSignal::new(false);
    let is_begun = RwSignal::new(false);
    let reason = RwSignal::new(None::<Message>);
    let has_form = Memo::new(move |_| body.has_schema());
    let begin = move || {
        if !is_begun.get_untracked() {
            is_begun.set(true);
            browser::load_editor();
        }
    };
    Effect::new(move |_| {
        body.text.track();
        reason.set(None);
    });
    let choose = move |form: bool| {
        begin();
        if form {
            leptos::task::spawn_local(open_form(draft, is_form, reason));
        } else {
            is_form.set(false);
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let form = match event.key().as_str() {
            "ArrowRight" | "ArrowLeft" => !is_form.get_untracked(),
            "Home" => true,
            "End" => false,
            _ => return,
        };
        event.prevent_default();
        choose(form);
        browser::focus(if form { FORM_TAB } else { RAW_TAB });
    };
    let is_shown = move || is_form.get() && has_form.get();
    let tab = move |form: bool| {
        let (id, panel) = if form { (FORM_TAB, FORM) } else { (RAW_TAB, RAW) };
        let is_chosen = move || is_shown() == form;
        view! {
            <button
                type="button"
                role="tab"
                id=id
                aria-controls=move || is_chosen().then_some(panel)
                aria-selected=move || is_chosen().to_string()
                aria-disabled=move || (form && reason.with(Option::is_some)).then_some("true")
                aria-describedby=move || (form && reason.with(Option::is_some)).then_some(REASON)
                tabindex=move || if is_chosen() { "0" } else { "-1" }
                on:click=move |_| choose(form)
            >
                {if form { t!(i18n, body_form.form).into_any() } else { t!(i18n, console.raw).into_any() }}
            </button>
        }
    };
    view! {
        {move || has_form.get().then(|| view! {
            <div role="tablist" aria-label=tu_string!(i18n, body_form.look) class="flex gap-1" on:keydown=on_key>
                {tab(true)}
                {tab(false)}
            </div>
            <p id=REASON role="status" class="text-sm text-danger empty:hidden">
                {move || reason.get().map(|reason| message_text(i18n, &reason))}
            </p>
        })}
        <div
            id=RAW
            role=move || has_form.get().then_some("tabpanel")
            aria-labelledby=move || has_form.get().then_some(RAW_TAB)
            hidden=is_shown
            on:focusin=move |_| begin()
            on:pointerenter=move |_| begin()
        >
            <TextBody draft is_json=true/>
        </div>
        {move || is_shown().then(|| view! {
            <div id=FORM role="tabpanel" aria-labelledby=FORM_TAB>{Suspend::new(json_form(draft, is_form))}</div>
        })}
        {move || is_begun.get().then(|| Suspend::new(body_checks(draft, is_form)))}
    }
}
