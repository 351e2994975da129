//! Every address of pages and routes, each spelled once. Arguments are percent-encoded as path segments.

mod accounts;
mod credentials;
mod encoding;
mod instance;
mod policies;
mod products;
mod programs;
mod revisions;
mod usage;

pub use accounts::*;
pub use credentials::*;
pub(crate) use encoding::is_unreserved;
pub use encoding::{decode, encode, query_value};
pub use instance::*;
pub use policies::*;
pub use products::*;
pub use programs::*;
pub use revisions::*;
pub use usage::*;

use crate::kernel::ids::{EnvironmentId, GroupId};

/// The home page.
pub const HOME: &str = "/";
/// The list of APIs.
pub const APIS: &str = "/apis";
/// The search across the whole catalog.
pub const SEARCH: &str = "/search";
/// The form to sign in, and where it is sent.
pub const SIGN_IN: &str = "/sign-in";
/// Where the button to sign out is sent.
pub const SIGN_OUT: &str = "/sign-out";
/// Where the choice of dark or light is sent.
pub const THEME: &str = "/preferences/theme";
/// Where the publisher's area begins; it leads to [`ADMIN`].
pub const ADMIN_AREA: &str = "/admin";
/// The publisher's list of APIs.
pub const ADMIN: &str = "/admin/apis";
/// The form that a document is imported with, and where it is sent.
pub const ADMIN_IMPORT: &str = "/admin/import";
/// The form for a new API, and where it is sent.
pub const ADMIN_NEW_API: &str = "/admin/apis/new";
/// The list of accounts.
pub const ADMIN_USERS: &str = "/admin/users";
/// The list of groups, and where a new one is sent.
pub const ADMIN_GROUPS: &str = "/admin/groups";
/// The list of one's environments, and where a new one is sent.
pub const ENVIRONMENTS: &str = "/account/environments";
/// Where the console sends calls.
pub const CONSOLE_SEND: &str = "/console/send";
/// Where it sends those with files.
pub const CONSOLE_UPLOAD: &str = "/console/upload";
/// Where it has a body compared with its schema.
pub const CONSOLE_CHECK: &str = "/console/check";
/// Where it sends what is to be saved as an example.
pub const CONSOLE_EXAMPLES: &str = "/console/examples";
/// The calls that somebody made.
pub const HISTORY: &str = "/account/history";
/// The page that asks before all of them are deleted; also where the confirmation is sent.
pub const DELETE_HISTORY: &str = "/account/history/delete";
/// Where the console asks for a token of the application itself.
pub const CONSOLE_TOKEN: &str = "/console/token";
/// Where it begins to get a person's token.
pub const CONSOLE_AUTHORIZATION: &str = "/console/authorization";
/// Where an authorization server leads people back to; a part of the redirect URI that is registered there.
pub const CONSOLE_OAUTH_CALLBACK: &str = "/console/oauth/callback";
/// Where the console asks what became of it.
pub const CONSOLE_OAUTH_RESULT: &str = "/console/oauth/result";
/// Where it has a token renewed.
pub const CONSOLE_OAUTH_REFRESH: &str = "/console/oauth/refresh";

/// The page of a group, and where its forms are sent.
#[must_use]
pub fn admin_group(id: &GroupId) -> String {
    format!("{ADMIN_GROUPS}/{}", encode(id.as_str()))
}

/// The same, with another page of its people.
#[must_use]
pub fn admin_group_people(id: &GroupId, page: u32) -> String {
    listing(&admin_group(id), &[], page)
}

/// The page that asks before a group is deleted; also where the confirmation is sent.
#[must_use]
pub fn admin_delete_group(id: &GroupId) -> String {
    format!("{}/delete", admin_group(id))
}

/// The list of APIs, searched, filtered and paged; parts that say nothing are left out.
#[must_use]
pub fn apis(query: &str, tag: &str, page: u32) -> String {
    listing(APIS, &[("q", query), ("tag", tag)], page)
}

/// The same, of those in a product only.
#[must_use]
pub fn apis_narrowed(query: &str, tag: &str, product: &str, page: u32) -> String {
    listing(APIS, &[("q", query), ("tag", tag), ("product", product)], page)
}

/// The search for `query` across the whole catalog.
#[must_use]
pub fn search(query: &str) -> String {
    listing(SEARCH, &[("q", query)], 1)
}

