//! `/confirm`

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use super::again_form::AgainForm;
use super::fields::label;
use super::narrow::Narrow;
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::message::message_text;
use crate::ui::refusal::{Refusal, RefusalBox};
use crate::ui::submission::use_submission;

/// The button that confirms an e-mail address: opening a mail's link changes nothing.
pub struct ConfirmPage;

#[lazy_route]
impl LazyRoute for ConfirmPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let asked = || use_location().search.with_untracked(|search| paths::query_value(search, "token"));
        let token = submission.value("token").map(str::to_owned).or_else(asked).unwrap_or_default();
        let content = if submission.is_some() {
            let email = submission.value("email").unwrap_or_default().to_owned();
            let complaint = submission.complaint("email");
            let refusal = match submission.complaint("token") {
                Some(message) => view! { <RefusalBox text=message_text(i18n, &message)>""</RefusalBox> }.into_any(),
                None => view! {
                    <Refusal
                        error=submission.error
                        address=paths::CONFIRM.to_owned()
                        label=move |field: &str| label(i18n, field)
                    />
                }
                .into_any(),
            };
            view! {
                {refusal}
                <p>{t!(i18n, identity.confirm_again_lead)}</p>
                <AgainForm email complaint/>
            }
            .into_any()
        } else {
            view! {
                <p>{t!(i18n, identity.confirm_lead)}</p>
                <form method="post" action=paths::CONFIRM class="mt-6">
                    <input type="hidden" name="token" value=token/>
                    <button type="submit" class="button button-primary">{t!(i18n, identity.confirm_button)}</button>
                </form>
            }
            .into_any()
        };
        view! { <Narrow title=tu_string!(i18n, identity.confirm)>{content}</Narrow> }.into_any()
    }
}
