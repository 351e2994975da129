//! Documents in and out.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use axum::routing::get;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::token::Scope;
use loggia::products::model::{ProductInput, Tier};
use loggia::products::server::service::create_product;
use serde_json::json;
use tokio::net::TcpListener;

use super::support::{Program, fields, json as body_of, problem};
use crate::support::{Answer, TestApp};

const DOCUMENT: &str = "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"Pets\",\"version\":\"1\"},\
     \"servers\":[{\"url\":\"https://pets.example\"}],\"paths\":{\"/pets\":{\"get\":{\"responses\":{}}}}}";

async fn import(program: &Program, query: &str, kind: &str, document: &str) -> Answer {
    let request = program.request(Method::POST, &format!("/imports{query}")).header(header::CONTENT_TYPE, kind);
    program.app.send(request.body(Body::from(document.to_owned())).unwrap()).await
}

#[tokio::test]
async fn a_document_becomes_an_api_and_comes_back() {
    let program = Program::of_administrator().await;
    let tried = import(&program, "?dry_run=true", "application/json", DOCUMENT).await;
    assert_eq!((tried.status, body_of(&tried)["operations"].as_u64()), (StatusCode::OK, Some(1)));
    problem(&program.get("/apis/pets").await, StatusCode::NOT_FOUND);

    let made = import(&program, "?published=true", "application/json", DOCUMENT).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_eq!(made.headers[header::LOCATION], "/api/v1/apis/pets");
    assert_eq!(program.read("/apis/pets").await["published"], true);
    let original = program.get("/apis/pets/document?original=true").await;
    assert_eq!(
        (original.text(), &original.headers[header::CONTENT_TYPE]),
        (DOCUMENT, &"application/json".parse().unwrap())
    );
    problem(&program.get("/apis/pets/document?original=true&format=yaml").await, StatusCode::NOT_FOUND);
    assert_eq!(program.read("/apis/pets/document").await["info"]["title"], "Pets");
    let yaml = program.get("/apis/pets/document?format=yaml").await;
    assert!(yaml.headers[header::CONTENT_TYPE] == "application/yaml" && yaml.text().contains("title: Pets"));

    let changed = DOCUMENT.replace("/pets\"", "/animals\"");
    let updated = import(&program, "?update=pets", "application/json", &changed).await;
    assert_eq!(updated.status, StatusCode::OK, "{}", updated.text());
    let report = body_of(&updated);
    assert_eq!((&report["added"], &report["removed"], &report["api"]), (&json!(1), &json!(1), &json!("pets")));
    problem(&import(&program, "?update=none", "application/json", DOCUMENT).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_no_document_is_refused_with_the_reason() {
    let program = Program::of_administrator().await;
    for document in ["", "{", "[]", "{\"openapi\":\"9.9\"}", "\u{0}"] {
        let refused = import(&program, "", "application/json", document).await;
        problem(&refused, StatusCode::UNPROCESSABLE_ENTITY);
    }
    problem(&import(&program, "", "text/html", DOCUMENT).await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let refused = import(&program, "?suffix=a%20b", "application/json", DOCUMENT).await;
    assert_eq!(fields(&problem(&refused, StatusCode::UNPROCESSABLE_ENTITY)), ["suffix"]);
    problem(&import(&program, "?dry_run=maybe", "application/json", DOCUMENT).await, StatusCode::BAD_REQUEST);
    assert_eq!(program.read("/apis").await["items"], json!([]));
}

#[tokio::test]
async fn a_document_is_fetched_where_the_policy_allows_it() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/pets.json", get(|| async { DOCUMENT }));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let app = TestApp::configured(|config| config.outbound_allow = vec![address.to_string().parse().unwrap()]).await;
    let program = Program::of(app, "root@example.com", Role::Administrator, Scope::Admin).await;
    let fetch = async |query: &str| {
        let request = program.request(Method::POST, &format!("/imports?{query}"));
        program.app.send(request.body(Body::empty()).unwrap()).await
    };
    let tried = fetch(&format!("url=http://{address}/pets.json&dry_run=true")).await;
    assert_eq!((tried.status, body_of(&tried)["added"].as_u64()), (StatusCode::OK, Some(1)), "{}", tried.text());
    let made = fetch(&format!("url=http://{address}/pets.json&follow_references=true")).await;
    assert_eq!((made.status, &body_of(&made)["api"]), (StatusCode::CREATED, &json!("pets")));
    for query in [
        "url=http://127.0.0.1:9/pets.json",
        &format!("url=http://{address}/none"),
        "url=http://[::ffff:127.0.0.1]:9/",
        "url=file:///etc/passwd",
        "url=pets.json",
        "url=",
        "",
    ] {
        problem(&fetch(query).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let both = import(&program, &format!("?url=http://{address}/pets.json"), "application/json", DOCUMENT).await;
    problem(&both, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(program.read("/apis").await["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_imported_api_is_put_into_a_product() {
    let program = Program::of_administrator().await;
    let product = ProductInput::new("starter", "Starter", Tier { name: "Free".to_owned(), ..Tier::default() });
    create_product(&program.app.state, &Administrator::operator(), product).await.unwrap();
    let unknown = import(&program, "?product=none", "application/json", DOCUMENT).await;
    assert_eq!(fields(&problem(&unknown, StatusCode::UNPROCESSABLE_ENTITY)), ["product"]);
    assert_eq!(program.read("/apis").await["items"], json!([]), "nothing was done");
    for (query, expected) in [("?product=starter&dry_run=true", json!([])), ("?product=starter", json!(["pets"]))] {
        import(&program, query, "application/json", DOCUMENT).await;
        assert_eq!(program.read("/products/starter").await["apis"], expected, "{query}");
    }
}
