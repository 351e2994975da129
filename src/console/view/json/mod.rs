//! A JSON document that folds, is searched, and is drawn only where one looks.

mod find;
mod row;
mod viewer;

use std::sync::Arc;

use leptos::prelude::*;

use self::find::Tools;
use self::row::Row;
use self::viewer::Viewer;
use super::long_text::LongText;
use crate::i18n::{tu_string, use_i18n};
use crate::ui::browser;

/// The id of the frame in which the rows scroll.
const FRAME: &str = "json-rows";

/// The document `text`; as plain text when it has too many lines.
#[component]
pub(super) fn JsonDocument(text: Arc<str>) -> impl IntoView {
    match Viewer::new(text.clone(), FRAME) {
        Ok(viewer) => view! { <Lines viewer/> }.into_any(),
        Err(_) => view! { <LongText text/> }.into_any(),
    }
}

#[component]
fn Lines(viewer: Viewer) -> impl IntoView {
    let i18n = use_i18n();
    let window = Memo::new(move |_| viewer.window());
    let measure = move || {
        if let Some(scroll) = browser::scrolled(FRAME) {
            viewer.scroll.set(scroll);
        }
    };
    Effect::new(move |_| request_animation_frame(measure));
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    view! {
        <Tools viewer/>
        <div
            id=FRAME
            class="code json-rows min-w-0"
            tabindex="0"
            role="group"
            aria-label=tu_string!(i18n, console.content_text)
            on:scroll=move |_| measure()
        >
            <div class="json-all" style:height=move || format!("{}px", viewer.height())>
                <div class="json-drawn" style:transform=move || format!("translateY({}px)", window.get().top)>
                    <For each=move || viewer.lines(window.get()) key=|line| *line children=move |line| view! { <Row viewer line/> }/>
                </div>
            </div>
        </div>
    }
}
