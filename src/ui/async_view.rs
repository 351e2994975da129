//! A page's data: waited for, shown, or the reason why there is none.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::i18n::{t, use_i18n};
use crate::kernel::{ApiError, Submission};
use crate::paths;
use crate::ui::message::error_text;

/// Shows `resource` by `show`, or its error as a page of its own.
///
/// While a navigation loads, what was there stays; on the server the page waits for the data, so that readers without
/// JavaScript get it, and a missing page gets its real status.
#[component]
pub fn AsyncView<T, F, V>(
    /// The data.
    resource: Resource<Result<T, ApiError>>,
    /// What the page's form was sent with, so that it is not lost when there is no page to show it on.
    #[prop(optional)]
    submission: Submission,
    /// Shows it.
    show: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let i18n = use_i18n();
    view! {
        <Transition fallback=move || view! { <p class="text-ink-muted">{t!(i18n, common.loading)}</p> }>
            {move || {
                let show = show.clone();
                let values = submission.values.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(data) => show(data).into_any(),
                        Err(ApiError::Unauthenticated) if !values.is_empty() => {
                            view! { <SignedOut values/> }.into_any()
                        }
                        Err(error) => view! { <ErrorView error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

/// A form that was sent by somebody who is not signed in any more: it is kept, to be sent again.
#[component]
fn SignedOut(
    /// What was typed.
    values: Vec<(String, String)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let kept =
        values.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    view! {
        <section class="mx-auto max-w-xl py-16">
            <h1 class="text-2xl font-semibold">{t!(i18n, site.signed_out)}</h1>
            <p class="mt-3 text-ink-muted">{t!(i18n, site.signed_out_text)}</p>
            <form method="post" class="mt-6 flex flex-wrap gap-3">
                {kept}
                <a href=paths::SIGN_IN target="_blank" class="button">{t!(i18n, site.signed_out_way)}</a>
                <button type="submit" class="button button-primary">{t!(i18n, site.send_again)}</button>
            </form>
        </section>
    }
}

/// The page's address, to come back to.
fn here() -> String {
    let location = use_location();
    let (path, search) = (location.pathname.get_untracked(), location.search.get_untracked());
    if search.is_empty() { path } else { format!("{path}?{search}") }
}

/// A page that could not be shown: why, and a way on.
#[component]
pub fn ErrorView(
    /// Why.
    error: ApiError,
) -> impl IntoView {
    let i18n = use_i18n();
    let (title, text, href, way) = match &error {
        ApiError::NotFound => (
            t!(i18n, site.not_found).into_any(),
            t!(i18n, site.not_found_text).into_any(),
            paths::APIS.to_owned(),
            t!(i18n, site.not_found_way).into_any(),
        ),
        ApiError::Unauthenticated => (
            t!(i18n, site.unauthenticated).into_any(),
            ().into_any(),
            paths::sign_in(&here()),
            t!(i18n, site.sign_in).into_any(),
        ),
        ApiError::Forbidden => (
            t!(i18n, site.forbidden).into_any(),
            error_text(i18n, &error).into_any(),
            paths::APIS.to_owned(),
            t!(i18n, site.not_found_way).into_any(),
        ),
        _ => (
            error_text(i18n, &error).into_any(),
            ().into_any(),
            paths::HOME.to_owned(),
            t!(i18n, site.not_found_way).into_any(),
        ),
    };
    view! {
        <section class="mx-auto max-w-xl py-16">
            <h1 class="text-2xl font-semibold">{title}</h1>
            <p class="mt-3 text-ink-muted">{text}</p>
            <p class="mt-6"><a href=href class="button button-primary">{way}</a></p>
        </section>
    }
}
