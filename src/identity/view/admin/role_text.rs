//! What roles are called.

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string};
use crate::identity::model::Role;

/// What people call `role`.
pub(super) fn role_text(i18n: I18nContext<Locale>, role: Role) -> &'static str {
    match role {
        Role::Administrator => tu_string!(i18n, people.administrator),
        Role::Publisher => tu_string!(i18n, people.publisher),
        Role::Support => tu_string!(i18n, people.support),
        Role::Developer => tu_string!(i18n, people.developer),
    }
}
