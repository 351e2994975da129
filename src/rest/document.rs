//! `GET /api/v1/openapi.json`: what the management API offers, made of the definitions of its handlers.

use std::sync::OnceLock;

use axum::extract::State;
use axum::response::Response;
use serde_json::{Value, json};
use utoipa::OpenApi;

use super::http::ok;
use super::http::problem::{MEDIA_TYPE, ProblemBody};
use super::{
    apis, audit, groups, imports, operations, patches, policies, products, search, subscriptions, tokens, users,
};
use crate::platform::AppState;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Portal management API",
        description = "What the portal's administrators do on its pages, for programs. They show a token, which people make at `/account/tokens` or with `loggia token create`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    paths(
        serve,
        search::search,
        apis::read::list, apis::write::create, apis::read::get, apis::write::update, apis::write::patch, apis::write::delete,
        apis::export::export,
        apis::credential::read, apis::credential::set, apis::credential::remove,
        imports::create,
        operations::read::list, operations::write::create, operations::read::get, operations::write::update,
        operations::write::patch, operations::write::delete,
        policies::scopes::read_global, policies::scopes::save_global, policies::scopes::read_product,
        policies::scopes::save_product, policies::scopes::read_api, policies::scopes::save_api,
        policies::scopes::read_operation, policies::scopes::save_operation,
        users::read::list, users::write::create, users::read::get, users::write::update, users::write::patch,
        users::write::delete,
        groups::read::list, groups::write::create, groups::read::get, groups::write::update, groups::write::patch,
        groups::write::delete,
        groups::members::list, groups::members::add, groups::members::remove,
        products::read::list, products::write::create, products::read::get, products::write::update, products::write::delete,
        subscriptions::read::list, subscriptions::write::create, subscriptions::read::get, subscriptions::write::update,
        subscriptions::write::patch, subscriptions::state::change, subscriptions::keys::show, subscriptions::keys::regenerate,
        tokens::read::list, tokens::write::create, tokens::read::get, tokens::write::revoke,
        audit::read::list, audit::read::get,
    ),
    components(schemas(ProblemBody)),
    tags(
        (name = "APIs", description = "APIs of the catalog"),
        (name = "Operations", description = "Operations of an API"),
        (name = "Policies", description = "What the gateway does to calls besides passing them on"),
        (name = "Documents", description = "OpenAPI documents in and out"),
        (name = "Search", description = "Finding APIs, operations and schemas"),
        (name = "Users", description = "People with an account"),
        (name = "Groups", description = "Groups of people, which decide who sees an API"),
        (name = "Products", description = "Bundles of APIs that people subscribe to"),
        (name = "Subscriptions", description = "Subscriptions and their keys"),
        (name = "Tokens", description = "The tokens of the token's owner"),
        (name = "Audit", description = "Who changed what, when and from where"),
        (name = "Document", description = "This document"),
    ),
)]
struct Described;

/// This document.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", operation_id = "getDocument", tag = "Document", security(()),
    responses((status = 200, description = "An OpenAPI 3.1 document", body = serde_json::Value)),
)]
pub(super) async fn serve(State(state): State<AppState>) -> Response {
    ok(&document(state.config.public_url.as_str()))
}

/// The document of a portal that people reach at `public_url`.
#[must_use]
pub fn document(public_url: &str) -> Value {
    static MADE: OnceLock<Value> = OnceLock::new();
    let mut document = MADE.get_or_init(made).clone();
    document["servers"] = json!([{ "url": public_url.trim_end_matches('/') }]);
    document
}

/// The macros' document, and what is the same everywhere.
fn made() -> Value {
    let mut document = serde_json::to_value(Described::openapi()).unwrap_or_default();
    document["info"]["version"] = json!(env!("CARGO_PKG_VERSION"));
    document["components"]["securitySchemes"]["token"] = json!({
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "lgt_…",
        "description": "The scopes are read, write and admin; each includes those before it. A token never allows more than its owner may do.",
    });
    patches::describe(&mut document);
    policies::schema::describe(&mut document);
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        for (path, methods) in paths {
            for (method, operation) in methods.as_object_mut().into_iter().flatten() {
                complete(path, method, operation);
            }
        }
    }
    document
}

