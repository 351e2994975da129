//! What people call a credential's parts.

use leptos_i18n::I18nContext;

use crate::credentials::model::Way;
use crate::i18n::{Locale, tu_string};

/// What people call the way with the word `kind`.
pub(super) fn kind(i18n: I18nContext<Locale>, kind: &str) -> String {
    match kind {
        "basic" => tu_string!(i18n, credentials.basic),
        "api_key" => tu_string!(i18n, credentials.api_key),
        _ => tu_string!(i18n, credentials.bearer),
    }
    .to_owned()
}

/// What people call the place with the word `place`.
pub(super) fn place(i18n: I18nContext<Locale>, place: &str) -> String {
    match place {
        "query" => tu_string!(i18n, credentials.in_query),
        _ => tu_string!(i18n, credentials.in_header),
    }
    .to_owned()
}

/// What people call the field `field`.
pub(super) fn label(i18n: I18nContext<Locale>, field: &str) -> String {
    match field {
        "username" => tu_string!(i18n, credentials.username),
        "name" => tu_string!(i18n, credentials.name),
        "place" => tu_string!(i18n, credentials.place),
        "secret" => tu_string!(i18n, credentials.secret),
        _ => tu_string!(i18n, credentials.kind),
    }
    .to_owned()
}

/// The way in a few words.
pub(super) fn way(i18n: I18nContext<Locale>, way: &Way) -> String {
    match way {
        Way::Bearer => kind(i18n, way.kind()),
        Way::Basic { username } => tu_string!(i18n, credentials.basic_of, name = username),
        Way::ApiKey { name, place: there } => {
            tu_string!(i18n, credentials.api_key_of, place = place(i18n, there.as_str()), name = name)
        }
    }
}
