//! The choice of the environment whose variables a call uses.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;

use super::draft::Draft;
use super::substitution::Substitution;
use crate::console::variables;
use crate::environments::api::get_environments;
use crate::environments::model::Environment;
use crate::i18n::{t, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::ui::browser;
use crate::ui::message::error_text;

/// The id of the select.
const SELECT: &str = "environment";
/// Under which name the browser keeps the environment that was chosen last.
const CHOICE: &str = "loggia-environment";

/// A select of the person's environments. Its code, and that of variables, is loaded for those who are signed in.
#[lazy]
pub(super) fn environment_choice(draft: Draft) -> AnyView {
    let i18n = use_i18n();
    let environments = RwSignal::new(None::<Result<Vec<Environment>, ApiError>>);
    let choose = move |id: &str| {
        let chosen = environments.with_untracked(|environments| {
            let all = environments.as_ref()?.as_ref().ok()?;
            all.iter().find(|environment| environment.id.as_str() == id).cloned()
        });
        draft.environment.set(chosen.map(substitution));
    };
    Effect::new(move |_| {
        leptos::task::spawn_local(async move {
            let loaded = get_environments().await;
            // The page may have been left.
            if environments.try_set(Some(loaded)).is_none()
                && let Some(id) = browser::kept(CHOICE)
            {
                choose(&id);
            }
        });
    });
    let on_change = move |id: String| {
        browser::keep(CHOICE, &id);
        choose(&id);
    };
    let select = move |environments: Vec<Environment>| {
        let kept = browser::kept(CHOICE).unwrap_or_default();
        let options = environments.into_iter().map(|environment| {
            let selected = environment.id.as_str() == kept;
            view! { <option value=environment.id.to_string() selected=selected>{environment.name}</option> }
        });
        view! {
            <select id=SELECT class="field-input" on:change:target=move |event| on_change(event.target().value())>
                <option value="">{t!(i18n, console.no_environment)}</option>
                {options.collect_view()}
            </select>
        }
    };
    let is_chosen = Memo::new(move |_| draft.environment.with(Option::is_some));
    view! {
        <div class="flex flex-wrap items-center gap-2">
            <label for=SELECT class="text-sm text-ink-muted">{t!(i18n, console.environment)}</label>
            <div class="min-w-0">
                {move || match environments.get() {
                    None => ().into_any(),
                    Some(Ok(environments)) => select(environments).into_any(),
                    Some(Err(error)) => {
                        view! { <span class="text-sm text-danger">{error_text(i18n, &error)}</span> }.into_any()
                    }
                }}
            </div>
            <A href=paths::ENVIRONMENTS attr:class="ml-auto text-sm text-accent underline">
                {t!(i18n, console.manage_environments)}
            </A>
        </div>
        {move || is_chosen.get().then(|| view! {
            <p class="mt-1 text-xs text-ink-muted">{t!(i18n, console.environment_hint, example = "{{name}}")}</p>
        })}
    }
    .into_any()
}

fn substitution(environment: Environment) -> Substitution {
    let id = environment.id;
    let variables = environment.variables;
    let value = move |name: &str| {
        let variable = variables.iter().find(|variable| variable.name == name)?;
        Some(variable.value.clone().unwrap_or_else(|| variables::unknown(name)))
    };
    Substitution { environment: id, fill: Arc::new(move |call| variables::fill(call, &value)), mask: variables::masked }
}
