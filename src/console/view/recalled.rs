//! What the form was filled in with.

use leptos::prelude::*;

use super::draft::Draft;
use crate::console::api::{get_example, get_request};
use crate::console::kept::KeptRequest;
use crate::i18n::{t, use_i18n};
use crate::kernel::ApiError;

/// What became of filling the form in.
#[derive(Clone, PartialEq)]
pub(super) enum Recalled {
    /// It is filled in.
    Filled {
        /// With which example; empty for a call of one's own.
        name: String,
        /// What the secrets are called that were left out.
        left_out: Vec<String>,
        /// What the files are called that were left out.
        files: Vec<String>,
        /// Whether the body was too long to be kept.
        without_body: bool,
    },
    /// It stands as it did.
    Failed(ApiError),
}

/// Fills the form in with `kept`, the example `name` or a call of one's own.
pub(super) fn fill(draft: Draft, recalled: RwSignal<Option<Recalled>>, name: String, kept: KeptRequest) {
    if recalled.try_with_untracked(|_| ()).is_none() {
        // The page was left meanwhile.
        return;
    }
    draft.fill(&kept.request);
    // What is missing now was left out, and said to be.
    draft.tried.set(false);
    let files = kept.files().map(str::to_owned).collect();
    let KeptRequest { left_out, without_body, request: _ } = kept;
    recalled.set(Some(Recalled::Filled { name, left_out, files, without_body }));
}

/// What the form can be filled in with, by its id.
pub(super) enum Source {
    /// A call of one's own.
    Call(String),
    /// An example.
    Example(String),
}

/// Fills the form in.
#[lazy]
pub(super) fn recall(draft: Draft, recalled: RwSignal<Option<Recalled>>, source: Source) {
    let operation = draft.with_details(|details| details.id.clone());
    leptos::task::spawn_local(async move {
        let found = match source {
            Source::Call(id) => get_request(operation, id.into()).await.map(|kept| (String::new(), kept)),
            Source::Example(id) => get_example(operation, id.into()).await.map(|example| (example.name, example.kept)),
        };
        match found {
            Ok((name, kept)) => fill(draft, recalled, name, kept),
            Err(error) => {
                recalled.try_set(Some(Recalled::Failed(error)));
            }
        }
    });
}

/// Says what was filled in, and what is still to be.
#[lazy]
pub(super) fn notice(recalled: Recalled) -> AnyView {
    let i18n = use_i18n();
    match recalled {
        Recalled::Filled { name, left_out, files, without_body } => {
            let secrets = left_out.join(", ");
            let files = files.join(", ");
            view! {
                <div role="status" class="rounded border border-line bg-surface-sunken px-3 py-2 text-sm">
                    <p class="wrap-anywhere">
                        {if name.is_empty() {
                            t!(i18n, history.filled).into_any()
                        } else {
                            t!(i18n, history.filled_example, name = name).into_any()
                        }}
                    </p>
                    {(!secrets.is_empty()).then(|| view! {
                        <p class="wrap-anywhere mt-1">{t!(i18n, history.left_out, names = secrets)}</p>
                    })}
                    {(!files.is_empty()).then(|| view! {
                        <p class="wrap-anywhere mt-1">{t!(i18n, history.files, names = files)}</p>
                    })}
                    {without_body.then(|| view! { <p class="mt-1">{t!(i18n, history.without_body)}</p> })}
                </div>
            }
            .into_any()
        }
        Recalled::Failed(error) => {
            let text = match &error {
                ApiError::NotFound => t!(i18n, history.gone).into_any(),
                ApiError::Unauthenticated => t!(i18n, history.not_signed_in).into_any(),
                error => crate::ui::message::error_text(i18n, error).into_any(),
            };
            view! { <p role="alert" class="rounded border border-line bg-danger-soft px-3 py-2 text-sm">{text}</p> }
                .into_any()
        }
    }
}
