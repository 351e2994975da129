//! `/sign-up`

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::fields::label;
use super::narrow::Narrow;
use super::new_account_fields::NewAccountFields;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::account::SignUpOffer;
use crate::identity::api::get_sign_up_offer;
use crate::kernel::{Message, Submission};
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::field_id;
use crate::ui::message::message_text;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// The form to create an account.
pub struct SignUpPage;

#[lazy_route]
impl LazyRoute for SignUpPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let submission = use_submission();
        let offer = Resource::new(|| (), |()| get_sign_up_offer());
        view! { <AsyncView resource=offer show=move |offer| view! { <Shown offer submission=submission.clone()/> }/> }
            .into_any()
    }
}

#[component]
fn Shown(offer: SignUpOffer, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let hint = if offer.domains.is_empty() {
        String::new()
    } else {
        tu_string!(i18n, identity.domains_hint, domains = offer.domains.join(", "))
    };
    let accepted: Option<i64> = submission.value("terms").and_then(|version| version.parse().ok());
    let complaint = submission.complaint("terms");
    view! {
        <Narrow title=tu_string!(i18n, identity.create_account)>
            <Refusal
                error=submission.error.clone()
                address=paths::SIGN_UP.to_owned()
                label=move |field: &str| label(i18n, field)
            />
            <p class="text-ink-muted">{t!(i18n, identity.sign_up_lead)}</p>
            <form method="post" action=paths::SIGN_UP novalidate=true class="mt-6 flex flex-col gap-4">
                <NewAccountFields submission hint/>
                {offer.terms.map(|version| view! { <Terms version is_accepted=accepted == Some(version) complaint=complaint.clone()/> })}
                <button type="submit" class="button button-primary">{t!(i18n, identity.create_account)}</button>
            </form>
            <p class="mt-6 text-sm">
                <a href=paths::SIGN_IN class="link">{t!(i18n, identity.have_account)}</a>
            </p>
        </Narrow>
    }
}

/// The terms of use, to be accepted as they are now.
#[component]
fn Terms(version: i64, is_accepted: bool, complaint: Option<Message>) -> impl IntoView {
    let i18n = use_i18n();
    let id = field_id("terms");
    let complaint_id = format!("{id}-complaint");
    let described = complaint.is_some().then(|| complaint_id.clone());
    view! {
        <div class="flex flex-col gap-1">
            <div class="flex items-center gap-2">
                <input
                    id=id.clone()
                    name="terms"
                    type="checkbox"
                    value=version.to_string()
                    class="h-4 w-4 accent-accent"
                    checked=is_accepted
                    required=true
                    aria-describedby=described
                />
                <label for=id class="text-sm font-medium text-ink">{t!(i18n, identity.accept_terms)}</label>
                <a href=paths::TERMS target="_blank" class="link text-sm">{t!(i18n, identity.terms)}</a>
            </div>
            <p id=complaint_id class="text-sm text-danger empty:hidden">
                {complaint.map(|message| message_text(i18n, &message))}
            </p>
        </div>
    }
}
