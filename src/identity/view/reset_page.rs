//! `/reset-password`

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::fields::label;
use super::narrow::Narrow;
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::field::TextField;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// The form that asks for a link to choose a new password by.
pub struct ResetPage;

#[lazy_route]
impl LazyRoute for ResetPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let email = RwSignal::new(submission.value("email").unwrap_or_default().to_owned());
        let complaint = Signal::stored(submission.complaint("email"));
        view! {
            <Narrow title=tu_string!(i18n, identity.reset)>
                <Refusal
                    error=submission.error
                    address=paths::RESET_PASSWORD.to_owned()
                    label=move |field: &str| label(i18n, field)
                />
                <p class="text-ink-muted">{t!(i18n, identity.reset_lead)}</p>
                <form method="post" action=paths::RESET_PASSWORD novalidate=true class="mt-6 flex flex-col gap-4">
                    <TextField
                        name="email"
                        label=label(i18n, "email")
                        value=email
                        complaint=complaint
                        kind="email"
                        autocomplete="username"
                    />
                    <button type="submit" class="button button-primary">{t!(i18n, identity.reset_button)}</button>
                </form>
            </Narrow>
        }
        .into_any()
    }
}
