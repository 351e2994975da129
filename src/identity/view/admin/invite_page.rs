//! `/admin/users/invite`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::role_text::role_text;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_list_groups;
use crate::identity::model::{Group, Role};
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::{SelectField, TextField, field_id};
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// The form to invite somebody, to a role and into groups.
pub struct InvitePage;

#[lazy_route]
impl LazyRoute for InvitePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let groups = Resource::new(|| (), |()| admin_list_groups());
        view! {
            <Title text=tu_string!(i18n, people.invite_title)/>
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
    let typed = |field: &str| RwSignal::new(submission.value(field).unwrap_or_default().to_owned());
    let complaint = |field: &str| Signal::stored(submission.complaint(field));
    let (email, name) = (typed("email"), typed("name"));
    let complaints = (complaint("email"), complaint("name"), complaint("role"));
    let role = RwSignal::new(submission.value("role").unwrap_or(Role::Developer.as_str()).to_owned());
    let options = Role::ALL.map(|role| (role.as_str().to_owned(), role_text(i18n, role).to_owned())).to_vec();
    let chosen: Vec<String> =
        submission.values.iter().filter(|(name, _)| name == "groups").map(|(_, id)| id.clone()).collect();
    let has_groups = !groups.is_empty();
    let boxes = groups
        .into_iter()
        .map(|group| {
            let id = field_id(&format!("group {}", group.id));
            let is_chosen = chosen.iter().any(|id| id == group.id.as_str());
            view! {
                <div class="flex items-center gap-2">
                    <input
                        id=id.clone()
                        name="groups"
                        type="checkbox"
                        value=group.id.to_string()
                        class="h-4 w-4 accent-accent"
                        checked=is_chosen
                    />
                    <label for=id class="min-w-0 break-words text-sm">{group.name}</label>
                </div>
            }
        })
        .collect_view();
    let label = move |field: &str| match field {
        "name" => tu_string!(i18n, people.name).to_owned(),
        "role" => tu_string!(i18n, people.role).to_owned(),
        "groups" => tu_string!(i18n, groups.title).to_owned(),
        _ => tu_string!(i18n, identity.email).to_owned(),
    };
    view! {
        <div class="max-w-xl">
            <p class="text-sm"><A href=paths::ADMIN_USERS attr:class="link">{t!(i18n, people.title)}</A></p>
            <h1 class="mt-1 text-2xl font-semibold">{t!(i18n, people.invite_title)}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, people.invite_lead)}</p>
            <div class="mt-6">
                <Refusal error=submission.error address=paths::ADMIN_INVITE.to_owned() label/>
                <form method="post" action=paths::ADMIN_INVITE novalidate=true class="grid gap-4">
                    <TextField
                        name="email"
                        label=label("email")
                        value=email
                        complaint=complaints.0
                        kind="email"
                    />
                    <TextField name="name" label=label("name") value=name complaint=complaints.1 optional=true/>
                    <SelectField name="role" label=label("role") value=role options complaint=complaints.2/>
                    {has_groups.then(|| view! {
                        <fieldset class="grid gap-2">
                            <legend class="text-sm font-medium text-ink">{label("groups")}</legend>
                            {boxes}
                        </fieldset>
                    })}
                    <div>
                        <button type="submit" class="button button-primary">{t!(i18n, people.invite_button)}</button>
                    </div>
                </form>
            </div>
        </div>
    }
}
