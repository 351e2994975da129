//! The body of an answer.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::draft::Draft;
use super::exchange::{Exchange, Outcome};
use super::figures::size;
use crate::console::content::{self, Content, Kind};
use crate::console::model::{AnswerEnd, Problem};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::code_block::coloured;

/// Text above this many bytes is shown in part until one asks for the rest: laying it out takes seconds.
const SHOWN_AT_ONCE: usize = 512 * 1024;

/// How a body is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Pretty,
    Raw,
    Preview,
}

/// The body as text, as an image or as a file, with what there is to know about it.
#[component]
pub(super) fn ResponseContent(draft: Draft, exchange: Exchange) -> impl IntoView {
    let i18n = use_i18n();
    let end = Memo::new(move |_| match exchange.outcome.get() {
        Some(Outcome::Whole(end)) => Some(end),
        _ => None,
    });
    let arriving = move || {
        exchange.running.with(Option::is_some).then(|| {
            let arrived = u64::try_from(exchange.arrived.get()).unwrap_or(u64::MAX);
            view! {
                <p class="text-sm text-ink-muted">{t!(i18n, console.arrived, size = move || size(i18n, arrived))}</p>
            }
        })
    };
    view! {
        {arriving}
        {move || end.get().map(|end| view! { <Notices draft end/> })}
        {move || exchange.content.get().map(|content| view! { <Shown draft exchange content/> })}
    }
}

/// What one should know about the body: its size, and what is missing or wrong.
#[component]
fn Notices(draft: Draft, end: AnswerEnd) -> impl IntoView {
    let i18n = use_i18n();
    let AnswerEnd { received, decoded, cut, problem, download, download_cut, .. } = end;
    let sizes = if received == decoded {
        size(i18n, received)
    } else {
        tu_string!(i18n, console.sizes, received = size(i18n, received), decoded = size(i18n, decoded))
    };
    let notice = "rounded bg-warning-soft px-3 py-2 text-sm";
    let problem = problem.map(|problem| match problem {
        Problem::UnknownCoding => tu_string!(i18n, console.unknown_coding),
        Problem::Undecodable => tu_string!(i18n, console.undecodable),
    });
    let name = content::file_name(&draft.slug(), None);
    view! {
        {(received > 0).then(|| view! { <p class="text-sm text-ink-muted">{sizes}</p> })}
        {problem.map(|problem| view! { <p class=notice>{problem}</p> })}
        {cut.then(|| view! {
            <div class=notice>
                <p>{if download_cut { tu_string!(i18n, console.cut_too_long) } else { tu_string!(i18n, console.cut) }}</p>
                {download.map(|id| view! {
                    <p class="mt-2">
                        <a class="button" href=paths::console_download(&id) download=name rel="external">
                            {if download_cut {
                                tu_string!(i18n, console.download_beginning)
                            } else {
                                tu_string!(i18n, console.download_whole)
                            }}
                        </a>
                    </p>
                })}
            </div>
        })}
    }
}

#[component]
fn Shown(draft: Draft, exchange: Exchange, content: Content) -> impl IntoView {
    let i18n = use_i18n();
    let looks: &[Look] = match (content.kind, content.text.is_some()) {
        (Kind::Json, _) => &[Look::Pretty, Look::Raw],
        (Kind::Image, true) => &[Look::Preview, Look::Raw],
        (Kind::Image, false) => &[Look::Preview],
        (Kind::Text, _) => &[Look::Raw],
        (Kind::Empty | Kind::Binary, _) => &[],
    };
    let look = RwSignal::new(looks.first().copied().unwrap_or(Look::Raw));
    let is_done = exchange.running.with_untracked(Option::is_none);
    let Content { kind, media_type, text, lossy } = content;
    if kind == Kind::Empty {
        return is_done
            .then(|| view! { <p class="text-sm text-ink-muted">{t!(i18n, console.no_content)}</p> })
            .into_any();
    }
    let save = is_done.then(|| exchange.save_url()).flatten().map(|url| {
        let name = content::file_name(&draft.slug(), Some(&media_type));
        view! { <a class="button" href=url download=name rel="external">{t!(i18n, console.download)}</a> }
    });
    let tabs = (looks.len() > 1).then(|| {
        looks
            .iter()
            .map(|&choice| {
                view! {
                    <button
                        type="button"
                        class="button"
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
            .collect_view()
    });
    let text = StoredValue::new(text);
    let copy = (is_done && text.with_value(Option::is_some)).then(|| {
        let text = Signal::derive(move || text.get_value().unwrap_or_default());
        view! { <CopyButton text/> }
    });
    let image = (is_done && kind == Kind::Image).then(|| exchange.image_url(&media_type)).flatten();
    let body = move || match look.get() {
        Look::Pretty => {
            let pretty = text.with_value(|text| content::pretty(text.as_deref().unwrap_or_default()));
            view! { <Text text=pretty.or_else(|| text.get_value()).unwrap_or_default()/> }.into_any()
        }
        Look::Raw if text.with_value(Option::is_some) => {
            view! { <Text text=text.get_value().unwrap_or_default()/> }.into_any()
        }
        Look::Raw => view! { <p class="text-sm text-ink-muted">{t!(i18n, console.binary)}</p> }.into_any(),
        Look::Preview => {
            let image = image.clone();
            view! {
                <img src=image alt=tu_string!(i18n, console.image) class="max-w-full rounded border border-line"/>
            }
            .into_any()
        }
    };
    view! {
        <div class="flex flex-wrap items-center gap-2">{tabs}{copy}{save}</div>
        {lossy.then(|| view! { <p class="text-sm text-ink-muted">{t!(i18n, console.lossy)}</p> })}
        {body}
    }
    .into_any()
}

/// A text that may be long.
#[component]
fn Text(text: String) -> impl IntoView {
    let i18n = use_i18n();
    let is_whole = RwSignal::new(text.len() <= SHOWN_AT_ONCE);
    let text = StoredValue::new(text);
    let shown = move || {
        text.with_value(|text| {
            let end = if is_whole.get() { text.len() } else { text.floor_char_boundary(SHOWN_AT_ONCE) };
            coloured(&text[..end])
        })
    };
    view! {
        <pre class="code max-h-screen min-w-0" tabindex="0" role="group" aria-label=tu_string!(i18n, console.content_text)>
            <code>{shown}</code>
        </pre>
        {move || (!is_whole.get()).then(|| view! {
            <p>
                <button type="button" class="button" on:click=move |_| is_whole.set(true)>
                    {t!(i18n, console.show_all)}
                </button>
            </p>
        })}
    }
}
