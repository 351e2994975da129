//! The panel into which a command is pasted.

use leptos::prelude::*;

use super::texts::{complaint, note};
use super::{BUTTON, HANDED_OVER};
use crate::catalog::api::list_operations_called;
use crate::catalog::model::OperationSummary;
use crate::console::curl::{CurlCommand, CurlError, Fitted, Note, fit, parse};
use crate::console::view::draft::Draft;
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::browser;
use crate::ui::verb::Verb;

/// The id of the command's field.
const COMMAND: &str = "curl-command";
/// The id of what is said about it.
const SAID: &str = "curl-said";

/// What became of a command.
#[derive(Clone)]
enum Outcome {
    /// It is none.
    Wrong(CurlError),
    /// The form was filled in.
    Filled { elsewhere: Option<String>, notes: Vec<Note> },
    /// It calls one of these operations.
    Another(Vec<OperationSummary>),
    /// The API has no such operation.
    Unknown { method: String, path: String },
}

/// A field for the command, a button that reads it, and what became of it.
#[lazy]
pub(super) fn panel(draft: Draft, is_open: RwSignal<bool>) -> AnyView {
    let i18n = use_i18n();
    let text = RwSignal::new(String::new());
    let outcome = RwSignal::new(None::<Outcome>);
    let read = move || {
        leptos::task::spawn_local(async move {
            let read = read(draft, text.get_untracked()).await;
            outcome.try_set(Some(read));
        })
    };
    let close = move || {
        is_open.set(false);
        browser::focus(BUTTON);
    };
    if let Some(command) = browser::take_over(HANDED_OVER) {
        text.set(command);
        read();
    }
    request_animation_frame(|| browser::focus(COMMAND));
    let is_wrong = move || outcome.with(|outcome| matches!(outcome, Some(Outcome::Wrong(_))));
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    view! {
        <section class="card flex flex-col gap-3 p-3" aria-label=tu_string!(i18n, curl.title) on:keydown=on_key>
            <label for=COMMAND class="font-semibold">{t!(i18n, curl.command)}</label>
            <p class="text-sm text-ink-muted">{t!(i18n, curl.hint)}</p>
            <textarea
                id=COMMAND
                class="field-input font-mono"
                rows="6"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-invalid=move || is_wrong().then_some("true")
                aria-describedby=SAID
                prop:value=text
                on:input:target=move |event| text.set(event.target().value())
            ></textarea>
            <div class="flex flex-wrap gap-2">
                <button type="button" class="button button-primary" on:click=move |_| read()>{t!(i18n, curl.fill)}</button>
                <button type="button" class="button" on:click=move |_| close()>{t!(i18n, common.close)}</button>
            </div>
            <div id=SAID role="status" class="flex flex-col gap-2 text-sm">
                {move || outcome.get().map(|outcome| said(draft, text, outcome))}
            </div>
        </section>
    }
    .into_any()
}

/// Reads the command `text` and fills in the form, if it calls the form's operation.
async fn read(draft: Draft, text: String) -> Outcome {
    let command = match parse(&text) {
        Ok(command) => command,
        Err(error) => return Outcome::Wrong(error),
    };
    let details = draft.details();
    let notes = command.notes.clone();
    let CurlCommand { method, url, .. } = command.clone();
    if let Some(Fitted { request, elsewhere }) = fit(command, &details) {
        draft.fill(&request);
        return Outcome::Filled { elsewhere, notes };
    }
    let path = path_of(&url).to_owned();
    let called = list_operations_called(details.api.address, method.clone(), path.clone()).await.unwrap_or_default();
    let others: Vec<_> = called.into_iter().filter(|operation| operation.id != details.id).collect();
    if others.is_empty() { Outcome::Unknown { method, path } } else { Outcome::Another(others) }
}

/// The path of an absolute address.
fn path_of(url: &str) -> &str {
    let address = url.split_once('?').map_or(url, |(address, _)| address);
    let authority = address.find("://").map_or(0, |scheme| scheme + 3);
    address[authority..].find('/').map_or("/", |at| &address[authority + at..])
}

fn said(draft: Draft, text: RwSignal<String>, outcome: Outcome) -> AnyView {
    let i18n = use_i18n();
    match outcome {
        Outcome::Wrong(error) => view! { <p class="text-danger">{complaint(i18n, &error)}</p> }.into_any(),
        Outcome::Filled { elsewhere, notes } => {
            let elsewhere = elsewhere.map(|address| tu_string!(i18n, curl.elsewhere, address = address));
            let notes = elsewhere.into_iter().chain(notes.iter().map(|it| note(i18n, it)));
            let notes = notes.map(|note| view! { <li>{note}</li> }).collect_view();
            view! {
                <p>{t!(i18n, curl.filled)}</p>
                <ul class="list-disc pl-5 text-ink-muted empty:hidden">{notes}</ul>
            }
            .into_any()
        }
        Outcome::Another(operations) => {
            let api = draft.details().api.address;
            let links = operations.into_iter().map(|operation| {
                let hand_over = move |_| browser::hand_over(HANDED_OVER, &text.get_untracked());
                view! {
                    <li class="flex flex-wrap items-baseline gap-2">
                        <Verb verb=operation.verb/>
                        <a class="text-accent underline" href=paths::operation(&api, &operation.slug) on:click=hand_over>
                            {operation.display_name}
                        </a>
                        <code class="break-all">{operation.url_template}</code>
                    </li>
                }
            });
            view! { <p>{t!(i18n, curl.another)}</p> <ul class="flex flex-col gap-1">{links.collect_view()}</ul> }
                .into_any()
        }
        Outcome::Unknown { method, path } => {
            view! { <p class="text-danger">{tu_string!(i18n, curl.no_operation, method = method, path = path)}</p> }
                .into_any()
        }
    }
}
