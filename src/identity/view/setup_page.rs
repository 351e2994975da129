//! `/setup`

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use super::fields::label;
use super::narrow::Narrow;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::get_setup;
use crate::identity::rules::PASSWORD_LEAST;
use crate::kernel::{Message, Submission};
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::TextField;
use crate::ui::message::message_text;
use crate::ui::refusal::{Refusal, RefusalBox};
use crate::ui::submission::use_submission;

/// The form of the first administrator, which the link that the program prints leads to.
pub struct SetupPage;

#[lazy_route]
impl LazyRoute for SetupPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let submission = use_submission();
        let asked = || use_location().search.with_untracked(|search| paths::query_value(search, "token"));
        let token = submission.value("token").map(str::to_owned).or_else(asked).unwrap_or_default();
        let works = {
            let token = token.clone();
            Resource::new(move || token.clone(), get_setup)
        };
        view! {
            <AsyncView
                resource=works
                show=move |works| view! { <Shown works token=token.clone() submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(works: bool, token: String, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    if !works {
        return view! {
            <Narrow title=tu_string!(i18n, identity.set_up)>
                <RefusalBox text=message_text(i18n, &Message::LinkOver)>
                    <p class="mt-2">{t!(i18n, identity.set_up_again)}</p>
                </RefusalBox>
            </Narrow>
        }
        .into_any();
    }
    let typed = |field: &str| RwSignal::new(submission.value(field).unwrap_or_default().to_owned());
    let complaint = |field: &str| Signal::stored(submission.complaint(field));
    let (email, name, password) = (typed("email"), typed("name"), RwSignal::new(String::new()));
    let complaints = (complaint("email"), complaint("name"), complaint("password"));
    view! {
        <Narrow title=tu_string!(i18n, identity.set_up)>
            <Refusal
                error=submission.error
                address=paths::setup(&token)
                label=move |field: &str| label(i18n, field)
            />
            <p class="text-ink-muted">{t!(i18n, identity.set_up_lead)}</p>
            <form method="post" action=paths::SETUP novalidate=true class="mt-6 flex flex-col gap-4">
                <input type="hidden" name="token" value=token/>
                <TextField
                    name="email"
                    label=label(i18n, "email")
                    value=email
                    complaint=complaints.0
                    kind="email"
                    autocomplete="username"
                />
                <TextField
                    name="name"
                    label=label(i18n, "name")
                    value=name
                    complaint=complaints.1
                    autocomplete="name"
                    optional=true
                />
                <TextField
                    name="password"
                    label=label(i18n, "password")
                    hint=tu_string!(i18n, identity.password_hint, least = PASSWORD_LEAST)
                    value=password
                    complaint=complaints.2
                    kind="password"
                    autocomplete="new-password"
                />
                <button type="submit" class="button button-primary">{t!(i18n, identity.set_up_button)}</button>
            </form>
        </Narrow>
    }
    .into_any()
}