/// Adds the headers and the problems of an operation.
fn complete(path: &str, method: &str, operation: &mut Value) {
    let is_public = path.ends_with("/openapi.json");
    let is_member = path.ends_with("/members/{user}") || path.ends_with("/tokens/{token}");
    // Nobody can have read the secret that is replaced.
    let is_credential = path.ends_with("/backend-credential");
    let needs_tag = matches!(method, "put" | "patch" | "delete") && !is_member && !is_credential;
    if needs_tag {
        let description = "The ETag of the resource as it was read, or *.";
        parameter(operation, "If-Match", true, description, json!({ "type": "string", "minLength": 1 }));
    }
    if method == "post" {
        let description = "Names the attempt: a second request with the same key and body within 24 hours gets the answer of the first.";
        let schema = json!({ "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$" });
        parameter(operation, "Idempotency-Key", false, description, schema);
    }
    if path.ends_with("/imports") {
        // There is none where the document is fetched.
        operation["requestBody"]["required"] = json!(false);
    }
    let mut problems = vec![(413, "A body that is too large"), (500, "A fault of the server"), (503, "Not right now")];
    if !is_public {
        problems.extend([
            (400, "A parameter, a header or the body cannot be understood"),
            (401, "No token, or one that does not work"),
            (403, "The token's scope or its owner's role do not allow this"),
            (404, "There is no such thing, or the token's owner may not see it"),
        ]);
    }
    if matches!(method, "post" | "put" | "patch") {
        problems.extend([(415, "A body of another media type"), (422, "Fields that cannot be accepted")]);
    }
    if method == "post" {
        problems.push((409, "The first request with this Idempotency-Key has not been answered yet"));
    } else if path.ends_with("/users/{user}") && needs_tag {
        problems.push((409, "The account is the token's own"));
        problems.push((422, "Nobody else could administer"));
    }
    if needs_tag {
        problems.extend([(412, "Somebody else changed it since it was read"), (428, "The header If-Match is missing")]);
    }
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { return };
    if let Some(made) = responses.get_mut("201") {
        made["headers"]["Location"] =
            json!({ "description": "Its address", "schema": { "type": "string", "format": "uri-reference" } });
        made["links"] = links(path);
    }
    for (status, description) in problems {
        let schema = json!({ "$ref": "#/components/schemas/Problem" });
        let mut response = json!({ "description": description, "content": { MEDIA_TYPE: { "schema": schema } } });
        if status == 401 {
            response["headers"]["WWW-Authenticate"] =
                json!({ "description": "What is expected (RFC 6750)", "schema": { "type": "string" } });
        }
        responses.insert(status.to_string(), response);
    }
}

fn parameter(operation: &mut Value, name: &str, required: bool, description: &str, schema: Value) {
    let parameter =
        json!({ "name": name, "in": "header", "required": required, "description": description, "schema": schema });
    match operation.get_mut("parameters").and_then(Value::as_array_mut) {
        Some(parameters) => parameters.push(parameter),
        None => operation["parameters"] = json!([parameter]),
    }
}

/// What can be done with what was made at `path`.
fn links(path: &str) -> Value {
    let (parameters, operations): (Value, &[&str]) = match path {
        "/api/v1/apis" => (
            json!({ "api": "$response.body#/slug" }),
            &["getApi", "updateApi", "patchApi", "deleteApi", "exportApi", "listOperations", "createOperation"],
        ),
        "/api/v1/apis/{api}/operations" => (
            json!({ "api": "$request.path.api", "operation": "$response.body#/slug" }),
            &["getOperation", "updateOperation", "patchOperation", "deleteOperation"],
        ),
        "/api/v1/imports" => (json!({ "api": "$response.body#/api" }), &["getApi", "exportApi"]),
        "/api/v1/users" => {
            (json!({ "user": "$response.body#/id" }), &["getUser", "updateUser", "patchUser", "deleteUser"])
        }
        "/api/v1/groups" => (
            json!({ "group": "$response.body#/id" }),
            &["getGroup", "updateGroup", "patchGroup", "deleteGroup", "listMembers", "addMember"],
        ),
        "/api/v1/products" => {
            (json!({ "product": "$response.body#/id" }), &["getProduct", "updateProduct", "deleteProduct"])
        }
        "/api/v1/subscriptions" => (
            json!({ "subscription": "$response.body#/id" }),
            &[
                "getSubscription",
                "updateSubscription",
                "patchSubscription",
                "setSubscriptionState",
                "showSubscriptionKeys",
            ],
        ),
        "/api/v1/tokens" => (json!({ "token": "$response.body#/id" }), &["getToken", "revokeToken"]),
        _ => return json!({}),
    };
    let link = |name: &&str| ((*name).to_owned(), json!({ "operationId": name, "parameters": parameters }));
    Value::Object(operations.iter().map(link).collect())
}
