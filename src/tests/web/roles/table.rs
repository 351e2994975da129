//! Who may do what, as a table: what is answered to whom.

/// The people, in the order of the columns. `owner` publishes the API at hand, `publisher` another one.
pub const ROLES: [&str; 6] = ["guest", "developer", "support", "owner", "publisher", "administrator"];

/// A route of the table with the query or the body that is sent to it.
pub struct Row {
    pub method: &'static str,
    pub path: &'static str,
    pub arguments: &'static str,
    pub who: Who,
}

/// What is answered to each of [`ROLES`] where the API is a draft, and where it is published.
pub struct Who {
    pub draft: [u16; 6],
    pub published: [u16; 6],
}

const fn who(answers: [u16; 6]) -> Who {
    Who { draft: answers, published: answers }
}

// 200 says that they are let through. guest, developer, support, owner, publisher, administrator
const EVERYBODY: Who = who([200, 200, 200, 200, 200, 200]);
/// There is none for anybody.
const NOBODY: Who = who([404, 404, 404, 404, 404, 404]);
const PEOPLE: Who = who([401, 200, 200, 200, 200, 200]);
/// People have them by themselves, and nobody has this one.
const OF_THEIR_OWN: Who = who([401, 404, 404, 404, 404, 404]);
const PUBLISHERS: Who = who([401, 403, 403, 200, 200, 200]);
/// An import of the owner's.
const IMPORTERS: Who = who([401, 403, 403, 200, 404, 200]);
const AUDITORS: Who = who([401, 403, 200, 403, 403, 200]);
const AUDITORS_OF_NONE: Who = who([401, 403, 404, 403, 403, 404]);
const ADMINISTRATORS: Who = who([401, 403, 403, 403, 403, 200]);
const ADMINISTRATORS_OF_NONE: Who = who([401, 403, 403, 403, 403, 404]);
/// Whoever may see the API.
const READERS: Who = Who { draft: [404, 404, 200, 200, 404, 200], published: [200, 200, 200, 200, 200, 200] };
/// The same, of something that it does not have.
const READERS_OF_NONE: Who = NOBODY;
/// The same, once they have signed in or shown a token.
const KNOWN_READERS: Who = Who { draft: [401, 404, 200, 200, 404, 200], published: [401, 200, 200, 200, 200, 200] };
/// Whoever may change the API.
const CHANGERS: Who = Who { draft: [401, 403, 403, 200, 404, 200], published: [401, 403, 403, 200, 403, 200] };

const fn get(path: &'static str, arguments: &'static str, who: Who) -> Row {
    Row { method: "GET", path, arguments, who }
}

const fn post(path: &'static str, arguments: &'static str, who: Who) -> Row {
    Row { method: "POST", path, arguments, who }
}

const fn put(path: &'static str, arguments: &'static str, who: Who) -> Row {
    Row { method: "PUT", path, arguments, who }
}

const fn patch(path: &'static str, who: Who) -> Row {
    Row { method: "PATCH", path, arguments: "{}", who }
}

const fn delete(path: &'static str, who: Who) -> Row {
    Row { method: "DELETE", path, arguments: "", who }
}

