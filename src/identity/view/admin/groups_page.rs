//! `/admin/groups`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::group_form::GroupForm;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_list_groups;
use crate::identity::model::Group;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// The groups, and the form for a new one.
pub struct GroupsPage;

#[lazy_route]
impl LazyRoute for GroupsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let groups = Resource::new(|| (), |()| admin_list_groups());
        view! {
            <Title text=tu_string!(i18n, groups.title)/>
            <AsyncView
                resource=groups
                submission=submission.clone()
                show=move |groups| view! { <Shown groups submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(groups: Vec<Group>, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let rows = groups.into_iter().map(|group| view! { <Row group/> }).collect_view();
    view! {
        <div class="max-w-3xl">
            <h1 class="text-2xl font-semibold">{t!(i18n, groups.title)}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, groups.lead)}</p>
            <ul class="card rows mt-6">
                <BuiltIn name=tu_string!(i18n, groups.administrators) about=tu_string!(i18n, groups.administrators_about)/>
                <BuiltIn name=tu_string!(i18n, groups.developers) about=tu_string!(i18n, groups.developers_about)/>
                <BuiltIn name=tu_string!(i18n, groups.guests) about=tu_string!(i18n, groups.guests_about)/>
                {rows}
            </ul>
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, groups.new_group)}</h2>
            <div class="mt-3">
                <GroupForm
                    action=paths::ADMIN_GROUPS.to_owned()
                    button=tu_string!(i18n, groups.add)
                    saved=(String::new(), String::new())
                    submission
                />
            </div>
        </div>
    }
}

/// A group that is there without being made.
#[component]
fn BuiltIn(name: &'static str, about: &'static str) -> impl IntoView {
    view! {
        <li class="px-4 py-3">
            <p class="font-medium">{name}</p>
            <p class="text-sm text-ink-muted">{about}</p>
        </li>
    }
}

#[component]
fn Row(group: Group) -> impl IntoView {
    let i18n = use_i18n();
    let count = group.members;
    view! {
        <li class="relative flex flex-wrap items-baseline gap-x-3 px-4 py-3 hover:bg-surface-sunken">
            <A href=paths::admin_group(&group.id) attr:class="card-link min-w-0 break-words font-medium">{group.name}</A>
            <span class="ml-auto text-sm text-ink-muted">
                {if count == 1 {
                    t!(i18n, groups.one_member).into_any()
                } else {
                    t!(i18n, groups.many_members, count = count).into_any()
                }}
            </span>
            {(!group.description.is_empty()).then(|| view! {
                <p class="w-full break-words text-sm text-ink-muted">{group.description}</p>
            })}
        </li>
    }
}
