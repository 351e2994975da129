//! The examples of this operation, and saving one.

use leptos::prelude::*;
use leptos_router::components::A;

use super::copy_button::CopyButton;
use super::draft::Draft;
use super::recalled::{Recalled, fill};
use super::save_example::SaveExample;
use super::send_button::SEND;
use crate::console::api::{get_example, get_examples};
use crate::console::examples::ExampleSummary;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::model::Role;
use crate::kernel::ApiError;
use crate::kernel::ids::ExampleId;
use crate::paths;
use crate::site::model::Frame;
use crate::ui::browser::{self, Abort};
use crate::ui::message::error_text;

/// What can be done with the list.
#[derive(Clone, Copy)]
struct Actions {
    choose: Callback<ExampleId>,
    /// Posts to an address.
    change: Callback<String>,
}

/// Pinned examples and one's own, to choose from, and a form to save what stands in the console. Its code is loaded when it
/// is opened.
#[lazy]
pub(super) fn examples(draft: Draft, recalled: RwSignal<Option<Recalled>>) -> AnyView {
    let i18n = use_i18n();
    let role = expect_context::<Frame>().user.map(|user| user.role);
    let is_administrator = role == Some(Role::Administrator);
    let operation = move || draft.with_details(|details| details.id.clone());
    let list = RwSignal::new(None::<Result<Vec<ExampleSummary>, ApiError>>);
    let load = move || {
        leptos::task::spawn_local(async move {
            let loaded = get_examples(operation()).await;
            list.try_set(Some(loaded));
        });
    };
    Effect::new(move |_| load());
    let choose = Callback::new(move |id: ExampleId| {
        leptos::task::spawn_local(async move {
            match get_example(operation(), id).await {
                Ok(example) => {
                    fill(draft, recalled, example.name, example.kept);
                    browser::focus(SEND);
                }
                Err(error) => {
                    recalled.try_set(Some(Recalled::Failed(error)));
                }
            }
        });
    });
    let change = Callback::new(move |path: String| {
        leptos::task::spawn_local(async move {
            match browser::post(&path, "{}", &[], &Abort::default(), |_| {}).await {
                Ok(()) => load(),
                Err(error) => {
                    list.try_set(Some(Err(error)));
                }
            }
            browser::focus("examples");
        });
    });
    let actions = Actions { choose, change };
    view! {
        {move || match list.get() {
            None => view! { <p class="text-sm text-ink-muted">{t!(i18n, common.loading)}</p> }.into_any(),
            Some(Err(error)) => {
                view! { <p role="alert" class="text-sm text-danger">{error_text(i18n, &error)}</p> }.into_any()
            }
            Some(Ok(examples)) if examples.is_empty() => {
                view! { <p class="text-sm text-ink-muted">{t!(i18n, history.no_examples)}</p> }.into_any()
            }
            Some(Ok(examples)) => view! {
                <ul class="card rows" aria-label=tu_string!(i18n, history.examples)>
                    {examples
                        .into_iter()
                        .map(|example| view! { <Row draft example is_administrator actions/> })
                        .collect_view()}
                </ul>
            }
            .into_any(),
        }}
        {if role.is_some() {
            view! { <SaveExample draft is_administrator saved=Callback::new(move |()| load())/> }.into_any()
        } else {
            let here = draft.with_details(|details| paths::operation(&details.api.address, &details.operation.slug));
            view! {
                <p class="text-sm">
                    <A href=paths::sign_in(&here) attr:class="link">{t!(i18n, history.sign_in_to_save)}</A>
                </p>
            }
            .into_any()
        }}
    }
    .into_any()
}

#[component]
fn Row(draft: Draft, example: ExampleSummary, is_administrator: bool, actions: Actions) -> impl IntoView {
    let i18n = use_i18n();
    let Actions { choose, change } = actions;
    let ExampleSummary { id, name, pinned, deletable } = example;
    let link = draft
        .with_details(|details| paths::operation_with_example(&details.api.slug, &details.operation.slug, id.as_str()));
    let (unpin, delete) = (paths::unpin_example(id.as_str()), paths::delete_example(id.as_str()));
    view! {
        <li class="flex flex-wrap items-center gap-2 px-3 py-2">
            <span class="wrap-anywhere min-w-0">{name.clone()}</span>
            {pinned.then(|| view! { <span class="badge">{t!(i18n, history.pinned)}</span> })}
            <span class="ml-auto flex flex-wrap gap-2">
                <button
                    type="button"
                    class="button"
                    aria-label=tu_string!(i18n, history.use_named, name = name.clone())
                    on:click=move |_| choose.run(id.clone())
                >
                    {t!(i18n, history.use_example)}
                </button>
                <CopyButton text=Signal::stored(browser::absolute(&link)) label=tu_string!(i18n, history.copy_link)/>
                {(is_administrator && pinned).then(|| view! {
                    <button
                        type="button"
                        class="button button-quiet"
                        aria-label=tu_string!(i18n, history.unpin_named, name = name.clone())
                        on:click=move |_| change.run(unpin.clone())
                    >
                        {t!(i18n, history.unpin)}
                    </button>
                })}
                {deletable.then(|| view! {
                    <button
                        type="button"
                        class="button button-quiet"
                        aria-label=tu_string!(i18n, history.delete_named, name = name.clone())
                        on:click=move |_| change.run(delete.clone())
                    >
                        {t!(i18n, common.delete)}
                    </button>
                })}
            </span>
        </li>
    }
}
