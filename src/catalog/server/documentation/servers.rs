//! Where an API or an operation is served.

use leptos::prelude::*;

use crate::catalog::model::OfferedServer;
use crate::catalog::server::markdown;
use crate::i18n::{Locale, td, td_string};
use crate::openapi::model::{Server, ServerVariable};

/// The servers with what varies in their addresses.
#[component]
pub(super) fn Servers(
    /// The language.
    locale: Locale,
    /// The servers.
    servers: Vec<OfferedServer>,
) -> impl IntoView {
    let rows = rows(locale, servers);
    view! {
        <section>
            <h2 class="text-lg font-semibold">{td!(locale, catalog.served_from)}</h2>
            <div class="schema mt-2"><ul>{rows}</ul></div>
        </section>
    }
}

/// What an operation's document says of its own servers, those that calls cannot go to included.
pub(super) fn as_documented(servers: Vec<Server>) -> Vec<OfferedServer> {
    let offered = |Server { url, template, description, variables }| {
        let template = if template.is_empty() { url } else { template };
        OfferedServer { number: 0, template, description, variables }
    };
    servers.into_iter().map(offered).collect()
}

/// A list item for every server.
pub(super) fn rows(locale: Locale, servers: Vec<OfferedServer>) -> impl IntoView {
    let row = |server: OfferedServer| {
        let address = server.template;
        let description = markdown::to_html(&server.description);
        let variables = server.variables.into_iter().map(|one| variable(locale, one)).collect_view();
        view! {
            <li>
                <code>{address}</code>
                {(!description.is_empty()).then(|| view! { <div class="prose" inner_html=description></div> })}
                {variables}
            </li>
        }
    };
    servers.into_iter().map(row).collect_view()
}

fn variable(locale: Locale, variable: ServerVariable) -> AnyView {
    let ServerVariable { name, default, allowed, description } = variable;
    let mut facts = vec![td_string!(locale, catalog.default, value = default).to_string()];
    if !allowed.is_empty() {
        facts.push(td_string!(locale, catalog.allowed, values = allowed.join(", ")).to_string());
    }
    facts.push(markdown::to_summary(&description, 200));
    facts.retain(|fact| !fact.is_empty());
    view! { <small>{format!("{{{name}}} – {}", facts.join(" · "))}</small> }.into_any()
}
