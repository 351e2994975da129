//! Who did something, in words.

use leptos_i18n::I18nContext;

use crate::audit::model::{ActorKind, AuditEntry};
use crate::i18n::{Locale, tu_string};

/// Who did what `entry` is about: their e-mail address, or what acted in their place.
pub(super) fn actor_text(i18n: I18nContext<Locale>, entry: &AuditEntry) -> String {
    match entry.actor_kind {
        ActorKind::User => entry.actor.clone(),
        ActorKind::Token => {
            tu_string!(i18n, audit.by_token, person = entry.actor.as_str(), token = entry.actor_detail.as_str())
        }
        ActorKind::Command => tu_string!(i18n, audit.by_command).to_owned(),
        ActorKind::System => tu_string!(i18n, audit.by_system).to_owned(),
        ActorKind::Visitor => tu_string!(i18n, audit.by_visitor).to_owned(),
    }
}
