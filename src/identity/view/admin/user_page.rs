//! `/admin/users/{user}`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::factors::Factors;
use super::role_text::role_text;
use super::state_badge::StateBadge;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::account::AccountState;
use crate::identity::api::{admin_get_factors, admin_get_user};
use crate::identity::factors::FactorCounts;
use crate::identity::model::{Account, Role};
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::SelectField;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// What somebody may do, and their groups.
pub struct UserPage;

#[lazy_route]
impl LazyRoute for UserPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let submission = use_submission();
        let account = Resource::new(
            move || params.with(|params| params.get("user").unwrap_or_default()),
            |id| async move { Ok((admin_get_user(id.clone()).await?, admin_get_factors(id).await?)) },
        );
        view! {
            <AsyncView
                resource=account
                submission=submission.clone()
                show=move |(account, factors)| view! { <Shown account factors submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(account: Account, factors: FactorCounts, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let Account { user, groups, state, .. } = account;
    let address = paths::admin_user(&user.id);
    let role = submission.value("role").unwrap_or(user.role.as_str()).to_owned();
    let complaint = Signal::stored(submission.complaint("role"));
    let label = move |field: &str| match field {
        "state" => tu_string!(i18n, people.state).to_owned(),
        _ => tu_string!(i18n, people.role).to_owned(),
    };
    let options = Role::ALL.map(|role| (role.as_str().to_owned(), role_text(i18n, role).to_owned())).to_vec();
    let is_empty = groups.is_empty();
    let groups = groups
        .into_iter()
        .map(|(id, name)| view! { <li><A href=paths::admin_group(&id) attr:class="link">{name}</A></li> })
        .collect_view();
    view! {
        <Title text=user.email.clone()/>
        <div class="max-w-3xl">
            <p class="text-sm"><A href=paths::ADMIN_USERS attr:class="link">{t!(i18n, people.title)}</A></p>
            <h1 class="mt-1 break-all text-2xl font-semibold">{user.email}</h1>
            <StateBadge state/>
            <div class="mt-6">
                <Refusal error=submission.error address=address.clone() label/>
                <form method="post" action=address.clone() novalidate=true class="grid gap-4">
                    <SelectField
                        name="role"
                        label=tu_string!(i18n, people.role)
                        value=RwSignal::new(role)
                        options
                        complaint=complaint
                    />
                    <ul class="list-disc pl-5 text-sm text-ink-muted">
                        <li>{t!(i18n, people.administrator_about)}</li>
                        <li>{t!(i18n, people.publisher_about)}</li>
                        <li>{t!(i18n, people.support_about)}</li>
                        <li>{t!(i18n, people.developer_about)}</li>
                    </ul>
                    <div><button type="submit" class="button button-primary">{t!(i18n, common.save)}</button></div>
                </form>
            </div>
            <Factors user=user.id counts=factors/>
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, groups.title)}</h2>
            {if is_empty {
                view! { <p class="mt-3 text-ink-muted">{t!(i18n, people.no_groups)}</p> }.into_any()
            } else {
                view! { <ul class="mt-3 list-disc pl-5">{groups}</ul> }.into_any()
            }}
            {(state != AccountState::Unconfirmed).then(|| view! { <StateForm state address/> })}
        </div>
    }
}

/// The button that stops an account, or lets it go on.
#[component]
fn StateForm(state: AccountState, address: String) -> impl IntoView {
    let i18n = use_i18n();
    let is_suspended = state == AccountState::Suspended;
    let (action, text, look) = if is_suspended {
        ("resume", tu_string!(i18n, people.resume), "button")
    } else {
        ("suspend", tu_string!(i18n, people.suspend), "button button-danger")
    };
    view! {
        <form method="post" action=address class="mt-8 grid gap-3 border-t border-line pt-6">
            <input type="hidden" name="action" value=action/>
            <p class="text-sm text-ink-muted">{t!(i18n, people.suspend_about)}</p>
            <div><button type="submit" class=look>{text}</button></div>
        </form>
    }
}
