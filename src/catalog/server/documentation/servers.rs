//! Where an operation is served that does not share its API's servers.

use leptos::prelude::*;

use crate::catalog::server::markdown;
use crate::i18n::{Locale, td, td_string};
use crate::openapi::model::{Server, ServerVariable};

/// The servers with what varies in their addresses.
#[component]
pub(super) fn Servers(
    /// The language.
    locale: Locale,
    /// The servers.
    servers: Vec<Server>,
) -> impl IntoView {
    let rows = servers
        .into_iter()
        .map(|server| {
            let address = if server.template.is_empty() { server.url } else { server.template };
            let description = markdown::to_html(&server.description);
            let variables = server.variables.into_iter().map(|one| variable(locale, one)).collect_view();
            view! {
                <li>
                    <code>{address}</code>
                    {(!description.is_empty()).then(|| view! { <div class="prose" inner_html=description></div> })}
                    {variables}
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2 class="text-lg font-semibold">{td!(locale, catalog.served_from)}</h2>
            <div class="schema mt-2"><ul>{rows}</ul></div>
        </section>
    }
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
