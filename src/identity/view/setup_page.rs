//! `/setup`

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use super::fields::label;
use super::narrow::Narrow;
use super::new_account_fields::NewAccountFields;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::get_setup;
use crate::kernel::{Message, Submission};
use crate::paths;
use crate::ui::async_view::AsyncView;
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
    view! {
        <Narrow title=tu_string!(i18n, identity.set_up)>
            <Refusal
                error=submission.error.clone()
                address=paths::setup(&token)
                label=move |field: &str| label(i18n, field)
            />
            <p class="text-ink-muted">{t!(i18n, identity.set_up_lead)}</p>
            <form method="post" action=paths::SETUP novalidate=true class="mt-6 flex flex-col gap-4">
                <input type="hidden" name="token" value=token/>
                <NewAccountFields submission/>
                <button type="submit" class="button button-primary">{t!(i18n, identity.set_up_button)}</button>
            </form>
        </Narrow>
    }
    .into_any()
}
