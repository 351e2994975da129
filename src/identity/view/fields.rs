//! What people call the fields of the forms of accounts.

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string};

/// The label of the field `field`.
pub(super) fn label(i18n: I18nContext<Locale>, field: &str) -> String {
    match field {
        "email" => tu_string!(i18n, identity.email),
        "name" => tu_string!(i18n, identity.name),
        "terms" => tu_string!(i18n, identity.terms),
        "present" => tu_string!(i18n, identity.present_password),
        "new" => tu_string!(i18n, identity.new_password),
        "token" => tu_string!(i18n, identity.link),
        _ => tu_string!(i18n, identity.password),
    }
    .to_owned()
}