/// The page of an API, which may be named with a revision.
#[must_use]
pub fn api(api: &str) -> String {
    match revision_of(api) {
        (slug, Some(number)) => format!("/apis/{};rev={number}", encode(slug)),
        (slug, None) => format!("/apis/{}", encode(slug)),
    }
}

/// The page of an API with its list of operations searched and paged.
#[must_use]
pub fn api_operations(api_slug: &str, query: &str, tag: &str, page: u32) -> String {
    listing(&api(api_slug), &[("q", query), ("tag", tag)], page)
}

/// The operations of an API that have this first tag.
#[must_use]
pub fn api_tag(api: &str, tag: &str) -> String {
    format!("{}?tag={}", self::api(api), encode(tag))
}

/// What [`api_tag`] leads to as HTML to be put into a page: the path relative to it, for the same query.
#[must_use]
pub fn api_tag_part(api: &str) -> String {
    format!("{}/operations.html", encode(api))
}

/// The page of what the revisions of an API changed.
#[must_use]
pub fn api_changes(api: &str) -> String {
    format!("{}/changes", self::api(api))
}

/// The page of an operation.
#[must_use]
pub fn operation(api: &str, operation: &str) -> String {
    format!("{}/operations/{}", self::api(api), encode(operation))
}

/// The page of a recipe of an API.
#[must_use]
pub fn recipe(api: &str, recipe: &str) -> String {
    format!("{}/recipes/{}", self::api(api), encode(recipe))
}

/// A recipe as an Arazzo document; `format` is `json` or `yaml`.
#[must_use]
pub fn arazzo(api: &str, recipe: &str, format: &str) -> String {
    format!("{}/arazzo.{format}", self::recipe(api, recipe))
}

/// The form for a new recipe of an API, and where it is sent.
#[must_use]
pub fn admin_new_recipe(api: &str) -> String {
    format!("{}/recipes/new", admin_api(api))
}

/// The form by which recipes are read from a document, and where it is sent.
#[must_use]
pub fn admin_import_recipes(api: &str) -> String {
    format!("{}/recipes/import", admin_api(api))
}

/// A recipe's form, and where it is sent.
#[must_use]
pub fn admin_recipe(api: &str, recipe: &str) -> String {
    format!("{}/recipes/{}/edit", admin_api(api), encode(recipe))
}

/// The page that asks before a recipe is deleted; also where the confirmation is sent.
#[must_use]
pub fn admin_delete_recipe(api: &str, recipe: &str) -> String {
    format!("{}/recipes/{}/delete", admin_api(api), encode(recipe))
}

/// The form by which an API gets a new revision, and where it is sent.
#[must_use]
pub fn admin_import_revision(api: &str) -> String {
    format!("/admin/apis/{}/import", encode(api))
}

/// Where the button to show an older revision of an API again is sent.
#[must_use]
pub fn admin_restore(api: &str, number: i64) -> String {
    format!("/admin/apis/{}/revisions/{number}/restore", encode(api))
}

/// The form for a new version of an API, and where it is sent.
#[must_use]
pub fn admin_new_version(api: &str) -> String {
    format!("{}/versions/new", admin_api(api))
}

/// The page of an import.
#[must_use]
pub fn admin_import(id: &str) -> String {
    format!("/admin/imports/{}", encode(id))
}

/// Where the button to do what was previewed is sent.
#[must_use]
pub fn admin_apply_import(id: &str) -> String {
    format!("/admin/imports/{}/apply", encode(id))
}

/// Where the button to stop an import is sent.
#[must_use]
pub fn admin_cancel_import(id: &str) -> String {
    format!("/admin/imports/{}/cancel", encode(id))
}

/// An API as an OpenAPI document; `format` is `json` or `yaml`.
#[must_use]
pub fn openapi(api: &str, format: &str) -> String {
    format!("{}/openapi.{format}", self::api(api))
}

/// The page of the next levels of a schema.
#[must_use]
pub fn schema_part(api: &str, place: &str) -> String {
    format!("{}/schema?at={}", self::api(api), encode(place))
}

/// What [`schema_part`] leads to as HTML to be put into a page: the path relative to it, for the same query.
pub const SCHEMA_PART: &str = "schema.html";

/// The address of a part of a page in the language `locale`, for the link to `href` whose part has the relative path
/// `part`.
#[must_use]
pub fn part(href: &str, part: &str, locale: &str) -> String {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{part}?{query}&locale={}", encode(locale))
}

/// The page of a schema of an API, by its name.
#[must_use]
pub fn schema(api: &str, name: &str) -> String {
    format!("{}/schemas/{}", self::api(api), encode(name))
}

