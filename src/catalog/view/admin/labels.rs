//! The labels of the forms' fields, by the fields' names.

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t_string};

/// What the field `name` is called in its form, such as `Request parameters, row 2: Type`.
pub(super) fn field_label(i18n: I18nContext<Locale>, name: &str) -> String {
    let mut parts = name.splitn(3, '.');
    let group = parts.next().unwrap_or_default();
    let row = parts.next().and_then(|row| row.parse::<usize>().ok());
    match (row, parts.next()) {
        (Some(row), Some(rest)) => {
            let (group, field) = (word(i18n, group), field_label(i18n, rest));
            t_string!(i18n, admin.field_in_row, group = group, row = row + 1, field = field)
        }
        _ => word(i18n, group).to_owned(),
    }
}

fn word(i18n: I18nContext<Locale>, name: &str) -> &'static str {
    match name {
        "name" => t_string!(i18n, admin.name),
        "service_url" => t_string!(i18n, admin.service_url),
        "suffix" => t_string!(i18n, admin.suffix),
        "scheme" => t_string!(i18n, admin.scheme),
        "display_name" => t_string!(i18n, admin.display_name),
        "slug" => t_string!(i18n, admin.slug),
        "version" => t_string!(i18n, admin.version),
        "tags" => t_string!(i18n, admin.tags),
        "description" => t_string!(i18n, admin.description),
        "published" => t_string!(i18n, admin.published),
        "verb" => t_string!(i18n, admin.verb),
        "url_template" => t_string!(i18n, admin.url_template),
        "parameters" => t_string!(i18n, admin.request_parameters),
        "bodies" => t_string!(i18n, admin.request_body),
        "responses" => t_string!(i18n, admin.responses),
        "headers" => t_string!(i18n, admin.headers),
        "representations" => t_string!(i18n, admin.bodies),
        "in" => t_string!(i18n, admin.place),
        "type" => t_string!(i18n, admin.kind),
        "default" => t_string!(i18n, admin.default),
        "allowed" => t_string!(i18n, admin.allowed),
        "example" => t_string!(i18n, admin.example),
        "content_type" => t_string!(i18n, admin.content_type),
        "sample" => t_string!(i18n, admin.sample),
        "schema" => t_string!(i18n, admin.schema),
        "status" => t_string!(i18n, admin.status),
        _ => t_string!(i18n, admin.form),
    }
}
