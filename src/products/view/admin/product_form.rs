//! The form of a product.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::tier_rows::TierRows;
use crate::catalog::view::admin::VisibilityFields;
use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::products::draft::{APIS, ProductDraft};
use crate::products::model::ProductChoices;
use crate::ui::field::{Checkbox, TextArea, TextField};
use crate::ui::refusal::Refusal;

/// All that is said of a product.
#[component]
pub(super) fn ProductForm(
    /// What stands in it.
    draft: ProductDraft,
    /// What it came back with.
    submission: Submission,
    /// The page's address, where it is sent.
    action: String,
    /// What it offers.
    choices: ProductChoices,
    /// Whether its id is to be chosen.
    is_new: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let complaint = {
        let submission = submission.clone();
        move |name: &str| Signal::stored(submission.complaint(name))
    };
    let rows = draft.rows();
    let error = submission.error.clone();
    let (chosen, count) = (draft.apis.clone(), choices.apis.len());
    let apis = choices
        .apis
        .into_iter()
        .map(|(id, title)| {
            let is_chosen = chosen.iter().any(|api| api == id.as_str());
            view! {
                <label class="flex items-center gap-2 text-sm">
                    <input type="checkbox" name=APIS value=id.to_string() checked=is_chosen class="h-4 w-4 accent-accent"/>
                    <span class="wrap-anywhere min-w-0">{title}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <Refusal error address=action.clone() label=move |field: &str| label(i18n, field)/>
        <form method="post" action=action novalidate=true class="grid gap-4">
            <input type="hidden" name="revision" value=draft.revision/>
            {is_new.then(|| view! {
                <TextField
                    name="id"
                    label=label(i18n, "id")
                    value=RwSignal::new(draft.id)
                    complaint=complaint("id")
                    hint=tu_string!(i18n, products.id_hint)
                    code=true
                />
            })}
            <TextField name="name" label=label(i18n, "name") value=RwSignal::new(draft.name) complaint=complaint("name")/>
            <TextArea
                name="description"
                label=label(i18n, "description")
                value=RwSignal::new(draft.description)
                complaint=complaint("description")
                hint=tu_string!(i18n, admin.markdown_hint)
                rows=4
            />
            <TextArea
                name="terms"
                label=label(i18n, "terms")
                value=RwSignal::new(draft.terms)
                complaint=complaint("terms")
                hint=tu_string!(i18n, products.terms_hint)
                rows=4
            />
            <Checkbox
                name="published"
                label=tu_string!(i18n, admin.published)
                checked=RwSignal::new(draft.published)
                hint=tu_string!(i18n, products.published_hint)
            />
            <VisibilityFields visibility=draft.visibility groups=choices.groups/>
            <Checkbox
                name="requires_subscription"
                label=tu_string!(i18n, products.requires_subscription)
                checked=RwSignal::new(draft.requires_subscription)
                hint=tu_string!(i18n, products.requires_subscription_hint)
            />
            <Checkbox
                name="requires_approval"
                label=tu_string!(i18n, products.requires_approval)
                checked=RwSignal::new(draft.requires_approval)
                hint=tu_string!(i18n, products.requires_approval_hint)
            />
            <TextField
                name="subscription_limit"
                label=label(i18n, "subscription_limit")
                value=RwSignal::new(draft.subscription_limit)
                complaint=complaint("subscription_limit")
                hint=tu_string!(i18n, products.subscription_limit_hint)
                optional=true
            />
            <TierRows rows submission/>
            <fieldset class="flex flex-col gap-2">
                <legend class="text-sm font-medium text-ink">{label(i18n, APIS)}</legend>
                <div class="mt-1 grid gap-2 md:grid-cols-2">{apis}</div>
                {(count == 0).then(|| view! { <p class="text-sm text-ink-muted">{t!(i18n, products.no_apis)}</p> })}
            </fieldset>
            <div class="border-t border-line pt-4">
                <button type="submit" class="button button-primary">{t!(i18n, common.save)}</button>
            </div>
        </form>
    }
}

/// What a field is called, those of tiers with their row.
fn label(i18n: I18nContext<Locale>, field: &str) -> String {
    let mut parts = field.splitn(3, '.');
    if let (Some("tiers"), Some(Ok(number)), Some(rest)) =
        (parts.next(), parts.next().map(str::parse::<usize>), parts.next())
    {
        let group = tu_string!(i18n, products.tiers);
        return tu_string!(i18n, admin.field_in_row, group = group, row = number + 1, field = label(i18n, rest));
    }
    match field {
        "id" => tu_string!(i18n, products.id),
        "description" => tu_string!(i18n, admin.description),
        "terms" => tu_string!(i18n, products.terms),
        "subscription_limit" => tu_string!(i18n, products.subscription_limit),
        "tiers" => tu_string!(i18n, products.tiers),
        "price" => tu_string!(i18n, products.price),
        "rate_limit" => tu_string!(i18n, products.rate_limit),
        "quota" => tu_string!(i18n, products.quota),
        APIS => tu_string!(i18n, products.apis),
        _ => tu_string!(i18n, products.name),
    }
    .to_owned()
}
