//! The line at the bottom.

use leptos::prelude::*;

use crate::i18n::{t, use_i18n};
use crate::paths;
use crate::site::model::Frame;

/// Who runs this instance, and whom to write to.
#[component]
pub fn Footer(
    /// What it shows.
    frame: Frame,
) -> impl IntoView {
    let i18n = use_i18n();
    let organization = frame.organization_name;
    view! {
        <footer class="border-t border-line">
            <div class="mx-auto flex max-w-screen-2xl flex-wrap gap-x-6 gap-y-1 px-4 py-6 text-sm text-ink-muted sm:px-6 lg:px-8">
                <p>{t!(i18n, site.operated_by, organization = organization)}</p>
                {frame.has_terms.then(|| view! { <p><a href=paths::TERMS class="underline">{t!(i18n, site.terms)}</a></p> })}
                {frame.administrator_email.map(|email| view! {
                    <p>
                        {t!(i18n, site.contact)} ": "
                        <a href=format!("mailto:{email}") class="underline">{email.clone()}</a>
                    </p>
                })}
            </div>
        </footer>
    }
}
