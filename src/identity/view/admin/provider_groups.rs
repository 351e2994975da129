//! Which values of a provider's claim put people into which groups: a part of the provider's form.

use leptos::prelude::*;

use super::provider_form::label;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::provider_draft::GroupRow;
use crate::kernel::ids::GroupId;
use crate::kernel::{FieldError, RowEdit};
use crate::ui::field::{SelectField, TextField};

/// The id of the part.
const SECTION: &str = "groups";

/// The claim, and a row for each value. Rows come and go by the server, which keeps what was typed.
#[component]
pub(super) fn ProviderGroups(
    /// The rows.
    rows: Vec<GroupRow>,
    /// The claim's name.
    claim: String,
    /// What is wrong with it.
    of_claim: Signal<Option<crate::kernel::Message>>,
    /// The groups that there are.
    groups: Vec<(GroupId, String)>,
    /// What is wrong with the form.
    fields: Vec<FieldError>,
) -> impl IntoView {
    let i18n = use_i18n();
    let has_groups = !groups.is_empty();
    let mut options = vec![(String::new(), tu_string!(i18n, providers.choose_group).to_owned())];
    options.extend(groups.into_iter().map(|(id, name)| (id.as_str().to_owned(), name)));
    let rows =
        rows.into_iter().map(|row| view! { <Row row options=options.clone() fields=fields.clone()/> }).collect_view();
    view! {
        <fieldset id=SECTION class="min-w-0 border-t border-line pt-6">
            <legend class="float-left text-lg font-semibold">{t!(i18n, providers.groups)}</legend>
            <p class="clear-both text-sm text-ink-muted">{t!(i18n, providers.groups_lead)}</p>
            <div class="mt-4 grid gap-4">
                <TextField
                    name="groups_claim"
                    label=label(i18n, "groups_claim")
                    value=RwSignal::new(claim)
                    complaint=of_claim
                    code=true
                />
                {rows}
            </div>
            <div class="mt-3">
                {if has_groups {
                    view! {
                        <button
                            type="submit"
                            name="action"
                            value=RowEdit::Add.to_string()
                            formaction=format!("#{SECTION}")
                            class="button"
                        >
                            {t!(i18n, providers.add_row)}
                        </button>
                    }
                    .into_any()
                } else {
                    view! { <p class="text-sm text-ink-muted">{t!(i18n, providers.no_groups)}</p> }.into_any()
                }}
            </div>
        </fieldset>
    }
}

#[component]
fn Row(row: GroupRow, options: Vec<(String, String)>, fields: Vec<FieldError>) -> impl IntoView {
    let i18n = use_i18n();
    let complaint = |field: &str| {
        let name = row.field(field);
        let found = fields.iter().find(|error| error.field == name);
        Signal::stored(found.map(|error| error.message.clone()))
    };
    let (of_value, of_group) = (complaint("value"), complaint("group"));
    let legend = if row.value.is_empty() {
        tu_string!(i18n, providers.row_new).to_owned()
    } else {
        tu_string!(i18n, providers.row, value = &row.value)
    };
    view! {
        <fieldset class="card grid min-w-0 gap-3 p-4">
            <legend class="visually-hidden">{legend}</legend>
            <div class="grid items-start gap-3 md:grid-cols-2">
                <TextField
                    name=row.field("value")
                    label=label(i18n, ".value")
                    value=RwSignal::new(row.value.clone())
                    complaint=of_value
                    code=true
                />
                <SelectField
                    name=row.field("group")
                    label=label(i18n, ".group")
                    value=RwSignal::new(row.group.clone())
                    options
                    complaint=of_group
                />
            </div>
            <div>
                <button
                    type="submit"
                    name="action"
                    value=RowEdit::Remove(row.number).to_string()
                    formaction=format!("#{SECTION}")
                    class="button button-quiet"
                >
                    {t!(i18n, providers.remove_row)}
                </button>
            </div>
        </fieldset>
    }
}
