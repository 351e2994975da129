//! What a token is asked for with.

use leptos::prelude::*;

use super::fields::Fields;
use super::outcome::Outcome;
use super::wish::{Progress, Wish};
use crate::console::api::get_oauth_options;
use crate::console::oauth::{Flow, OAuthOptions};
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::kernel::ids::OperationId;
use crate::ui::message::error_text;

/// The form for a token of the security scheme `scheme`, as soon as the server has told what there is to choose. The ids of
/// its fields begin with `prefix`.
#[lazy]
pub(in super::super) fn oauth_panel(
    operation: OperationId,
    prefix: String,
    scheme: String,
    token: RwSignal<String>,
) -> AnyView {
    let i18n = use_i18n();
    let options = RwSignal::new(None::<Result<OAuthOptions, ApiError>>);
    let asked = (operation.clone(), scheme.clone());
    Effect::new(move |_| {
        let (operation, scheme) = asked.clone();
        leptos::task::spawn_local(async move {
            options.try_set(Some(get_oauth_options(operation, scheme).await));
        });
    });
    view! {
        {move || options.get().map(|options| match options {
            Ok(options) => {
                let wish = Wish::new(operation.clone(), scheme.clone(), options, token);
                view! { <Form wish prefix=prefix.clone()/> }.into_any()
            }
            Err(error) => {
                view! { <p role="alert" class="text-sm text-danger">{error_text(i18n, &error)}</p> }.into_any()
            }
        })}
    }
    .into_any()
}

#[component]
fn Form(wish: Wish, prefix: String) -> impl IntoView {
    let i18n = use_i18n();
    let (unsafe_ones, others): (Vec<_>, Vec<_>) =
        wish.others().into_iter().partition(|flow| matches!(flow.as_str(), "implicit" | "password"));
    let hints = [
        (!unsafe_ones.is_empty()).then(|| tu_string!(i18n, oauth.others_unsafe, flows = unsafe_ones.join(", "))),
        (!others.is_empty()).then(|| tu_string!(i18n, oauth.others, flows = others.join(", "))),
    ];
    let hints =
        hints.into_iter().flatten().map(|hint| view! { <p class="text-sm text-ink-muted">{hint}</p> }).collect_view();
    let button = move || match wish.flow() {
        Some(Flow::ClientCredentials) => tu_string!(i18n, oauth.get_token),
        _ => tu_string!(i18n, oauth.authorize),
    };
    let form = (!wish.flows().is_empty()).then(|| {
        view! {
            <form
                novalidate
                class="flex flex-col gap-3"
                on:submit=move |event| {
                    event.prevent_default();
                    wish.start();
                }
            >
                <Fields wish prefix/>
                <div class="flex flex-wrap items-center gap-3">
                    <button
                        type="submit"
                        class="button button-primary"
                        disabled=move || wish.progress.get() == Progress::Asking
                    >
                        {button}
                    </button>
                    <span role="status" class="text-sm text-ink-muted">
                        {move || match wish.progress.get() {
                            Progress::Idle => ().into_any(),
                            Progress::Asking => t!(i18n, oauth.asking).into_any(),
                            Progress::Away { .. } => t!(i18n, oauth.waiting).into_any(),
                        }}
                    </span>
                    {move || match wish.progress.get() {
                        // Where no window may be opened, the link opens it.
                        Progress::Away { url } => Some(view! {
                            <a class="link text-sm" href=url target="_blank" rel="noopener noreferrer">
                                {t!(i18n, oauth.open_provider)}
                            </a>
                        }),
                        _ => None,
                    }}
                </div>
            </form>
        }
    });
    view! {
        <div class="mt-1 flex flex-col gap-3 rounded border border-line px-3 py-3">
            {hints}
            {form}
            <Outcome wish/>
        </div>
    }
}
