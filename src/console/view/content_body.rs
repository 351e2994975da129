//! The body of an answer itself.

use std::sync::Arc;

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::draft::Draft;
use super::exchange::{Exchange, Outcome};
use super::json::JsonDocument;
use super::long_text::LongText;
use super::preview::Preview;
use crate::console::content::{self, Content, Kind};
use crate::console::xml_view;
use crate::i18n::{t, tu_string, use_i18n};

/// How a body is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Pretty,
    Raw,
    Preview,
}

impl Look {
    /// The ways to look at `content`, the best one first.
    const fn of(content: &Content, is_done: bool) -> &'static [Self] {
        match (content.kind, content.text.is_some()) {
            (Kind::Json | Kind::Xml, _) if is_done => &[Self::Pretty, Self::Raw],
            (Kind::Json | Kind::Xml, _) => &[Self::Raw],
            (Kind::Image, true) => &[Self::Preview, Self::Raw],
            (Kind::Image | Kind::Pdf | Kind::Audio | Kind::Video, _) => &[Self::Preview],
            (Kind::Text, _) => &[Self::Raw],
            (Kind::Empty | Kind::Binary, _) => &[],
        }
    }
}

/// The body as text, as an image or as a file to save.
#[component]
pub(super) fn ContentBody(draft: Draft, exchange: Exchange, content: Content) -> impl IntoView {
    let i18n = use_i18n();
    let is_done = exchange.running.with_untracked(Option::is_none);
    let looks = Look::of(&content, is_done);
    let look = RwSignal::new(looks.first().copied().unwrap_or(Look::Raw));
    let Content { kind, media_type, text, lossy } = content;
    if kind == Kind::Empty {
        return is_done
            .then(|| view! { <p class="text-sm text-ink-muted">{t!(i18n, console.no_content)}</p> })
            .into_any();
    }
    // A body that was cut is downloaded whole, from the server.
    let is_cut = exchange.outcome.with_untracked(|outcome| matches!(outcome, Some(Outcome::Whole(end)) if end.cut));
    let save = (is_done && !is_cut).then(|| exchange.save_url()).flatten().map(|url| {
        let name = content::file_name(&draft.slug(), Some(&media_type));
        view! { <a class="button" href=url download=name rel="external">{t!(i18n, console.download)}</a> }
    });
    let tabs = (looks.len() > 1).then(|| {
        let buttons = looks
            .iter()
            .map(|&choice| {
                view! {
                    <button
                        type="button"
                        class="segment"
                        aria-pressed=move || if look.get() == choice { "true" } else { "false" }
                        on:click=move |_| look.set(choice)
                    >
                        {match choice {
                            Look::Pretty => tu_string!(i18n, console.pretty),
                            Look::Raw => tu_string!(i18n, console.raw),
                            Look::Preview => tu_string!(i18n, console.preview),
                        }}
                    </button>
                }
            })
            .collect_view();
        view! { <div role="group" aria-label=tu_string!(i18n, console.look) class="segments">{buttons}</div> }
    });
    // However often it is shown, a long text is kept once.
    let text = StoredValue::new(text.map(Arc::<str>::from));
    let shared = move || text.get_value().unwrap_or_else(|| "".into());
    let copy = (is_done && text.with_value(Option::is_some)).then(|| {
        let text = Signal::derive(move || shared().to_string());
        view! { <CopyButton text/> }
    });
    let has_preview = matches!(kind, Kind::Image | Kind::Pdf | Kind::Audio | Kind::Video);
    let preview = (is_done && has_preview).then(|| exchange.preview_url(&media_type)).flatten();
    let body = move || match look.get() {
        Look::Pretty if kind == Kind::Json => view! { <JsonDocument text=shared()/> }.into_any(),
        Look::Pretty => {
            let pretty = xml_view::pretty(&shared()).map(Arc::from);
            view! { <LongText text=pretty.unwrap_or_else(shared)/> }.into_any()
        }
        Look::Raw if text.with_value(Option::is_some) => view! { <LongText text=shared()/> }.into_any(),
        Look::Raw => view! { <p class="text-sm text-ink-muted">{t!(i18n, console.binary)}</p> }.into_any(),
        Look::Preview => preview.clone().map(|url| view! { <Preview kind url/> }).into_any(),
    };
    view! {
        <div class="flex flex-wrap items-center gap-2">{tabs}{copy}{save}</div>
        {lossy.then(|| view! { <p class="text-sm text-ink-muted">{t!(i18n, console.lossy)}</p> })}
        {body}
    }
    .into_any()
}
