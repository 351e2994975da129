//! What whoever runs a recipe fills in.

use leptos::prelude::*;

use super::state::Runner;
use crate::recipes::model::Input;
use crate::ui::field::TextField;

/// A field for each input, with its default in it.
#[component]
pub(super) fn Inputs(
    /// The run.
    runner: Runner,
) -> impl IntoView {
    let field = |(input, value): (Input, RwSignal<String>)| {
        let name = input.name.clone();
        let complaint = Signal::derive(move || {
            runner
                .complaints
                .with(|all| all.iter().find(|(known, _)| *known == name).map(|(_, message)| message.clone()))
        });
        view! {
            <TextField
                name=format!("input.{}", input.name)
                label=input.name
                value=value
                complaint=complaint
                hint=input.description
                kind=if input.secret { "password" } else { "text" }
                optional=input.default.is_some_and(|default| default.is_empty())
                code=true
            />
        }
    };
    let fields = runner.inputs.get_value().into_iter().map(field).collect_view();
    view! { <div class="grid items-start gap-3 md:grid-cols-2">{fields}</div> }
}
