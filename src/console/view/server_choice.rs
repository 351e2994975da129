//! The choice of the server that a call goes to.

use std::sync::Arc;

use leptos::prelude::*;

use super::chosen_server::ChosenServer;
use super::draft::Draft;
use super::server_variable::{ServerVariableField, VariableDraft};
use crate::catalog::model::OfferedServer;
use crate::console::base_url::{BaseUrl, shown_base_url};
use crate::console::model::ServerChoice;
use crate::console::samples::text::is_secret_name;
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::browser;

/// The id of the select.
const SELECT: &str = "server";
/// The id of what is said of the chosen one.
const ABOUT: &str = "server-about";
/// Under which name the browser keeps the servers that were chosen last of an API, by their templates.
const CHOICE: &str = "loggia-server-";
/// How many of them: operations of one API may have servers of their own.
const KEPT: usize = 5;
/// The longest part of a description that stands in the select, in characters.
const SHORT: usize = 60;

/// What the browser keeps: a template, and the values of its variables.
type Kept = (String, Vec<(String, String)>);

/// A server with what is filled in for its variables.
#[derive(Clone)]
struct ServerDraft {
    server: OfferedServer,
    variables: Vec<VariableDraft>,
}

impl ServerDraft {
    fn new(server: OfferedServer) -> Self {
        let variables = server.variables.iter().cloned().map(VariableDraft::new).collect();
        Self { server, variables }
    }

    fn fill(&self, values: &[(String, String)]) {
        for draft in &self.variables {
            let given = values.iter().find(|(name, _)| *name == draft.variable.name);
            draft.value.set(given.map_or_else(|| draft.variable.default.clone(), |(_, value)| value.clone()));
        }
    }

    fn choice(&self) -> ServerChoice {
        let value = |draft: &VariableDraft| (draft.variable.name.clone(), draft.value.get());
        ServerChoice { number: self.server.number, variables: self.variables.iter().map(value).collect() }
    }
}

/// A select of the servers, and a field for every variable of the chosen one. Its code, and that of their addresses, is
/// loaded where there is something to choose.
#[lazy]
pub(super) fn server_choice(draft: Draft) -> AnyView {
    let i18n = use_i18n();
    let (servers, api) = draft.with_details(|details| (details.servers.clone(), details.api.slug.clone()));
    let drafts = StoredValue::new(servers.iter().cloned().map(ServerDraft::new).collect::<Vec<_>>());
    let number = RwSignal::new(servers.first().map_or(0, |server| server.number));
    let take = move |choice: &ServerChoice| {
        drafts.with_value(|drafts| {
            if let Some(chosen) = drafts.iter().find(|draft| draft.server.number == choice.number) {
                number.set(choice.number);
                chosen.fill(&choice.variables);
            }
        });
    };
    let key = format!("{CHOICE}{api}");
    let last = kept(&key).into_iter().find_map(|(template, variables)| {
        let server = servers.iter().find(|server| server.template == template)?;
        Some(ServerChoice { number: server.number, variables })
    });
    if let Some(last) = last {
        take(&last);
    }
    Effect::new(move |_| {
        if let Some(asked) = draft.asked_server.get() {
            take(&asked);
        }
    });
    let choice = Memo::new(move |_| {
        let number = number.get();
        let chosen = |drafts: &Vec<ServerDraft>| {
            drafts.iter().find(|draft| draft.server.number == number).map(ServerDraft::choice)
        };
        drafts.with_value(chosen).unwrap_or_default()
    });
    Effect::new(move |before: Option<ServerChoice>| {
        let choice = choice.get();
        // What the page began with is not a choice.
        if before.is_some_and(|before| before != choice) {
            keep(&key, drafts, &choice);
        }
        choice
    });
    let offered = servers.clone();
    let of_choice = move |choice: &ServerChoice| {
        let BaseUrl { url, complaints } = shown_base_url(&offered, Some(choice));
        (url, complaints)
    };
    draft.server.set(Some(ChosenServer { choice, base_url: Arc::new(of_choice) }));

    let option = |server: &OfferedServer| {
        let text = match short(&server.description) {
            description if description.is_empty() => server.template.clone(),
            description => {
                tu_string!(i18n, console.server_option, address = server.template.clone(), description = description)
            }
        };
        let selected = server.number == number.get_untracked();
        view! { <option value=server.number.to_string() selected=selected>{text}</option> }
    };
    let options = servers.iter().map(option).collect_view();
    let chosen = move || {
        let number = number.get();
        drafts.with_value(|drafts| drafts.iter().find(|draft| draft.server.number == number).cloned())
    };
    view! {
        <fieldset class="flex min-w-0 flex-col gap-3">
            <legend class="mb-2 font-semibold">{t!(i18n, console.server)}</legend>
            <select
                id=SELECT
                class="field-input"
                aria-label=tu_string!(i18n, console.server)
                aria-describedby=ABOUT
                prop:value=move || number.get().to_string()
                on:change:target=move |event| number.set(event.target().value().parse().unwrap_or_default())
            >
                {options}
            </select>
            <p id=ABOUT class="wrap-anywhere text-xs text-ink-muted empty:hidden">
                {move || chosen().map(|chosen| chosen.server.description).filter(|text| !text.is_empty())}
            </p>
            {move || {
                let variables = chosen().map(|chosen| chosen.variables).unwrap_or_default();
                variables.into_iter().map(|variable| view! { <ServerVariableField draft variable/> }).collect_view()
            }}
        </fieldset>
    }
    .into_any()
}

/// The beginning of a description.
fn short(description: &str) -> String {
    match description.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", description.get(..end).unwrap_or_default().trim_end()),
        None => description.to_owned(),
    }
}

fn kept(key: &str) -> Vec<Kept> {
    browser::kept(key).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Has the browser keep a choice, without what is called like a secret.
fn keep(key: &str, drafts: StoredValue<Vec<ServerDraft>>, choice: &ServerChoice) {
    let template = drafts.with_value(|drafts| {
        drafts.iter().find(|draft| draft.server.number == choice.number).map(|draft| draft.server.template.clone())
    });
    let Some(template) = template else { return };
    let mut kept = kept(key);
    kept.retain(|(other, _)| *other != template);
    let values = choice.variables.iter().filter(|(name, _)| !is_secret_name(name)).cloned().collect();
    kept.insert(0, (template, values));
    kept.truncate(KEPT);
    if let Ok(text) = serde_json::to_string(&kept) {
        browser::keep(key, &text);
    }
}
