//! A body of fields and files.

use leptos::prelude::*;

use crate::console::view::body_draft::{BodyDraft, PartDraft};
use crate::console::view::complaint::Complaint;
use crate::console::view::draft::Draft;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Message;
use crate::ui::browser::{self, PickedFile};

/// The id of the button that adds a part.
const ADD: &str = "add-part";

/// A row for each part.
#[component]
pub(super) fn Parts(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let body = draft.body;
    let add = move |_| {
        let key = body.add_part();
        request_animation_frame(move || browser::focus(&name_id(key)));
    };
    view! {
        <For each=move || body.parts.get() key=|part| part.key children=move |part| view! { <Part draft part/> }/>
        <div><button id=ADD type="button" class="button" on:click=add>{t!(i18n, console.add_field)}</button></div>
    }
}

#[component]
fn Part(draft: Draft, part: PartDraft) -> impl IntoView {
    let i18n = use_i18n();
    let body = draft.body;
    let key = part.key;
    let id = name_id(key);
    let complaint_id = format!("{id}-complaint");
    let complaint = Memo::new(move |_| complaint(draft, body, key));
    let invalid = move || complaint.with(Option::is_some).then_some("true");
    let described = {
        let id = complaint_id.clone();
        move || complaint.with(Option::is_some).then(|| id.clone())
    };
    let remove = move |_| {
        body.remove_part(key);
        browser::focus(ADD);
    };
    let name = part.name.clone();
    let kind = part.is_file.clone();
    let is_file = part.is_file.clone();
    view! {
        <div class="flex flex-col gap-1">
            <div class="flex flex-wrap items-center gap-2 sm:flex-nowrap">
                <input
                    type="checkbox"
                    class="h-4 w-4 shrink-0"
                    aria-label=tu_string!(i18n, console.send_row)
                    prop:checked=part.sent.clone()
                    on:change:target=move |event| part.sent.set(event.target().checked())
                />
                <input
                    id=id
                    type="text"
                    class="field-input"
                    aria-label=tu_string!(i18n, console.field_name)
                    placeholder=tu_string!(i18n, console.field_name)
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=invalid
                    aria-describedby=described
                    prop:value=part.name.clone()
                    on:input:target=move |event| name.set(event.target().value())
                />
                <select
                    class="field-input w-auto shrink-0"
                    aria-label=tu_string!(i18n, console.field_kind)
                    prop:value=move || if kind.get() { "file" } else { "text" }
                    on:change:target={
                        let kind = part.is_file.clone();
                        move |event| kind.set(event.target().value() == "file")
                    }
                >
                    <option value="text">{t!(i18n, console.text)}</option>
                    <option value="file">{t!(i18n, console.file)}</option>
                </select>
                {move || {
                    let (text, typed, file) = (part.text.clone(), part.text.clone(), part.file.clone());
                    if is_file.get() {
                        view! {
                            <input
                                type="file"
                                class="field-input"
                                aria-label=tu_string!(i18n, console.file)
                                on:change=move |event| file.set(PickedFile::of(&event))
                            />
                        }
                        .into_any()
                    } else {
                        view! {
                            <input
                                type="text"
                                class="field-input"
                                aria-label=tu_string!(i18n, console.field_value)
                                placeholder=tu_string!(i18n, console.field_value)
                                autocomplete="off"
                                autocapitalize="none"
                                spellcheck="false"
                                prop:value=text
                                on:input:target=move |event| typed.set(event.target().value())
                            />
                        }
                        .into_any()
                    }
                }}
                <button
                    type="button"
                    class="button button-quiet"
                    aria-label=tu_string!(i18n, console.remove_field)
                    on:click=remove
                >
                    {t!(i18n, common.remove)}
                </button>
            </div>
            <Complaint id=complaint_id complaint/>
        </div>
    }
}

/// What is wrong with the part; what is missing is complained about only once somebody tried to send.
fn complaint(draft: Draft, body: BodyDraft, key: usize) -> Option<Message> {
    let position = body.place_of_part(key)?;
    let fields = ["name", "content_type", "value"];
    let found = fields.into_iter().find_map(|field| draft.complaint(&format!("parts.{position}.{field}")));
    found.filter(|message| draft.tried.get() || *message != Message::Required)
}

fn name_id(key: usize) -> String {
    format!("part-{key}")
}
