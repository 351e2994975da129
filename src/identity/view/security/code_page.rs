//! `/sign-in/code`

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use super::super::narrow::Narrow;
use super::fields::label;
use super::passkey_button::PasskeyButton;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::get_step;
use crate::identity::factors::StepOffer;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::TextField;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// Asks whoever gave the right password for their second factor.
pub struct CodePage;

#[lazy_route]
impl LazyRoute for CodePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let submission = use_submission();
        let step = Resource::new(|| (), |()| get_step());
        view! { <AsyncView resource=step show=move |offer| view! { <Shown offer submission=submission.clone()/> }/> }
            .into_any()
    }
}

#[component]
fn Shown(offer: StepOffer, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let asked = || use_location().search.with_untracked(|search| paths::query_value(search, "next"));
    let next = submission.value("next").map(str::to_owned).or_else(asked).unwrap_or_default();
    let complaint = Signal::stored(submission.complaint("code"));
    let lead =
        if offer.app { tu_string!(i18n, factors.step_lead_app) } else { tu_string!(i18n, factors.step_lead_recovery) };
    view! {
        <Narrow title=tu_string!(i18n, factors.step_title)>
            <Refusal
                error=submission.error
                address=paths::SIGN_IN.to_owned()
                label=move |field: &str| label(i18n, field)
            />
            <p class="text-ink-muted">{lead}</p>
            {offer.passkey.then(|| view! { <PasskeyButton step=true next=next.clone()/> })}
            <form method="post" action=paths::SIGN_IN_CODE novalidate=true class="mt-6 flex flex-col gap-4">
                <input type="hidden" name="next" value=next/>
                <TextField
                    name="code"
                    label=label(i18n, "code")
                    value=RwSignal::new(String::new())
                    complaint=complaint
                    autocomplete="one-time-code"
                    code=true
                />
                <button type="submit" class="button button-primary">{t!(i18n, factors.step_button)}</button>
            </form>
            <p class="mt-6 text-sm text-ink-muted">{t!(i18n, factors.step_lost)}</p>
        </Narrow>
    }
}
