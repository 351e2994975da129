//! The form of an API, the list of APIs, and what the forms have in common.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use loggia::catalog::model::{Location, StatusKey};
use loggia::identity::model::Role;

use super::{GUIDES_API, GUIDES_OPERATION, complaint, filled, number_of_apis, publisher, saved, value};
use crate::catalog::html;
use crate::support::TestApp;

#[tokio::test]
async fn the_guides_api_and_operation_are_added_by_its_fields() {
    let app = publisher().await;
    let form = app.get("/admin/apis/new").await;
    assert_eq!(form.status, StatusCode::OK);
    for label in ["Web API name", "Web service URL", "Web API URL suffix", "Web API URL scheme", "Published"] {
        assert!(form.text().contains(&format!(">{label}<")), "{label}");
    }
    let form = html::form(form.text());
    let answer = app.post("/admin/apis/new", &filled(&form, &GUIDES_API)).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/admin/apis/azureml-demo-api"));

    let page = app.get(answer.location()).await;
    let new_operation = "/admin/apis/azureml-demo-api/operations/new";
    assert!(page.text().contains(&format!("href=\"{new_operation}\"")), "Add operation is there");
    let form = app.get(new_operation).await;
    for label in ["HTTP verb", "URL template", "Display name"] {
        assert!(form.text().contains(&format!(">{label}<")), "{label}");
    }
    let form = html::form(form.text());
    assert_eq!(value(&form, "verb"), Some("GET"));
    let answer = app.post(new_operation, &filled(&form, &GUIDES_OPERATION)).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/admin/apis/azureml-demo-api"));
    assert!(app.get(answer.location()).await.text().contains("RRS Execute"));

    let input = saved(&app, "azureml-demo-api", "rrs-execute").await.input;
    let parameters: Vec<_> = input.parameters.iter().map(|p| (p.name.as_str(), p.location, p.required)).collect();
    assert_eq!(
        parameters,
        [
            ("workspace", Location::Path, true),
            ("service", Location::Path, true),
            ("apiversion", Location::Query, true),
            ("details", Location::Query, true),
        ]
    );
    assert_eq!(input.responses[0].status, StatusKey::Code(200));
    let visitor = app.signed_out();
    let page = visitor.get("/apis/azureml-demo-api/operations/rrs-execute").await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn an_api_that_is_not_accepted_comes_back_as_it_was_typed() {
    let app = publisher().await;
    let typed = "\"><script>alert(1)</script>";
    let form = [
        ("name", ""),
        ("service_url", "ftp://backend"),
        ("suffix", "a b"),
        ("scheme", "gopher"),
        ("tags", typed),
        ("description", "\n# Title\n\n  kept</textarea><script>alert(2)</script>"),
        ("published", "on"),
        ("revision", ""),
    ];
    let answer = app.post("/admin/apis/new", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = html::form(answer.text());
    for (name, typed) in form {
        assert_eq!(value(&again, name), Some(typed), "{name}");
    }
    assert!(!answer.text().contains("<script>alert"));
    assert_eq!(complaint(&answer, "name"), "Please fill this in.");
    for field in ["service_url", "suffix", "scheme"] {
        assert_ne!(complaint(&answer, field), "", "{field}");
        assert!(answer.text().contains(&format!("href=\"#field-{field}\"")), "the summary leads to {field}");
    }
    assert_eq!(complaint(&answer, "tags"), "");
    assert!(answer.text().contains("role=\"alert\""));
    assert_eq!(answer.text().matches("aria-invalid=\"true\"").count(), 4);
    assert_eq!(number_of_apis(&app).await, 0);
}

#[tokio::test]
async fn what_another_one_has_already_is_told_at_its_field() {
    let app = publisher().await;
    let api = app.add_api("Taken", true).await;
    app.add_operation(&api, "GET", "/orders", "Orders").await;
    let form = [("name", "Taken"), ("service_url", "https://a.example"), ("suffix", "taken"), ("scheme", "http")];
    let answer = app.post("/admin/apis/new", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["slug", "suffix"] {
        assert_eq!(complaint(&answer, field), "This is taken already. Choose another one.", "{field}");
    }
    let form = [("verb", "GET"), ("url_template", "/orders"), ("display_name", "Other")];
    let answer = app.post("/admin/apis/taken/operations/new", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(complaint(&answer, "url_template"), "This is taken already. Choose another one.");
}

#[tokio::test]
async fn the_second_of_two_who_edit_the_same_thing_is_told() {
    let app = publisher().await;
    let api = app.add_api("Demo", true).await;
    app.add_operation(&api, "GET", "/orders", "Orders").await;
    for (path, field) in [("/admin/apis/demo", "name"), ("/admin/apis/demo/operations/orders", "display_name")] {
        let form = html::form(app.get(path).await.text());
        let first = app.post(path, &filled(&form, &[(field, "First")])).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{path}");

        let second = app.post(path, &filled(&form, &[(field, "Second")])).await;
        assert_eq!(second.status, StatusCode::CONFLICT, "{path}");
        assert!(second.text().contains("Somebody else saved this in the meantime."), "{path}");
        let again = html::form(second.text());
        assert_eq!(value(&again, field), Some("Second"), "{path}");
        assert!(html::form(app.get(path).await.text()).contains(&(field.to_owned(), "First".to_owned())), "{path}");

        let third = app.post(path, &filled(&again, &[])).await;
        assert_eq!(third.status, StatusCode::SEE_OTHER, "{path}: saved over it on purpose");
        assert!(html::form(app.get(path).await.text()).contains(&(field.to_owned(), "Second".to_owned())), "{path}");
    }
}

#[tokio::test]
async fn deleting_says_what_is_lost_and_asks_once() {
    let app = publisher().await;
    let api = app.add_api("Demo", true).await;
    app.add_operation(&api, "GET", "/orders", "List orders").await;
    app.add_operation(&api, "GET", "/orders/{order}", "Get an order").await;

    let path = "/admin/apis/demo/operations/list-orders/delete";
    let page = app.get(path).await;
    assert!(page.text().contains("Delete “List orders”?"));
    assert_eq!(
        app.get("/admin/apis/demo/operations/list-orders").await.status,
        StatusCode::OK,
        "a visit deletes nothing"
    );
    let answer = app.post(path, &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/admin/apis/demo"));
    assert_eq!(app.get("/admin/apis/demo/operations/list-orders").await.status, StatusCode::NOT_FOUND);

    let page = app.get("/admin/apis/demo/delete").await;
    for text in ["Delete “Demo”?", "Its operation goes with it:", "Get an order"] {
        assert!(page.text().contains(text), "{text}");
    }
    let answer = app.post("/admin/apis/demo/delete", &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/admin/apis"));
    for path in ["/admin/apis/demo", "/admin/apis/demo/delete", "/apis/demo"] {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(app.post("/admin/apis/demo/delete", &[]).await.status, StatusCode::NOT_FOUND, "again");
}

#[tokio::test]
async fn duplicates_are_drafts_of_their_own() {
    let app = publisher().await;
    let api = app.add_api("Demo", true).await;
    app.add_operation(&api, "GET", "/orders", "List orders").await;
    let answer = app.post("/admin/apis/demo/duplicate", &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/admin/apis/demo-2"));
    let copy = app.get("/admin/apis/demo-2").await;
    assert_eq!(value(&html::form(copy.text()), "published"), None);
    assert!(copy.text().contains("List orders"));
    let answer = app.post("/admin/apis/demo/operations/list-orders/duplicate", &[]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/admin/apis/demo/operations/list-orders-2")
    );
    assert_eq!(app.get(answer.location()).await.status, StatusCode::OK);
    for gone in ["/admin/apis/none/duplicate", "/admin/apis/demo/operations/none/duplicate"] {
        let answer = app.post(gone, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{gone}");
    }
}

#[tokio::test]
async fn the_list_has_drafts_search_and_a_way_to_begin() {
    let app = publisher().await;
    let empty = app.get("/admin/apis").await;
    assert!(empty.text().contains("No API is registered yet."));
    assert!(empty.text().contains("href=\"/admin/apis/new\""));
    app.add_api("Shown", true).await;
    app.add_api("Hidden", false).await;
    let all = app.get("/admin/apis").await;
    assert!(all.text().contains("Shown") && all.text().contains("Hidden") && all.text().contains("Draft"));
    let found = app.get("/admin/apis?q=shown").await;
    assert!(found.text().contains("/admin/apis/shown") && !found.text().contains("/admin/apis/hidden"));
    assert!(app.get("/admin/apis?q=nothing").await.text().contains("No API matches your search."));
}

#[tokio::test]
async fn nobody_else_sees_or_changes_anything() {
    let app = TestApp::new().await;
    let api = app.add_api("Secret", false).await;
    app.add_operation(&api, "GET", "/hidden", "Hidden call").await;
    let developer = TestApp::new().await.signed_in_as("dev@example.com", Role::Developer).await;
    let api = developer.add_api("Secret", false).await;
    developer.add_operation(&api, "GET", "/hidden", "Hidden call").await;
    for (app, status) in [(app, StatusCode::UNAUTHORIZED), (developer, StatusCode::FORBIDDEN)] {
        for path in [
            "/admin/apis",
            "/admin/apis/new",
            "/admin/apis/secret",
            "/admin/apis/secret/delete",
            "/admin/apis/secret/operations/new",
            "/admin/apis/secret/operations/hidden-call",
            "/admin/apis/secret/operations/hidden-call/delete",
        ] {
            let answer = app.get(path).await;
            assert_eq!(answer.status, status, "{path}");
            assert!(!answer.text().contains("Secret") && !answer.text().contains("Hidden call"), "{path}");
            assert!(!answer.text().contains("Web API name"), "{path}");
        }
        for path in [
            "/admin/apis/new",
            "/admin/apis/secret",
            "/admin/apis/secret/delete",
            "/admin/apis/secret/duplicate",
            "/admin/apis/secret/operations/new",
            "/admin/apis/secret/operations/hidden-call",
            "/admin/apis/secret/operations/hidden-call/delete",
            "/admin/apis/secret/operations/hidden-call/duplicate",
        ] {
            for form in [&GUIDES_API[..], &GUIDES_OPERATION[..], &[("action", "add-header")][..]] {
                let answer = app.post(path, form).await;
                assert_eq!(answer.status, status, "{path}");
                assert!(!answer.text().contains("Secret") && !answer.text().contains("Hidden call"), "{path}");
            }
        }
        assert_eq!(number_of_apis(&app).await, 1);
        assert_eq!(saved(&app, "secret", "hidden-call").await.revision, 1);
    }
}

#[tokio::test]
async fn forms_made_by_hand_are_answered_and_not_believed() {
    let app = publisher().await;
    app.add_api("Demo", true).await;
    let path = "/admin/apis/demo/operations/new";
    let deep = format!("{}name", "responses.0.".repeat(50_000));
    let answer = app.post(path, &[(deep.as_str(), "x")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);

    let names: Vec<String> = (0..300).map(|row| format!("responses.{row}.status")).collect();
    let mut many: Vec<(&str, &str)> = GUIDES_OPERATION.to_vec();
    many.extend(names.iter().map(|name| (name.as_str(), "200")));
    let answer = app.post(path, &many).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Responses: These are too many: at most 200 rows."));

    let answer = app.post(path, &[("action", "remove-response.7"), ("verb", "GET")]).await;
    assert_eq!(answer.status, StatusCode::OK, "a row that is not there is not removed");
    let request = app.request(Method::POST, path).header("content-type", "text/plain").body(Body::from("verb=GET"));
    assert_eq!(app.send(request.unwrap()).await.status, StatusCode::BAD_REQUEST);

    let saved = app.post("/admin/apis/demo", &[("name", "Demo"), ("revision", "x")]).await;
    assert_eq!(saved.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = app.post("/admin/apis/none", &GUIDES_API).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("There is no such page"));
}