/// The form to sign in that leads back to `next` afterwards.
#[must_use]
pub fn sign_in(next: &str) -> String {
    format!("{SIGN_IN}?next={}", encode(next))
}

/// The publisher's list of APIs, searched and paged.
#[must_use]
pub fn admin_apis(query: &str, page: u32) -> String {
    listing(ADMIN, &[("q", query)], page)
}

/// An API's form, with its operations; also where the form is sent.
#[must_use]
pub fn admin_api(api: &str) -> String {
    format!("{ADMIN}/{}", encode(api))
}

/// An API's form with its list of operations searched and paged.
#[must_use]
pub fn admin_operations(api: &str, query: &str, page: u32) -> String {
    listing(&admin_api(api), &[("q", query)], page)
}

/// The page that says what deleting an API loses; also where the confirmation is sent.
#[must_use]
pub fn admin_delete_api(api: &str) -> String {
    format!("{ADMIN}/{}/delete", encode(api))
}

/// Where an API is duplicated.
#[must_use]
pub fn admin_duplicate_api(api: &str) -> String {
    format!("{ADMIN}/{}/duplicate", encode(api))
}

/// The form for a new operation of an API, and where it is sent.
#[must_use]
pub fn admin_new_operation(api: &str) -> String {
    format!("{ADMIN}/{}/operations/new", encode(api))
}

/// An operation's form, and where it is sent.
#[must_use]
pub fn admin_operation(api: &str, operation: &str) -> String {
    format!("{ADMIN}/{}/operations/{}", encode(api), encode(operation))
}

/// The page that says what deleting an operation loses; also where the confirmation is sent.
#[must_use]
pub fn admin_delete_operation(api: &str, operation: &str) -> String {
    format!("{}/delete", admin_operation(api, operation))
}

/// Where an operation is duplicated.
#[must_use]
pub fn admin_duplicate_operation(api: &str, operation: &str) -> String {
    format!("{}/duplicate", admin_operation(api, operation))
}

/// The form of an environment, and where it is sent.
#[must_use]
pub fn environment(id: &EnvironmentId) -> String {
    format!("{ENVIRONMENTS}/{}", encode(id.as_str()))
}

/// The page that asks before an environment is deleted; also where the confirmation is sent.
#[must_use]
pub fn delete_environment(id: &EnvironmentId) -> String {
    format!("{}/delete", environment(id))
}

/// Where a console answer that was cut can be downloaded whole.
#[must_use]
pub fn console_download(id: &str) -> String {
    format!("/console/downloads/{}", encode(id))
}

/// The page of an operation with a call of one's own filled in.
#[must_use]
pub fn operation_with_request(api: &str, operation: &str, request: &str) -> String {
    format!("{}?request={}", self::operation(api, operation), encode(request))
}

/// The page of an operation with an example filled in.
#[must_use]
pub fn operation_with_example(api: &str, operation: &str, example: &str) -> String {
    format!("{}?example={}", self::operation(api, operation), encode(example))
}

/// The calls that somebody made, searched and paged.
#[must_use]
pub fn history(query: &str, page: u32) -> String {
    listing(HISTORY, &[("q", query)], page)
}

/// Where the button to delete a call is sent; it leads back to the list as it was, searched and paged.
#[must_use]
pub fn delete_from_history(id: &str, query: &str, page: u32) -> String {
    listing(&format!("/console/history/{}/delete", encode(id)), &[("q", query)], page)
}

/// Where the button to delete an example is sent.
#[must_use]
pub fn delete_example(id: &str) -> String {
    format!("{CONSOLE_EXAMPLES}/{}/delete", encode(id))
}

/// Where the button not to offer an example to everybody any more is sent.
#[must_use]
pub fn unpin_example(id: &str) -> String {
    format!("{CONSOLE_EXAMPLES}/{}/unpin", encode(id))
}

fn listing(path: &str, filters: &[(&str, &str)], page: u32) -> String {
    let mut pairs: Vec<String> = filters
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    if page > 1 {
        pairs.push(format!("page={page}"));
    }
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_into_an_address_cannot_leave_its_segment() {
        assert_eq!(operation("a/b", "c?d"), "/apis/a%2Fb/operations/c%3Fd");
        assert_eq!(apis("żółć", "", 2), "/apis?q=%C5%BC%C3%B3%C5%82%C4%87&page=2");
        assert_eq!(apis("", "", 1), "/apis");
    }
}
