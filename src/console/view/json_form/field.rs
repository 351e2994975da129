//! A field of the form.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;

use super::control::{AnyControl, Control};
use super::editing::{Editing, Path};
use super::list::ListField;
use super::object::ObjectField;
use super::variants::VariantsField;
use crate::catalog::api::get_call_form;
use crate::catalog::model::{FieldKind, FormField};
use crate::console::body_form::start;
use crate::console::json_edit::{Kind, Step, set};
use crate::console::view::contract::problem_text;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::ui::message::error_text;

/// Where a field stands.
#[derive(Clone)]
pub(in super::super) struct Place {
    /// The way to its value.
    pub path: Path,
    /// What it is called; empty for the whole.
    pub label: String,
    /// Its id in the page.
    pub id: String,
}

impl Place {
    /// The whole.
    pub(in super::super) fn root() -> Self {
        Self { path: Arc::from([]), label: String::new(), id: new_id() }
    }

    /// The whole, under a name and an id of its own.
    pub(in super::super) fn named(label: String, id: String) -> Self {
        Self { label, id, ..Self::root() }
    }

    /// A value inside.
    pub(super) fn inside(&self, step: Step, label: String) -> Self {
        let path: Vec<Step> = self.path.iter().cloned().chain([step]).collect();
        Self { path: path.into(), label, id: new_id() }
    }
}

/// An id that nothing else has. Forms are made in the browser only, so that none has to be met again.
fn new_id() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("form-field-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// What is said about a field besides its name: what it is for, and what values have to keep to.
pub(super) fn hint(field: &FormField) -> Option<String> {
    let parts = [&field.title, &field.description, &field.format, &field.limits];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The fields of a value, by what its schema says it is; as JSON where it is something else.
#[component]
pub(super) fn LoadedField(editing: Editing, field: FormField, place: Place) -> AnyView {
    let path = place.path.clone();
    let is_container = match &field.kind {
        FieldKind::Object { .. } => Some(Kind::Object),
        FieldKind::List(_) => Some(Kind::Array),
        FieldKind::Variants(_) => return view! { <VariantsField editing field place/> }.into_any(),
        FieldKind::Closed => return view! { <ClosedField editing field place/> }.into_any(),
        _ => None,
    };
    let Some(wanted) = is_container else {
        return view! { <Control editing field place/> }.into_any();
    };
    let fits = Memo::new(move |_| editing.kind(&path) == Some(wanted));
    view! {
        {move || {
            let (field, place) = (field.clone(), place.clone());
            match (fits.get(), &field.kind) {
                (true, FieldKind::List(_)) => view! { <ListField editing field place/> }.into_any(),
                (true, _) => view! { <ObjectField editing field place/> }.into_any(),
                (false, _) => {
                    let (json, path) = (start(&field), place.path.clone());
                    view! {
                        <AnyControl editing field place/>
                        <StartButton editing json path/>
                    }
                    .into_any()
                }
            }
        }}
    }
    .into_any()
}

/// Puts what the schema asks for in place of something else.
#[component]
fn StartButton(editing: Editing, json: String, path: Path) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div>
            <button type="button" class="button" on:click=move |_| editing.change(|text| set(text, &path, &json))>
                {t!(i18n, body_form.start)}
            </button>
        </div>
    }
}

/// A field with more levels, which are asked for when somebody wants them.
#[component]
fn ClosedField(editing: Editing, field: FormField, place: Place) -> AnyView {
    let i18n = use_i18n();
    let opened = RwSignal::new(None::<Result<FormField, ApiError>>);
    let label = place.label.clone();
    let path = field.path.clone();
    let open = move |_| {
        let (edited, path) = (editing.edited, path.clone());
        leptos::task::spawn_local(async move {
            let found = get_call_form(edited.operation.get_value(), edited.part.get_untracked(), path).await;
            opened.try_set(Some(found));
        });
    };
    let button = move || {
        view! {
            <div>
                <button type="button" class="button" on:click=open.clone()>
                    {tu_string!(i18n, body_form.open, name = &label)}
                </button>
            </div>
        }
    };
    view! {
        {move || match opened.get() {
            None => button().into_any(),
            Some(Ok(found)) => {
                let field = FormField { name: field.name.clone(), required: field.required, ..found };
                let place = place.clone();
                view! { <LoadedField editing field place/> }.into_any()
            }
            Some(Err(error)) => {
                view! { <p role="alert" class="text-sm text-danger">{error_text(i18n, &error)}</p>{button()} }.into_any()
            }
        }}
    }
    .into_any()
}

/// What the schema says against a value, under its field, which it describes by `id`.
#[component]
pub(super) fn Problems(editing: Editing, path: Path, id: String) -> impl IntoView {
    let i18n = use_i18n();
    let problems = Memo::new(move |_| editing.problems(&path));
    view! {
        <p id=id class="text-sm text-danger empty:hidden">
            {move || {
                let texts: Vec<String> = problems.get().into_iter().map(|one| problem_text(i18n, one)).collect();
                (!texts.is_empty()).then(|| texts.join(" "))
            }}
        </p>
    }
}
