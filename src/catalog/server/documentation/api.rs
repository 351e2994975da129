//! What an API is about: its description, under which terms it may be used, whom to ask, where to read on.

use leptos::prelude::*;

use super::servers::rows;
use super::{link, to_html};
use crate::catalog::model::{Link, OfferedServer};
use crate::catalog::server::markdown;
use crate::catalog::servers::is_plain;
use crate::i18n::{Locale, td};
use crate::openapi::model::{Contact, Documented, License};

/// The most tags whose documentation is linked.
const TAGS: usize = 100;

/// An API's description, and the facts that its document says of it as a whole, as HTML. `servers` are those that calls may
/// go to; one without variables is told elsewhere.
pub(crate) fn api(locale: Locale, description: &str, documented: &Documented, servers: Vec<OfferedServer>) -> String {
    let description = if description.trim().is_empty() {
        view! { <p class="mt-2 text-ink-muted">{td!(locale, catalog.no_description)}</p> }.into_any()
    } else {
        view! { <div class="prose mt-2" inner_html=markdown::to_html(description)></div> }.into_any()
    };
    let facts = facts(locale, documented);
    let servers = (!is_plain(&servers)).then(|| {
        view! {
            <h3 class="mt-6 font-semibold">{td!(locale, catalog.served_from)}</h3>
            <div class="schema mt-2"><ul>{rows(locale, servers)}</ul></div>
        }
    });
    to_html(view! {
        {description}
        {servers}
        {(!facts.is_empty()).then(|| view! { <dl class="mt-6 grid gap-4 text-sm">{facts}</dl> })}
    })
}

fn facts(locale: Locale, documented: &Documented) -> Vec<AnyView> {
    let Documented { terms_of_service: terms, contact, license, external_docs, tags, .. } = documented;
    let of_tags = tags.iter().filter_map(|tag| Some((tag.name.as_str(), tag.external_docs.as_ref()?)));
    let more = external_docs.iter().map(|docs| ("", docs)).chain(of_tags.take(TAGS)).map(more).collect::<Vec<_>>();
    let facts = [
        (!terms.is_empty()).then(|| fact(td!(locale, catalog.terms), link(terms, terms.clone()))),
        license.as_ref().map(|license| fact(td!(locale, catalog.license), license_view(license))),
        contact.as_ref().map(|contact| fact(td!(locale, catalog.contact), contact_view(contact))),
        (!more.is_empty()).then(|| fact(td!(locale, catalog.read_more), more)),
    ];
    facts.into_iter().flatten().collect()
}

fn fact(label: impl IntoView + 'static, content: impl IntoView + 'static) -> AnyView {
    view! {
        <div>
            <dt class="text-ink-muted">{label}</dt>
            <dd class="break-words">{content}</dd>
        </div>
    }
    .into_any()
}

fn more((tag, docs): (&str, &Link)) -> AnyView {
    let text = if docs.description.is_empty() { &docs.url } else { &docs.description };
    link(&docs.url, if tag.is_empty() { text.clone() } else { format!("{tag}: {text}") })
}

fn license_view(License { name, url, identifier }: &License) -> AnyView {
    let text = match (name.as_str(), identifier.as_str()) {
        ("", "") => url.clone(),
        ("", one) | (one, "") => one.to_owned(),
        (name, identifier) if name == identifier => name.to_owned(),
        (name, identifier) => format!("{name} ({identifier})"),
    };
    link(url, text)
}

fn contact_view(Contact { name, url, email }: &Contact) -> AnyView {
    let who = (!name.is_empty() || !url.is_empty())
        .then(|| link(url, if name.is_empty() { url.clone() } else { name.clone() }));
    let is_address = |letter: char| letter.is_alphanumeric() || "@.-_+".contains(letter);
    let email = if email.contains('@') && email.chars().all(is_address) {
        view! { <p><a class="text-accent underline" href=format!("mailto:{email}")>{email.clone()}</a></p> }.into_any()
    } else {
        view! { <p>{email.clone()}</p> }.into_any()
    };
    view! { {who} {email} }.into_any()
}
