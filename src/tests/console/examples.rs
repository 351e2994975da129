//! Examples: who saves, opens, pins and deletes them.

use axum::http::StatusCode;
use loggia::catalog::model::{ApiInput, OperationInput};
use loggia::catalog::server::service as catalog;
use loggia::console::examples::{Example, ExampleSummary, MOST};
use loggia::console::model::ConsoleRequest;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use serde_json::json;

use super::support::{Portal, get};
use crate::support::Answer;

async fn portal() -> Portal {
    Portal::with("127.0.0.1:9".parse().unwrap(), get("/call"), |_| ()).await
}

async fn signed_in(mut portal: Portal, email: &str, role: Role) -> Portal {
    portal.app = portal.app.signed_in_as(email, role).await;
    portal
}

fn signed_out(mut portal: Portal) -> Portal {
    portal.app = portal.app.signed_out();
    portal
}

async fn save(portal: &Portal, name: &str, pinned: bool) -> Answer {
    let query = vec![("page".to_owned(), "7".to_owned()), ("token".to_owned(), "hush".to_owned())];
    let request = ConsoleRequest { query, ..portal.request() };
    portal.app.post_json("/console/examples", &json!({ "name": name, "pinned": pinned, "request": request })).await
}

async fn saved(portal: &Portal, name: &str, pinned: bool) -> ExampleSummary {
    let answer = save(portal, name, pinned).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

async fn list(portal: &Portal) -> Vec<ExampleSummary> {
    let answer = portal.app.get(&format!("/api/private/console/examples?operation={}", portal.operation)).await;
    serde_json::from_slice(&answer.body).unwrap()
}

fn address(portal: &Portal, example: &ExampleSummary) -> String {
    format!("/api/private/console/example?operation={}&id={}", portal.operation, example.id)
}

#[tokio::test]
async fn whoever_sees_the_operation_opens_an_example_by_its_link() {
    let portal = signed_in(portal().await, "ada@example.com", Role::Developer).await;
    let example = saved(&portal, " With page 7 ", false).await;
    assert_eq!((example.name.as_str(), example.pinned, example.deletable), ("With page 7", false, true));
    assert_eq!(example.id.as_str().len(), 32, "128 bits");
    assert_eq!(list(&portal).await, std::slice::from_ref(&example));

    let portal = signed_out(portal);
    assert_eq!(list(&portal).await, [], "it is not offered to others");
    let opened = portal.app.get(&address(&portal, &example)).await;
    let opened: Example = serde_json::from_slice(&opened.body).unwrap();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(opened.kept.request.query, [pair("page", "7"), pair("token", "")]);
    assert_eq!(opened.kept.left_out, ["token"]);
    let other = ExampleSummary { id: "0".repeat(32).into(), ..example.clone() };
    assert_eq!(portal.app.get(&address(&portal, &other)).await.status, StatusCode::NOT_FOUND);

    // Nobody sees drafts, so nobody opens their examples.
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let api = catalog::admin_api_by_slug(state, &administrator, "backend").await.unwrap();
    let draft = ApiInput { published: false, ..api.input };
    catalog::update_api(state, &administrator, &api.id, api.revision, draft).await.unwrap();
    assert_eq!(portal.app.get(&address(&portal, &example)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_administrators_pin_and_unpin() {
    let portal = portal().await;
    assert_eq!(save(&portal, "A", false).await.status, StatusCode::UNAUTHORIZED);
    let portal = signed_in(portal, "dev@example.com", Role::Developer).await;
    assert_eq!(save(&portal, "A", true).await.status, StatusCode::FORBIDDEN);
    let portal = signed_in(signed_out(portal), "admin@example.com", Role::Administrator).await;
    let pinned = saved(&portal, "Pinned", true).await;
    let unpin = format!("/console/examples/{}/unpin", pinned.id);

    let portal = signed_out(portal);
    let offered = list(&portal).await;
    assert_eq!(offered, [ExampleSummary { deletable: false, ..pinned.clone() }]);
    assert_eq!(portal.app.post(&unpin, &[]).await.status, StatusCode::UNAUTHORIZED);
    let portal = signed_in(portal, "eve@example.com", Role::Developer).await;
    assert_eq!(portal.app.post(&unpin, &[]).await.status, StatusCode::FORBIDDEN);
    let portal = signed_in(signed_out(portal), "other@example.com", Role::Administrator).await;
    assert_eq!(portal.app.post(&unpin, &[]).await.location(), "/apis/backend/operations/call");
    assert_eq!(list(&portal).await, []);
    assert_eq!(portal.app.post("/console/examples/none/unpin", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn owners_and_administrators_delete() {
    let portal = signed_in(portal().await, "ada@example.com", Role::Developer).await;
    let (first, second) = (saved(&portal, "First", false).await, saved(&portal, "Second", false).await);
    let delete = |example: &ExampleSummary| format!("/console/examples/{}/delete", example.id);
    assert_eq!(portal.app.post(&delete(&first), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(portal.app.post(&delete(&first), &[]).await.status, StatusCode::NOT_FOUND);

    let portal = signed_out(portal);
    assert_eq!(portal.app.post(&delete(&second), &[]).await.status, StatusCode::UNAUTHORIZED);
    let portal = signed_in(portal, "bob@example.com", Role::Developer).await;
    assert_eq!(portal.app.post(&delete(&second), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portal.app.get(&address(&portal, &second)).await.status, StatusCode::OK);
    let portal = signed_in(signed_out(portal), "admin@example.com", Role::Administrator).await;
    assert_eq!(portal.app.post(&delete(&second), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(portal.app.get(&address(&portal, &second)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn names_and_numbers_have_limits() {
    let portal = signed_in(portal().await, "ada@example.com", Role::Developer).await;
    for name in ["", "  ", "a\nb", "\u{202e}a", &"a".repeat(101)] {
        let refused = save(&portal, name, false).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
        assert!(refused.text().contains("\"name\""));
    }
    for text in ["", "{}", "{\"name\": \"a\"}"] {
        let request = portal.app.request(axum::http::Method::POST, "/console/examples");
        let request = request.header("content-type", "application/json").body(text.to_owned().into()).unwrap();
        assert_eq!(portal.app.send(request).await.status, StatusCode::BAD_REQUEST, "{text}");
    }
    let query = vec![("a".to_owned(), "a".repeat(2 << 20))];
    let request = ConsoleRequest { query, ..portal.request() };
    let long = portal.app.post_json("/console/examples", &json!({ "name": "Long", "request": request })).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    for number in 0..MOST {
        saved(&portal, &format!("{} {number}", "ż".repeat(90)), false).await;
    }
    let refused = save(&portal, "One more", false).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("full"));
}

#[tokio::test]
async fn an_example_goes_with_its_operation_and_moves_with_its_address() {
    let portal = signed_in(portal().await, "ada@example.com", Role::Developer).await;
    let example = saved(&portal, "A", false).await;
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let (api, old) = catalog::admin_operation_by_slug(state, &administrator, "backend", "call").await.unwrap();
    let renamed = OperationInput { slug: "renamed".to_owned(), ..old.input.clone() };
    catalog::update_operation(state, &administrator, &old.id, old.revision, renamed.clone()).await.unwrap();
    assert_eq!(list(&portal).await, std::slice::from_ref(&example));

    catalog::delete_operation(state, &administrator, &portal.operation).await.unwrap();
    let delete = format!("/console/examples/{}/delete", example.id);
    assert_eq!(portal.app.post(&delete, &[]).await.status, StatusCode::NOT_FOUND);
    // Another operation at the same address has nothing of it.
    catalog::create_operation(state, &administrator, &api.id, renamed).await.unwrap();
    let answer = portal.app.get("/apis/backend/operations/renamed").await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_new_revision_keeps_the_examples_of_its_operations() {
    use loggia::catalog::server::service::{RevisionWriter, Source, Target};
    let mut portal = signed_in(portal().await, "ada@example.com", Role::Developer).await;
    let example = saved(&portal, "A", false).await;
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let (api, old) = catalog::admin_operation_by_slug(state, &administrator, "backend", "call").await.unwrap();
    let target = Target::Existing { id: api.id.clone(), revision: None };
    let source = Source { documented: "{}", format: "json", bytes: Some(b"{}") };
    let writer = RevisionWriter::begin(state, &administrator, target, source).await.unwrap();
    writer.add_operations(state, vec![old.input], &Default::default()).await.unwrap();
    writer.publish(state, api.input, "[]").await.unwrap();
    let (_, new) = catalog::admin_operation_by_slug(state, &administrator, "backend", "call").await.unwrap();
    assert_ne!(new.id, portal.operation, "a revision's operations have ids of their own");
    portal.operation = new.id;
    assert_eq!(list(&portal).await, std::slice::from_ref(&example));
    assert_eq!(portal.app.get(&address(&portal, &example)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_example_that_came_with_files_is_offered_to_everybody_and_goes_when_it_is_unpinned() {
    use loggia::console::kept::keep;
    use loggia::console::server::examples::pinned::{Pinned, pinned, replace_pinned};
    let portal = signed_in(portal().await, "ada@example.com", Role::Administrator).await;
    let (state, permit) = (&portal.app.state, Administrator::operator());
    let id = portal.operation.clone();
    let caller = loggia::identity::server::Caller::operator();
    let (api, operation) = catalog::operation_for_call(state, &caller, &id).await.unwrap();
    let call = ConsoleRequest { query: vec![("page".to_owned(), "7".to_owned())], ..portal.request() };
    let wanted = vec![Pinned::new(operation.input.slug, " Of files ", keep(&call))];
    // Her own is no longer offered, but stays hers.
    let own = saved(&portal, "Own", true).await;
    for _ in 0..2 {
        replace_pinned(state, &permit, &api, wanted.clone()).await.unwrap();
        assert_eq!(pinned(state, &permit, &api.id).await.unwrap(), wanted);
    }
    let offered = list(&portal).await;
    let offered: Vec<_> = offered.iter().map(|one| (one.name.as_str(), one.pinned, one.deletable)).collect();
    assert_eq!(offered, [("Of files", true, true), ("Own", false, true)]);
    let portal = signed_out(portal);
    let shown = list(&portal).await;
    assert_eq!(shown.iter().map(|one| (one.name.as_str(), one.deletable)).collect::<Vec<_>>(), [("Of files", false)]);
    let opened = portal.app.get(&address(&portal, &shown[0])).await;
    assert_eq!(serde_json::from_slice::<Example>(&opened.body).unwrap().kept.request.query, call.query);

    let portal = signed_in(portal, "bob@example.com", Role::Administrator).await;
    let unpin = format!("/console/examples/{}/unpin", shown[0].id);
    assert!(portal.app.post(&unpin, &[]).await.status.is_redirection());
    assert_eq!(list(&portal).await, []);
    assert_eq!(portal.app.get(&address(&portal, &shown[0])).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portal.app.get(&address(&portal, &own)).await.status, StatusCode::OK);
}
