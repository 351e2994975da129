//! `/admin/groups/{group}`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::group_form::GroupForm;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_get_group;
use crate::identity::model::{GroupDetails, User};
use crate::kernel::ids::GroupId;
use crate::kernel::{Page, Submission};
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::TextField;
use crate::ui::listing::use_listing;
use crate::ui::pager::Pager;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// The words in the hidden fields of the forms about people.
const ADD: &str = "add";
const REMOVE: &str = "remove";

/// What a group is, and who is in it.
pub struct GroupPage;

#[lazy_route]
impl LazyRoute for GroupPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let listing = use_listing();
        let submission = use_submission();
        let group = Resource::new(
            move || {
                let id = params.with(|params| params.get("group").unwrap_or_default());
                (id, listing.with(|listing| listing.page))
            },
            |(id, page)| admin_get_group(id, page),
        );
        view! {
            <AsyncView
                resource=group
                submission=submission.clone()
                show=move |details| view! { <Shown details submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(details: GroupDetails, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let GroupDetails { group, people } = details;
    let address = paths::admin_group(&group.id);
    view! {
        <Title text=group.name.clone()/>
        <div class="max-w-3xl">
            <p class="text-sm"><A href=paths::ADMIN_GROUPS attr:class="link">{t!(i18n, groups.title)}</A></p>
            <div class="mt-1 flex flex-wrap items-center gap-3">
                <h1 class="min-w-0 break-words text-2xl font-semibold">{group.name.clone()}</h1>
                <A href=paths::admin_delete_group(&group.id) attr:class="button button-danger ml-auto">
                    {t!(i18n, groups.delete)}
                </A>
            </div>
            <div class="mt-6">
                <GroupForm
                    action=address
                    button=tu_string!(i18n, common.save)
                    saved=(group.name, group.description)
                    submission=submission.clone()
                />
            </div>
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, groups.people)}</h2>
            <People id=group.id people submission/>
        </div>
    }
}

#[component]
fn People(id: GroupId, people: Page<User>, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let address = paths::admin_group(&id);
    let (number, last) = (people.request.number, people.last());
    let is_empty = people.items.is_empty();
    let rows = {
        let address = address.clone();
        people.items.into_iter().map(move |user| view! { <Row user address=address.clone()/> }).collect_view()
    };
    let submission = if submission.value("action") == Some(ADD) { submission } else { Submission::default() };
    let email = submission.value("email").unwrap_or_default().to_owned();
    let complaint = Signal::stored(submission.complaint("email"));
    let label = move |_: &str| tu_string!(i18n, identity.email).to_owned();
    view! {
        <div class="mt-3">
            {if is_empty {
                view! { <p class="card p-6">{t!(i18n, groups.nobody)}</p> }.into_any()
            } else {
                view! { <ul class="card rows">{rows}</ul> }.into_any()
            }}
            <Pager page=number last href=move |page| paths::admin_group_people(&id, page)/>
        </div>
        <div class="mt-4">
            <Refusal error=submission.error address=address.clone() label/>
            <form method="post" action=address novalidate=true class="grid gap-4">
                <input type="hidden" name="action" value=ADD/>
                <TextField
                    name="email"
                    label=tu_string!(i18n, groups.email_to_add)
                    value=RwSignal::new(email)
                    complaint=complaint
                />
                <div><button type="submit" class="button">{t!(i18n, groups.add_person)}</button></div>
            </form>
        </div>
    }
}

#[component]
fn Row(user: User, address: String) -> impl IntoView {
    let i18n = use_i18n();
    let label = tu_string!(i18n, groups.remove_person, email = &user.email);
    view! {
        <li class="flex flex-wrap items-center gap-3 px-4 py-3">
            <span class="min-w-0 break-all">{user.email}</span>
            <form method="post" action=address class="ml-auto">
                <input type="hidden" name="action" value=REMOVE/>
                <input type="hidden" name="user" value=user.id.to_string()/>
                <button type="submit" class="button button-quiet" aria-label=label>{t!(i18n, common.remove)}</button>
            </form>
        </li>
    }
}
