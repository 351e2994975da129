//! `/reset-password/new`

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use super::fields::label;
use super::narrow::Narrow;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::rules::PASSWORD_LEAST;
use crate::paths;
use crate::ui::field::TextField;
use crate::ui::message::message_text;
use crate::ui::refusal::{Refusal, RefusalBox};
use crate::ui::submission::use_submission;

/// The form to choose a new password with the link from a mail.
pub struct NewPasswordPage;

#[lazy_route]
impl LazyRoute for NewPasswordPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let asked = || use_location().search.with_untracked(|search| paths::query_value(search, "token"));
        let token = submission.value("token").map(str::to_owned).or_else(asked).unwrap_or_default();
        let content = match submission.complaint("token") {
            Some(message) => view! {
                <RefusalBox text=message_text(i18n, &message)>""</RefusalBox>
                <p><a href=paths::RESET_PASSWORD class="button button-primary">{t!(i18n, identity.reset_again)}</a></p>
            }
            .into_any(),
            None => {
                let complaint = Signal::stored(submission.complaint("password"));
                view! {
                    <Refusal
                        error=submission.error
                        address=paths::RESET_PASSWORD.to_owned()
                        label=move |field: &str| label(i18n, field)
                    />
                    <form method="post" action=paths::NEW_PASSWORD novalidate=true class="flex flex-col gap-4">
                        <input type="hidden" name="token" value=token/>
                        <TextField
                            name="password"
                            label=tu_string!(i18n, identity.new_password)
                            hint=tu_string!(i18n, identity.password_hint, least = PASSWORD_LEAST)
                            value=RwSignal::new(String::new())
                            complaint=complaint
                            kind="password"
                            autocomplete="new-password"
                        />
                        <button type="submit" class="button button-primary">{t!(i18n, identity.choose_button)}</button>
                    </form>
                }
                .into_any()
            }
        };
        view! { <Narrow title=tu_string!(i18n, identity.choose)>{content}</Narrow> }.into_any()
    }
}
