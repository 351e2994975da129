//! `/mail-sent`

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::narrow::Narrow;
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;

/// Says to look for mail; the same whether or not there was anybody to write to.
pub struct MailSentPage;

#[lazy_route]
impl LazyRoute for MailSentPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        view! {
            <Narrow title=tu_string!(i18n, identity.mail_sent)>
                <p>{t!(i18n, identity.mail_sent_text)}</p>
                <p class="mt-3 text-ink-muted">{t!(i18n, identity.mail_sent_none)}</p>
                <p class="mt-6"><a href=paths::SIGN_IN class="button">{t!(i18n, identity.sign_in)}</a></p>
            </Narrow>
        }
        .into_any()
    }
}
