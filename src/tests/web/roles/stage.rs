//! The portal on which every role tries every route: one person of each, and an API of one of the publishers.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Request, header};
use loggia::catalog::server::service as catalog;
use loggia::identity::model::{Role, User};
use loggia::identity::server::groups::service::{GroupInput, create_group};
use loggia::identity::server::service::{NewUser, add_user};
use loggia::identity::server::tokens::operator;
use loggia::identity::server::{Administrator, Caller, Publisher};
use loggia::identity::token::{NewToken, Scope};
use loggia::kernel::PageRequest;
use loggia::openapi::server::{File, Job, Options, Order, Origin, Progress, import};
use loggia::paths::is_rest;

use super::table::{ROLES, Row};
use crate::support::{PASSWORD, TestApp};

/// An API with an operation that has a body, a parameter with several values, and a schema.
const DOCUMENT: &str = r##"{"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"},
    "servers": [{"url": "http://127.0.0.1:9"}],
    "paths": {"/pets": {"post": {"operationId": "add-pet", "tags": ["pets"],
        "parameters": [{"name": "ids", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
        "responses": {"200": {"description": "It was added."}}}}},
    "components": {"schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}}}}"##;

const RECIPE: &str = r#"{"arazzo": "1.0.1", "info": {"title": "Pets", "version": "1.0.0"},
    "sourceDescriptions": [{"name": "pets", "url": "../../openapi.json", "type": "openapi"}],
    "workflows": [{"workflowId": "tour", "summary": "A tour", "steps": [{"stepId": "add", "operationId": "add-pet"}]}]}"#;

/// What stands for the parameters of routes and their arguments.
pub type Places = BTreeMap<&'static str, String>;

/// The portal.
pub struct Stage {
    app: TestApp,
    people: Vec<(TestApp, String)>,
    owner: Publisher,
    developer: User,
    made: Cell<u32>,
    /// A draft and a published API, until somebody changes them.
    known: RefCell<BTreeMap<bool, Places>>,
}

impl Stage {
    /// One with a person of each role.
    pub async fn new() -> Self {
        let app = TestApp::new().await;
        let mut people = Vec::new();
        let mut users = Vec::new();
        for name in ROLES {
            let role = match name {
                "guest" => {
                    people.push((app.twin().signed_out(), String::new()));
                    continue;
                }
                "owner" | "publisher" => Role::Publisher,
                word => Role::parse(word).unwrap(),
            };
            let email = format!("{name}@example.com");
            let new = NewUser { email: email.clone(), role, password: PASSWORD.to_owned() };
            users.push(add_user(&app.state, &Administrator::operator(), new).await.unwrap());
            let new = NewToken { name: name.to_owned(), scope: Scope::Admin, lifetime: None, not_after: None };
            let token = operator::create(&app.state, &Administrator::operator(), &email, new).await.unwrap();
            people.push((app.twin().signing_in(&email).await, token.secret.as_str().to_owned()));
        }
        let named = |name: &str| users.iter().find(|user| user.email.starts_with(name)).unwrap().clone();
        let owner = Caller::user(named("owner")).publisher().unwrap();
        Self { people, owner, developer: named("developer"), app, made: Cell::default(), known: RefCell::default() }
    }

    /// An API of the owner's with all that belongs to it.
    async fn places(&self, is_published: bool) -> Places {
        let known = self.known.borrow().get(&is_published).cloned();
        if let Some(known) = known {
            return known;
        }
        let places = self.set(is_published).await;
        self.known.borrow_mut().insert(is_published, places.clone());
        places
    }

    async fn set(&self, is_published: bool) -> Places {
        let (state, permit) = (&self.app.state, &self.owner);
        self.made.set(self.made.get() + 1);
        let name = format!("Pets {}", self.made.get());
        let options = |update, dry_run| Options {
            update,
            name: Some(name.clone()),
            suffix: None,
            published: is_published,
            dry_run,
        };
        let bytes = DOCUMENT.as_bytes().to_vec();
        let imported = import(state, permit, bytes.clone(), options(None, false), &Progress::default()).await.unwrap();
        let api = catalog::admin_api_by_slug(state, permit, &imported.api).await.unwrap();
        let page = PageRequest::new(1, 1);
        let operation = catalog::admin_operations(state, permit, &api.id, "", page).await.unwrap().items.remove(0).slug;
        let (_, found) = catalog::admin_operation_by_slug(state, permit, &imported.api, &operation).await.unwrap();
        let recipes = loggia::recipes::server::import(state, permit, &imported.api, RECIPE, true, true).await.unwrap();
        assert_eq!(recipes.unwrap(), ["tour"]);
        let file = File { name: String::new(), bytes };
        let order = Order { origin: Origin::Files(vec![file]), follow_references: false };
        let job = Job::begin(state, permit.clone(), order, options(Some(imported.api.clone()), true));
        while Job::find(state, permit, &job).unwrap().now().is_running() {
            tokio::task::yield_now().await;
        }
        let group = GroupInput { name, description: String::new() };
        let group = create_group(state, &Administrator::operator(), group).await.unwrap();
        Places::from([
            ("{api}", imported.api),
            ("{operation}", operation),
            ("{operation_id}", found.id.to_string()),
            ("{recipe}", "tour".to_owned()),
            ("{schema}", "Pet".to_owned()),
            ("{number}", "1".to_owned()),
            ("{import}", job),
            ("{group}", group.to_string()),
            ("{user}", self.developer.id.to_string()),
            ("{document}", DOCUMENT.to_owned()),
        ])
    }

    /// The status of what is answered to a person who tries `row`.
    pub async fn ask(&self, person: usize, row: &Row, is_published: bool) -> u16 {
        let places = self.places(is_published).await;
        let (app, token) = &self.people[person];
        let mut app = app.twin();
        if row.path == "/sign-out" && !token.is_empty() {
            // The session at hand is needed for the rows that follow.
            app = app.signed_out().signing_in(&format!("{}@example.com", ROLES[person])).await;
        }
        let filled = |text: &str| places.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value));
        let parts = filled(row.path);
        // What nobody has.
        let path = parts.split('/').map(|part| if part.starts_with('{') { "none" } else { part });
        let path = path.collect::<Vec<_>>().join("/");
        let arguments = filled(row.arguments);
        let is_query = row.method == "GET";
        let uri = if is_query && !arguments.is_empty() { format!("{path}?{arguments}") } else { path.clone() };
        let mut request: axum::http::request::Builder = if is_rest(&path) {
            let request = Request::builder().method(row.method).uri(uri).header(header::HOST, "localhost:3000");
            if token.is_empty() { request } else { request.header(header::AUTHORIZATION, format!("Bearer {token}")) }
        } else {
            app.request(row.method.parse().unwrap(), &uri)
        };
        if !is_query {
            let kind = match arguments.chars().next() {
                Some('{') => "application/json",
                Some('-') => "multipart/form-data; boundary=b",
                _ => "application/x-www-form-urlencoded",
            };
            // Whoever takes HTML is refused by the services themselves, not by the table's courtesy.
            request = request.header(header::CONTENT_TYPE, kind).header(header::ACCEPT, "text/html");
        }
        let body = if is_query { Body::empty() } else { Body::from(arguments) };
        let status = app.send(request.body(body).unwrap()).await.status;
        if !is_query && !status.is_client_error() {
            self.known.borrow_mut().remove(&is_published);
        }
        status.as_u16()
    }
}
