//! Rows of a name and a value that a person adds.

use leptos::prelude::*;

use super::draft::Draft;
use super::rows::{RowDraft, Rows};
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::browser;
use crate::ui::message::message_text;

/// Rows that can be added and removed.
#[component]
pub(super) fn AddedRows(
    draft: Draft,
    rows: Rows,
    /// The name of the rows in complaints and ids.
    group: &'static str,
    /// The accessible name of each row's first field.
    name: &'static str,
    /// The accessible name of each row's second field.
    value: &'static str,
    /// The text of the button that adds a row.
    add: &'static str,
    /// The accessible name of the button that removes one.
    remove: &'static str,
    /// The id of a list of names to complete from.
    #[prop(optional)]
    names: Option<&'static str>,
) -> impl IntoView {
    let add_id = format!("add-{group}");
    let add_row = move |_| {
        let key = rows.add();
        request_animation_frame(move || browser::focus(&name_id(group, key)));
    };
    let remove_row = {
        let add_id = add_id.clone();
        move |key| {
            rows.remove(key);
            browser::focus(&add_id);
        }
    };
    view! {
        <For
            each=move || rows.rows.get()
            key=|row| row.key
            children=move |row| view! {
                <Row draft rows row group name value remove names on_remove=remove_row.clone()/>
            }
        />
        <div><button id=add_id type="button" class="button" on:click=add_row>{add}</button></div>
    }
}

#[component]
fn Row(
    draft: Draft,
    rows: Rows,
    row: RowDraft,
    group: &'static str,
    name: &'static str,
    value: &'static str,
    remove: &'static str,
    names: Option<&'static str>,
    on_remove: impl Fn(usize) + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let key = row.key;
    let id = name_id(group, key);
    let complaint_id = format!("{id}-complaint");
    // Complaints count the rows that are sent from the top, so the row asks for its place each time.
    let complaint = move |part: &str| {
        let position = rows.place(key)?;
        draft.complaint(&format!("{group}.{position}.{part}"))
    };
    // A name is asked for only once something was sent: people fill in the value second, or first.
    let name_complaint = Memo::new(move |_| {
        complaint("name").filter(|message| draft.tried.get() || *message != crate::kernel::Message::Required)
    });
    let value_complaint = Memo::new(move |_| complaint("value"));
    let invalid = |complaint: Memo<Option<_>>| move || complaint.with(Option::is_some).then_some("true");
    let describe = |complaint: Memo<Option<_>>, id: String| move || complaint.with(Option::is_some).then(|| id.clone());
    let messages = move || {
        [name_complaint, value_complaint]
            .into_iter()
            .filter_map(|complaint| complaint.get())
            .map(|message| view! { <span class="block">{message_text(i18n, &message)}</span> })
            .collect_view()
    };
    let (name_text, value_text) = (row.name.clone(), row.value.clone());
    view! {
        <div class="flex flex-col gap-1">
            <div class="flex items-center gap-2">
                <input
                    type="checkbox"
                    class="h-4 w-4 shrink-0"
                    aria-label=tu_string!(i18n, console.send_row)
                    prop:checked=row.sent.clone()
                    on:change:target=move |event| row.sent.set(event.target().checked())
                />
                <input
                    id=id
                    type="text"
                    class="field-input"
                    aria-label=name
                    placeholder=name
                    list=names
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=invalid(name_complaint)
                    aria-describedby=describe(name_complaint, complaint_id.clone())
                    prop:value=row.name
                    on:input:target=move |event| name_text.set(event.target().value())
                />
                <input
                    type="text"
                    class="field-input"
                    aria-label=value
                    placeholder=value
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=invalid(value_complaint)
                    aria-describedby=describe(value_complaint, complaint_id.clone())
                    prop:value=row.value
                    on:input:target=move |event| value_text.set(event.target().value())
                />
                <button type="button" class="button button-quiet" aria-label=remove on:click=move |_| on_remove(key)>
                    {t!(i18n, common.remove)}
                </button>
            </div>
            <p id=complaint_id class="text-sm text-danger empty:hidden">{messages}</p>
        </div>
    }
}

fn name_id(group: &str, key: usize) -> String {
    format!("added-{group}-{key}")
}
