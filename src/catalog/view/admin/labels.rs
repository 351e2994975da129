//! The labels of the forms' fields, by the fields' names.

use leptos_i18n::I18nContext;

use crate::catalog::draft::ParameterDraft;
use crate::i18n::{Locale, tu_string};

/// What the field `name` is called in its form, such as `Request parameters, row 2: Type`. The rows of request headers
/// are `parameters` too, but are counted by themselves, as they are shown.
pub(super) fn field_label(i18n: I18nContext<Locale>, name: &str, parameters: &[ParameterDraft]) -> String {
    let mut parts = name.splitn(3, '.');
    let group = parts.next().unwrap_or_default();
    let row = parts.next().and_then(|row| row.parse::<usize>().ok());
    let (Some(row), Some(rest)) = (row, parts.next()) else { return word(i18n, group).to_owned() };
    let (group, row) = match parameters.get(row) {
        Some(parameter) if group == "parameters" => {
            let group = if parameter.is_header() { "request_headers" } else { group };
            let before = parameters.iter().take(row).filter(|other| other.is_header() == parameter.is_header());
            (group, before.count())
        }
        _ => (group, row),
    };
    let field =
        if rest == "name" { tu_string!(i18n, admin.parameter_name).to_owned() } else { field_label(i18n, rest, &[]) };
    tu_string!(i18n, admin.field_in_row, group = word(i18n, group), row = row + 1, field = field)
}

fn word(i18n: I18nContext<Locale>, name: &str) -> &'static str {
    match name {
        "name" => tu_string!(i18n, admin.name),
        "service_url" => tu_string!(i18n, admin.service_url),
        "owner" => tu_string!(i18n, admin.owner),
        "servers" => tu_string!(i18n, admin.servers),
        "url" => tu_string!(i18n, admin.server_url),
        "variables" => tu_string!(i18n, admin.server_variables),
        "suffix" => tu_string!(i18n, admin.suffix),
        "scheme" => tu_string!(i18n, admin.scheme),
        "display_name" => tu_string!(i18n, admin.display_name),
        "slug" => tu_string!(i18n, admin.slug),
        "version" => tu_string!(i18n, admin.version),
        "version_scheme" => tu_string!(i18n, admin.version_scheme),
        "version_parameter" => tu_string!(i18n, admin.version_parameter),
        "subscription_required" => tu_string!(i18n, admin.subscription_required),
        "key_header" => tu_string!(i18n, admin.key_header),
        "key_query" => tu_string!(i18n, admin.key_query),
        "tags" => tu_string!(i18n, admin.tags),
        "description" => tu_string!(i18n, admin.description),
        "published" => tu_string!(i18n, admin.published),
        "verb" => tu_string!(i18n, admin.verb),
        "url_template" => tu_string!(i18n, admin.url_template),
        "parameters" => tu_string!(i18n, admin.request_parameters),
        "request_headers" => tu_string!(i18n, admin.request_headers),
        "bodies" => tu_string!(i18n, admin.request_body),
        "responses" => tu_string!(i18n, admin.responses),
        "headers" => tu_string!(i18n, admin.headers),
        "representations" => tu_string!(i18n, admin.bodies),
        "in" => tu_string!(i18n, admin.place),
        "type" => tu_string!(i18n, admin.kind),
        "default" => tu_string!(i18n, admin.default),
        "allowed" => tu_string!(i18n, admin.allowed),
        "example" => tu_string!(i18n, admin.example),
        "content_type" => tu_string!(i18n, admin.content_type),
        "sample" => tu_string!(i18n, admin.sample),
        "schema" => tu_string!(i18n, admin.schema),
        "status" => tu_string!(i18n, admin.status),
        _ => tu_string!(i18n, admin.form),
    }
}
