//! The choice of dark or light.

use leptos::prelude::*;

use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::model::Theme;
use crate::paths;

use crate::ui::browser;

/// Three buttons of a plain form. With JavaScript the page changes in place and nothing typed elsewhere is lost.
#[component]
pub fn ThemeSwitch(
    /// What is chosen.
    theme: Theme,
    /// The page to come back to.
    here: Memo<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = RwSignal::new(theme);
    let choose = move |event: leptos::ev::MouseEvent, theme: Theme| {
        event.prevent_default();
        chosen.set(theme);
        browser::set_theme(theme.as_str());
    };
    let button = move |theme: Theme| {
        let text = move || match theme {
            Theme::System => t!(i18n, site.theme_system).into_any(),
            Theme::Light => t!(i18n, site.theme_light).into_any(),
            Theme::Dark => t!(i18n, site.theme_dark).into_any(),
        };
        view! {
            <button
                type="submit"
                name="theme"
                value=theme.as_str()
                aria-pressed=move || if chosen.get() == theme { "true" } else { "false" }
                class="segment"
                on:click=move |event| choose(event, theme)
            >
                {text}
            </button>
        }
    };
    view! {
        <form method="post" action=paths::THEME aria-label=move || tu_string!(i18n, site.theme) class="segments">
            <input type="hidden" name="next" value=here/>
            {Theme::ALL.map(button).collect_view()}
        </form>
    }
}
