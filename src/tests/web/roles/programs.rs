//! Who may do what with the management API, with a token of every scope.

use super::table::{
    ADMINISTRATORS, ADMINISTRATORS_OF_NONE, AUDITORS, AUDITORS_OF_NONE, CHANGERS, CHANGERS_OF_NONE, EVERYBODY,
    KNOWN_READERS, OF_THEIR_OWN, PEOPLE, PUBLISHERS, Row, Who, get, post,
};

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
    get("/api/v1/openapi.json", "", EVERYBODY),
    get("/api/v1/search", "q=pets", EVERYBODY),
    get("/api/v1/apis", "", PEOPLE),
    post("/api/v1/apis", "{}", PUBLISHERS),
    get("/api/v1/apis/{api}", "", KNOWN_READERS),
    put("/api/v1/apis/{api}", API, CHANGERS),
    patch("/api/v1/apis/{api}", CHANGERS),
    delete("/api/v1/apis/{api}", CHANGERS),
    get("/api/v1/apis/{api}/backend-credential", "", CHANGERS_OF_NONE),
    put("/api/v1/apis/{api}/backend-credential", r#"{"kind": "bearer", "token": "abc"}"#, CHANGERS),
    delete("/api/v1/apis/{api}/backend-credential", CHANGERS_OF_NONE),
    get("/api/v1/apis/{api}/document", "", KNOWN_READERS),
    get("/api/v1/apis/{api}/operations", "", KNOWN_READERS),
    post("/api/v1/apis/{api}/operations", OPERATION, CHANGERS),
    get("/api/v1/apis/{api}/operations/{operation}", "", KNOWN_READERS),
    put("/api/v1/apis/{api}/operations/{operation}", OPERATION, CHANGERS),
    patch("/api/v1/apis/{api}/operations/{operation}", CHANGERS),
    delete("/api/v1/apis/{api}/operations/{operation}", CHANGERS),
    post("/api/v1/imports", "{document}", PUBLISHERS),
    get("/metrics", "", AUDITORS),
    get("/api/v1/policies", "", ADMINISTRATORS),
    put("/api/v1/policies", "{}", ADMINISTRATORS),
    get("/api/v1/products/{product}/policies", "", ADMINISTRATORS_OF_NONE),
    put("/api/v1/products/{product}/policies", "{}", ADMINISTRATORS),
    get("/api/v1/apis/{api}/policies", "", ADMINISTRATORS),
    put("/api/v1/apis/{api}/policies", "{}", ADMINISTRATORS),
    get("/api/v1/apis/{api}/operations/{operation}/policies", "", ADMINISTRATORS),
    put("/api/v1/apis/{api}/operations/{operation}/policies", "{}", ADMINISTRATORS),
    get("/api/v1/products", "", PEOPLE),
    post("/api/v1/products", "{}", ADMINISTRATORS),
    get("/api/v1/products/{product}", "", OF_THEIR_OWN),
    put("/api/v1/products/{product}", "{}", ADMINISTRATORS_OF_NONE),
    delete("/api/v1/products/{product}", ADMINISTRATORS_OF_NONE),
    get("/api/v1/subscriptions", "", PEOPLE),
    post("/api/v1/subscriptions", "{}", OF_THEIR_OWN),
    get("/api/v1/subscriptions/{subscription}", "", OF_THEIR_OWN),
    put("/api/v1/subscriptions/{subscription}", "{}", OF_THEIR_OWN),
    patch("/api/v1/subscriptions/{subscription}", OF_THEIR_OWN),
    post("/api/v1/subscriptions/{subscription}/state", "{}", PEOPLE),
    post("/api/v1/subscriptions/{subscription}/keys", "{}", OF_THEIR_OWN),
    post("/api/v1/subscriptions/{subscription}/keys/{slot}", "{}", OF_THEIR_OWN),
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

/// An API as programs send it.
const API: &str = r#"{"name": "Pets", "service_url": "http://127.0.0.1:9", "suffix": "other-pets"}"#;
/// An operation as programs send it.
const OPERATION: &str = r#"{"verb": "GET", "url_template": "/others", "display_name": "Others"}"#;