pub const ROWS: &[Row] = &[
    // Pages of the catalog
    get("/", "", EVERYBODY),
    get("/apis", "", EVERYBODY),
    get("/apis/{api}", "", READERS),
    get("/apis/{api}/operations/{operation}", "", READERS),
    get("/apis/{api}/recipes/{recipe}", "", READERS),
    get("/apis/{api}/changes", "", READERS),
    get("/apis/{api}/schema", "", READERS_OF_NONE),
    get("/apis/{api}/schemas/{schema}", "", READERS),
    get("/search", "q=pets", EVERYBODY),
    get("/terms", "", NOBODY),
    get("/apis/{api}/openapi.json", "", READERS),
    get("/apis/{api}/openapi.yaml", "", READERS),
    get("/apis/{api}/operations.html", "tag=pets&locale=en", READERS),
    get("/apis/{api}/schema.html", "at=none&locale=en", READERS_OF_NONE),
    get("/apis/{api}/recipes/{recipe}/arazzo.json", "", READERS),
    get("/apis/{api}/recipes/{recipe}/arazzo.yaml", "", READERS),
    get("/site/logo", "", NOBODY),
    get("/site/theme.css", "", NOBODY),
    // Signing in and out
    get("/sign-in", "", EVERYBODY),
    post("/sign-in", "", EVERYBODY),
    get("/sign-in/code", "", NOBODY),
    post("/sign-in/code", "", EVERYBODY),
    post("/sign-in/passkey/options", "", EVERYBODY),
    post("/sign-in/passkey", "", EVERYBODY),
    get("/sign-in/with/{provider}", "", NOBODY),
    post("/sign-in/with/{provider}", "", NOBODY),
    get("/sign-in/callback/{provider}", "", EVERYBODY),
    post("/sign-out", "", EVERYBODY),
    get("/setup", "", NOBODY),
    post("/setup", "", NOBODY),
    get("/sign-up", "", NOBODY),
    post("/sign-up", "", NOBODY),
    get("/mail-sent", "", EVERYBODY),
    get("/confirm", "", EVERYBODY),
    post("/confirm", "", EVERYBODY),
    post("/confirm/again", "", EVERYBODY),
    get("/reset-password", "", EVERYBODY),
    post("/reset-password", "", EVERYBODY),
    get("/reset-password/new", "", EVERYBODY),
    post("/reset-password/new", "", EVERYBODY),
    post("/preferences/theme", "", EVERYBODY),
    // One's own account
    get("/account", "", PEOPLE),
    get("/account/data.json", "", PEOPLE),
    post("/account/name", "", PEOPLE),
    post("/account/password", "", PEOPLE),
    get("/account/sessions", "", PEOPLE),
    post("/account/sessions/end", "", PEOPLE),
    post("/account/sessions/{session}/end", "", PEOPLE),
    get("/account/tokens", "", PEOPLE),
    post("/account/tokens", "", PEOPLE),
    post("/account/tokens/{token}/revoke", "", OF_THEIR_OWN),
    post("/account/identities/{identity}/unlink", "", OF_THEIR_OWN),
    get("/account/subscriptions/{subscription}/usage", "", OF_THEIR_OWN),
    get("/account/close", "", PEOPLE),
    post("/account/close", "", PEOPLE),
    get("/account/security", "", PEOPLE),
    get("/account/security/app", "", PEOPLE),
    post("/account/security/app", "", PEOPLE),
    post("/account/security/app/confirm", "", PEOPLE),
    post("/account/security/app/off", "", PEOPLE),
    get("/account/security/codes", "", PEOPLE),
    post("/account/security/codes", "", PEOPLE),
    post("/account/security/passkeys/options", "", PEOPLE),
    post("/account/security/passkeys", "", PEOPLE),
    post("/account/security/passkeys/{passkey}/rename", "", PEOPLE),
    post("/account/security/passkeys/{passkey}/remove", "", PEOPLE),
    get("/account/history", "", PEOPLE),
    get("/account/history/delete", "", PEOPLE),
    post("/account/history/delete", "", PEOPLE),
    get("/account/environments", "", PEOPLE),
    post("/account/environments", "", PEOPLE),
    get("/account/environments/{environment}", "", OF_THEIR_OWN),
    post("/account/environments/{environment}", "", OF_THEIR_OWN),
    get("/account/environments/{environment}/delete", "", OF_THEIR_OWN),
    post("/account/environments/{environment}/delete", "", OF_THEIR_OWN),
    // The console
    post("/console/send", r#"{"operation": "{operation_id}"}"#, READERS),
    post("/console/upload", UPLOAD, READERS),
    post(
        "/console/check",
        r#"{"operation": "{operation_id}", "part": {"body": {"content_type": "application/json"}}, "text": "{}"}"#,
        READERS,
    ),
    get("/console/downloads/{id}", "", NOBODY),
    post("/console/examples", r#"{"name": "Mine", "request": {"operation": "{operation_id}"}}"#, KNOWN_READERS),
    post("/console/examples/{id}/delete", "", OF_THEIR_OWN),
    post("/console/examples/{id}/unpin", "", ADMINISTRATORS_OF_NONE),
    post("/console/history/{id}/delete", "", OF_THEIR_OWN),
    post("/console/token", "", EVERYBODY),
    post("/console/authorization", "", EVERYBODY),
    get("/console/oauth/callback", "", EVERYBODY),
    // The publisher's pages
    get("/admin", "", EVERYBODY),
    get("/admin/apis", "", PUBLISHERS),
    get("/admin/apis/new", "", PUBLISHERS),
    post("/admin/apis/new", "", PUBLISHERS),
    get("/admin/import", "", PUBLISHERS),
    post("/admin/import", "", PUBLISHERS),
    get("/admin/imports/{import}", "", IMPORTERS),
    post("/admin/imports/{import}/apply", "", IMPORTERS),
    post("/admin/imports/{import}/cancel", "", IMPORTERS),
    get("/admin/apis/{api}", "", CHANGERS),
    post("/admin/apis/{api}", "", CHANGERS),
    get("/admin/apis/{api}/import", "", CHANGERS),
    post("/admin/apis/{api}/import", "", CHANGERS),
    get("/admin/apis/{api}/delete", "", CHANGERS),
    post("/admin/apis/{api}/delete", "", CHANGERS),
    post("/admin/apis/{api}/revisions/{number}/restore", "", CHANGERS),
    get("/admin/apis/{api}/versions/new", "", CHANGERS),
    post("/admin/apis/{api}/versions/new", "", CHANGERS),
    post("/admin/apis/{api}/duplicate", "", CHANGERS),
    get("/admin/apis/{api}/operations/new", "", CHANGERS),
    post("/admin/apis/{api}/operations/new", "", CHANGERS),
    get("/admin/apis/{api}/operations/{operation}", "", CHANGERS),
    post("/admin/apis/{api}/operations/{operation}", "", CHANGERS),
    get("/admin/apis/{api}/operations/{operation}/delete", "", CHANGERS),
    post("/admin/apis/{api}/operations/{operation}/delete", "", CHANGERS),
    post("/admin/apis/{api}/operations/{operation}/duplicate", "", CHANGERS),
    get("/admin/apis/{api}/recipes/new", "", CHANGERS),
    post("/admin/apis/{api}/recipes/new", "", CHANGERS),
    get("/admin/apis/{api}/recipes/import", "", CHANGERS),
    post("/admin/apis/{api}/recipes/import", "", CHANGERS),
    get("/admin/apis/{api}/recipes/{recipe}/edit", "", CHANGERS),
    post("/admin/apis/{api}/recipes/{recipe}/edit", "", CHANGERS),
    get("/admin/apis/{api}/recipes/{recipe}/delete", "", CHANGERS),
    post("/admin/apis/{api}/recipes/{recipe}/delete", "", CHANGERS),
    // The administrators' pages
    get("/admin/users", "", ADMINISTRATORS),
    get("/admin/users/invite", "", ADMINISTRATORS),
    post("/admin/users/invite", "", ADMINISTRATORS),
    get("/admin/users/{user}", "", ADMINISTRATORS),
    post("/admin/users/{user}", "", ADMINISTRATORS),
    post("/admin/users/{user}/factors/reset", "", ADMINISTRATORS),
    get("/admin/groups", "", ADMINISTRATORS),
    post("/admin/groups", "", ADMINISTRATORS),
    get("/admin/groups/{group}", "", ADMINISTRATORS),
    post("/admin/groups/{group}", "", ADMINISTRATORS),
    get("/admin/groups/{group}/delete", "", ADMINISTRATORS),
    post("/admin/groups/{group}/delete", "", ADMINISTRATORS),
    get("/admin/settings", "", ADMINISTRATORS),
    post("/admin/settings", "", ADMINISTRATORS),
    post("/admin/settings/logo", "", ADMINISTRATORS),
    get("/admin/audit", "", AUDITORS),
    get("/admin/audit/{entry}", "", AUDITORS_OF_NONE),
    get("/admin/audit.csv", "", AUDITORS),
    get("/admin/subscriptions/{subscription}/usage", "", OF_THEIR_OWN),
    get("/metrics", "", AUDITORS),
    get("/admin/identity-providers", "", ADMINISTRATORS),
    get("/admin/identity-providers/new", "", ADMINISTRATORS),
    post("/admin/identity-providers/new", "", ADMINISTRATORS),
    get("/admin/identity-providers/{provider}", "", ADMINISTRATORS_OF_NONE),
    post("/admin/identity-providers/{provider}", "", ADMINISTRATORS_OF_NONE),
    post("/admin/identity-providers/{provider}/test", "", ADMINISTRATORS_OF_NONE),
    post("/admin/identity-providers/{provider}/move", "", ADMINISTRATORS_OF_NONE),
    get("/admin/identity-providers/{provider}/delete", "", ADMINISTRATORS_OF_NONE),
    post("/admin/identity-providers/{provider}/delete", "", ADMINISTRATORS_OF_NONE),
    // What pages ask for
    get("/api/private/apis", "query=&tag=&page=1", EVERYBODY),
    get("/api/private/api", "slug={api}", READERS),
    get("/api/private/operations", "api={api}&query=&tag=&page=1", READERS),
    get("/api/private/operations-called", "api={api}&verb=POST&path=/pets", READERS),
    get("/api/private/search", "query=pets", EVERYBODY),
    get("/api/private/operations/groups", "api={api}&locale=en", READERS),
    get("/api/private/revisions", "api={api}", READERS),
    get("/api/private/schema", "api={api}&name=Pet&locale=en", READERS),
    get("/api/private/schema/part", "api={api}&at=none&locale=en", READERS_OF_NONE),
    get("/api/private/operation", "api={api}&operation={operation}", READERS),
    get("/api/private/operation/documentation", "api={api}&operation={operation}&locale=en", READERS),
    get("/api/private/api/documentation", "api={api}&locale=en", READERS),
    get("/api/private/body/sample", "operation={operation_id}&content_type=application%2Fjson&example=0", READERS),
    get(
        "/api/private/call/form",
        "operation={operation_id}&part[parameter][in]=query&part[parameter][name]=ids&path=",
        READERS,
    ),
    get("/api/private/recipes", "api={api}", READERS),
    get("/api/private/recipe", "api={api}&recipe={recipe}", READERS),
    get("/api/private/console/history", "operation={operation_id}", KNOWN_READERS),
    get("/api/private/history", "query=&page=1", PEOPLE),
    get("/api/private/console/request", "operation={operation_id}&id=none", OF_THEIR_OWN),
    get("/api/private/console/examples", "operation={operation_id}", READERS),
    get("/api/private/console/example", "operation={operation_id}&id=none", READERS_OF_NONE),
    get("/api/private/oauth-options", "operation={operation_id}&scheme=none", READERS_OF_NONE),
    get("/api/private/console/timeout", "", EVERYBODY),
    get("/api/private/environments", "", PEOPLE),
    get("/api/private/environment", "id=none", OF_THEIR_OWN),
    get("/api/private/setup", "token=none", NOBODY),
    get("/api/private/sign-up", "", NOBODY),
    get("/api/private/sign-in", "failed=", EVERYBODY),
    get("/api/private/sign-in/code", "", NOBODY),
    get("/api/private/account", "", PEOPLE),
    get("/api/private/account/sessions", "", PEOPLE),
    get("/api/private/account/tokens", "", PEOPLE),
    get("/api/private/usage", "subscription=none", OF_THEIR_OWN),
    get("/api/private/usage/limits", "subscription=none", OF_THEIR_OWN),
    get("/api/private/account/security", "", PEOPLE),
    get("/api/private/account/security/app", "", PEOPLE),
    get("/api/private/account/identities", "", PEOPLE),
    get("/api/private/terms", "", NOBODY),
    get("/api/private/home", "", EVERYBODY),
    get("/api/private/admin/permit", "", PUBLISHERS),
    get("/api/private/admin/apis", "query=&page=1", PUBLISHERS),
    get("/api/private/admin/group-names", "", PUBLISHERS),
    get("/api/private/admin/api", "slug={api}&query=&page=1", CHANGERS),
    get("/api/private/admin/operation", "api={api}&operation={operation}", CHANGERS),
    get("/api/private/admin/recipe", "api={api}&recipe={recipe}", CHANGERS),
    get("/api/private/admin/import", "id={import}", IMPORTERS),
    get("/api/private/admin/users", "query=&page=1", ADMINISTRATORS),
    get("/api/private/admin/user", "id={user}", ADMINISTRATORS),
    get("/api/private/admin/user/factors", "id={user}", ADMINISTRATORS),
    get("/api/private/admin/groups", "", ADMINISTRATORS),
    get("/api/private/admin/group", "id={group}&page=1", ADMINISTRATORS),
    get("/api/private/admin/settings", "", ADMINISTRATORS),
    get("/api/private/admin/audit", "filter=&older=", AUDITORS),
    get("/api/private/admin/audit-entry", "id=none", AUDITORS_OF_NONE),
    get("/api/private/admin/providers", "", ADMINISTRATORS),
    get("/api/private/admin/provider", "id=none&tested=", ADMINISTRATORS_OF_NONE),
    get("/api/private/admin/provider/new", "id=none", ADMINISTRATORS),
    // The management API, with a token of every scope
    get("/api/v1/openapi.json", "", EVERYBODY),
    get("/api/v1/search", "q=pets", EVERYBODY),
    get("/api/v1/apis", "", PEOPLE),
    post("/api/v1/apis", "{}", PUBLISHERS),
    get("/api/v1/apis/{api}", "", KNOWN_READERS),
    put("/api/v1/apis/{api}", API, CHANGERS),
    patch("/api/v1/apis/{api}", CHANGERS),
    delete("/api/v1/apis/{api}", CHANGERS),
    get("/api/v1/apis/{api}/document", "", KNOWN_READERS),
    get("/api/v1/apis/{api}/operations", "", KNOWN_READERS),
    post("/api/v1/apis/{api}/operations", OPERATION, CHANGERS),
    get("/api/v1/apis/{api}/operations/{operation}", "", KNOWN_READERS),
    put("/api/v1/apis/{api}/operations/{operation}", OPERATION, CHANGERS),
    patch("/api/v1/apis/{api}/operations/{operation}", CHANGERS),
    delete("/api/v1/apis/{api}/operations/{operation}", CHANGERS),
    post("/api/v1/imports", "{document}", PUBLISHERS),
    get("/api/v1/users", "", ADMINISTRATORS),
    post("/api/v1/users", "{}", ADMINISTRATORS),
    get("/api/v1/users/{user}", "", ADMINISTRATORS),
    put("/api/v1/users/{user}", "{}", ADMINISTRATORS),
    patch("/api/v1/users/{user}", ADMINISTRATORS),
    delete("/api/v1/users/{user}", ADMINISTRATORS),
    get("/api/v1/groups", "", ADMINISTRATORS),
    post("/api/v1/groups", "{}", ADMINISTRATORS),
    get("/api/v1/groups/{group}", "", ADMINISTRATORS),
    put("/api/v1/groups/{group}", "{}", ADMINISTRATORS),
    patch("/api/v1/groups/{group}", ADMINISTRATORS),
    delete("/api/v1/groups/{group}", ADMINISTRATORS),
    get("/api/v1/groups/{group}/members", "", ADMINISTRATORS),
    post("/api/v1/groups/{group}/members", "{}", ADMINISTRATORS),
    delete("/api/v1/groups/{group}/members/{user}", ADMINISTRATORS_OF_NONE),
    get("/api/v1/audit", "", AUDITORS),
    get("/api/v1/audit/{entry}", "", AUDITORS_OF_NONE),
    get("/api/v1/tokens", "", PEOPLE),
    post("/api/v1/tokens", "{}", PEOPLE),
    get("/api/v1/tokens/{token}", "", OF_THEIR_OWN),
    delete("/api/v1/tokens/{token}", OF_THEIR_OWN),
];

/// A call with files.
const UPLOAD: &str =
    "--b\r\nContent-Disposition: form-data; name=\"call\"\r\n\r\n{\"operation\": \"{operation_id}\"}\r\n--b--\r\n";
/// An API as programs send it.
const API: &str = r#"{"name": "Pets", "service_url": "http://127.0.0.1:9", "suffix": "other-pets"}"#;
/// An operation as programs send it.
const OPERATION: &str = r#"{"verb": "GET", "url_template": "/others", "display_name": "Others"}"#;
