//! Publishers and the APIs of their own.

use axum::http::StatusCode;
use loggia::catalog::model::Api;
use loggia::catalog::server::service;
use loggia::identity::model::Role;
use loggia::identity::server::people::service as people;
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::ids::UserId;
use loggia::kernel::{ApiError, Message};

use crate::support::{Answer, TestApp};

const ADA: &str = "ada@example.com";
const BOB: &str = "bob@example.com";

/// One portal with two publishers and an administrator.
struct People {
    ada: TestApp,
    bob: TestApp,
    admin: TestApp,
}

async fn people() -> People {
    let app = TestApp::new().await;
    let ada = app.twin().signed_in_as(ADA, Role::Publisher).await;
    let bob = app.twin().signed_in_as(BOB, Role::Publisher).await;
    People { ada, bob, admin: app.with_administrator().await }
}

/// The form of an API that is called `name`.
fn form<'f>(name: &'f str, more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let fields = [("name", name), ("service_url", "http://127.0.0.1:9"), ("scheme", "both")];
    fields.into_iter().chain(more.iter().copied()).collect()
}

async fn register(app: &TestApp, name: &str, more: &[(&str, &str)]) -> Answer {
    let suffix = name.to_lowercase();
    let more: Vec<_> = more.iter().copied().chain([("suffix", suffix.as_str())]).collect();
    app.post("/admin/apis/new", &form(name, &more)).await
}

/// Registers an API, which is then at `/apis/<name in lower case>`.
async fn registered(app: &TestApp, name: &str, more: &[(&str, &str)]) {
    let answer = register(app, name, more).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

async fn api(app: &TestApp, slug: &str) -> Api {
    service::admin_api_by_slug(&app.state, &Administrator::operator(), slug).await.unwrap()
}

async fn id(app: &TestApp, email: &str) -> UserId {
    people::account_of(&app.state, &Administrator::operator(), email).await.unwrap().user.id
}

#[tokio::test]
async fn a_publisher_finds_the_drafts_of_their_own_and_nobody_elses() {
    let People { ada, bob, admin } = people().await;
    registered(&ada, "Quokka", &[]).await;
    registered(&bob, "Numbat", &[("published", "on")]).await;
    registered(&admin, "Wombat", &[]).await;

    let guest = ada.twin().signed_out();
    for (app, seen) in [(&ada, &["quokka", "numbat"][..]), (&bob, &["numbat"][..]), (&guest, &["numbat"][..])] {
        let listed = app.get("/api/private/apis?query=&tag=&page=1").await;
        let listed: serde_json::Value = serde_json::from_slice(&listed.body).unwrap();
        assert_eq!(listed["total"], seen.len(), "{listed}");
        for slug in ["quokka", "numbat", "wombat"] {
            let is_seen = seen.contains(&slug);
            let expected = if is_seen { StatusCode::OK } else { StatusCode::NOT_FOUND };
            for path in ["", "/changes", "/openapi.json", "/openapi.yaml"] {
                assert_eq!(app.get(&format!("/apis/{slug}{path}")).await.status, expected, "{slug}{path}");
            }
            let found = app.get(&format!("/api/private/search?query={slug}")).await;
            let found: serde_json::Value = serde_json::from_slice(&found.body).unwrap();
            assert_eq!(found["total"], u32::from(is_seen), "{slug}: {found}");
        }
    }
    let own = ada.get("/admin/apis").await;
    assert!(own.text().contains("Quokka") && !own.text().contains("Numbat"), "only what they may change");
    let all = admin.get("/admin/apis").await;
    assert!(["Quokka", "Numbat", "Wombat"].iter().all(|name| all.text().contains(name)));
}

#[tokio::test]
async fn links_lead_where_a_publisher_may_go() {
    let People { ada, bob, admin } = people().await;
    registered(&ada, "Quokka", &[("published", "on")]).await;
    let edit = "href=\"/admin/apis/quokka\"";
    for (app, may) in [(&ada, true), (&bob, false), (&admin, true)] {
        let page = app.get("/apis/quokka").await;
        assert_eq!(page.text().contains(edit), may);
    }
    let area = ada.get("/admin/apis").await;
    assert!(ada.get("/").await.text().contains("href=\"/admin\""));
    for elsewhere in ["/admin/users", "/admin/groups", "/admin/settings", "/admin/audit", "/admin/identity-providers"] {
        assert!(!area.text().contains(&format!("href=\"{elsewhere}\"")), "{elsewhere}");
    }
    assert!(!ada.get("/admin/apis/quokka").await.text().contains("name=\"owner\""), "administrators decide that");
}

#[tokio::test]
async fn what_is_somebody_elses_stays_as_it_is() {
    let People { ada, bob, .. } = people().await;
    registered(&ada, "Quokka", &[("published", "on")]).await;
    let before = api(&ada, "quokka").await;
    let revision = before.revision.to_string();
    let none: &[(&str, &str)] = &[];
    let change = form("Changed", &[("suffix", "changed"), ("revision", revision.as_str())]);
    for (path, fields) in [("", change.as_slice()), ("/delete", none), ("/duplicate", none), ("/recipes/new", none)] {
        let answer = bob.post(&format!("/admin/apis/quokka{path}"), fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(api(&ada, "quokka").await, before);

    // Where the services are asked themselves, they see to it.
    let bob_user = people::account_of(&bob.state, &Administrator::operator(), BOB).await.unwrap().user;
    let permit = Caller::user(bob_user).publisher().unwrap();
    let refused = service::delete_api(&bob.state, &permit, &before.id).await.unwrap_err().into_api();
    assert_eq!(refused, ApiError::Forbidden);
    registered(&ada, "Hidden", &[]).await;
    let hidden = api(&ada, "hidden").await;
    let refused = service::delete_api(&bob.state, &permit, &hidden.id).await.unwrap_err().into_api();
    assert_eq!(refused, ApiError::NotFound, "nobody learns of a draft by trying to change it");
    let refused = service::update_api(&bob.state, &permit, &hidden.id, hidden.revision, hidden.input.clone()).await;
    assert_eq!(refused.unwrap_err().into_api(), ApiError::NotFound);
}

#[tokio::test]
async fn an_administrator_gives_an_api_to_somebody_else() {
    let People { ada, bob, admin } = people().await;
    registered(&ada, "Quokka", &[]).await;
    assert_eq!(api(&ada, "quokka").await.owner, Some(id(&ada, ADA).await));
    let shown = admin.get("/admin/apis/quokka").await;
    assert!(shown.text().contains("name=\"owner\"") && shown.text().contains(ADA));

    let save = async |app: &TestApp, owner: &str| {
        let revision = api(app, "quokka").await.revision.to_string();
        let fields = [("suffix", "quokka"), ("slug", "quokka"), ("revision", revision.as_str()), ("owner", owner)];
        app.post("/admin/apis/quokka", &form("Quokka", &fields)).await
    };
    admin.twin().signed_out().signed_in_as("dev@example.com", Role::Developer).await;
    for unknown in ["nobody@example.com", "dev@example.com", "ada"] {
        let answer = save(&admin, unknown).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{unknown}");
        assert!(answer.text().contains("No publisher or administrator has this e-mail address."));
    }
    assert_eq!(save(&ada, BOB).await.status, StatusCode::FORBIDDEN, "not even one's own is given away");
    assert_eq!(save(&admin, " BOB@example.com ").await.status, StatusCode::SEE_OTHER);
    assert_eq!(ada.get("/apis/quokka").await.status, StatusCode::NOT_FOUND);
    assert_eq!(bob.get("/admin/apis/quokka").await.status, StatusCode::OK);
    assert_eq!(save(&admin, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(api(&ada, "quokka").await.owner, None);
    assert_eq!(bob.get("/apis/quokka").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_api_outlives_its_owner() {
    let People { ada, admin, .. } = people().await;
    registered(&ada, "Quokka", &[("published", "on")]).await;
    let ada_id = id(&ada, ADA).await;
    let (state, operator) = (&admin.state, Administrator::operator());
    loggia::identity::server::people::removal::delete_account_if(state, &operator, &ada_id, |_| true).await.unwrap();
    assert_eq!(api(&admin, "quokka").await.owner, None);
    assert_eq!(admin.get("/apis/quokka").await.status, StatusCode::OK);
    assert_eq!(admin.get("/admin/apis/quokka").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_role_that_is_lost_opens_nothing_at_the_next_request() {
    let People { ada, admin, .. } = people().await;
    registered(&ada, "Quokka", &[]).await;
    let set = async |role: &str| {
        people::change_role(&admin.state, &Administrator::operator(), &id(&admin, ADA).await, role).await.unwrap();
    };
    for (role, page, form) in [
        ("developer", StatusCode::NOT_FOUND, StatusCode::FORBIDDEN),
        ("support", StatusCode::OK, StatusCode::FORBIDDEN),
        ("publisher", StatusCode::OK, StatusCode::OK),
    ] {
        set(role).await;
        assert_eq!(ada.get("/apis/quokka").await.status, page, "{role}");
        assert_eq!(ada.get("/admin/apis/quokka").await.status, form, "{role}");
    }
}

#[tokio::test]
async fn nobody_adds_versions_to_somebody_elses_api() {
    let People { ada, bob, admin } = people().await;
    registered(&ada, "Quokka", &[("version", "1"), ("version_scheme", "path"), ("published", "on")]).await;
    let more = [("suffix", "quokka"), ("version", "2"), ("version_scheme", "path"), ("slug", "mine")];
    let answer = bob.post("/admin/apis/new", &form("Mine", &more)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    let bob_user = people::account_of(&bob.state, &Administrator::operator(), BOB).await.unwrap().user;
    let input = loggia::catalog::model::ApiInput {
        name: "Mine".to_owned(),
        slug: "mine".to_owned(),
        version: "2".to_owned(),
        ..api(&ada, "quokka").await.input
    };
    let permit = Caller::user(bob_user).publisher().unwrap();
    let refused = service::create_api(&bob.state, &permit, input).await.unwrap_err().into_api();
    assert_eq!(refused, ApiError::field("suffix", Message::Taken));

    // A version and a copy that an administrator adds belong to the original's owner, and to the administrator.
    let new = [("version", "2"), ("version_scheme", "path")];
    assert_eq!(admin.post("/admin/apis/quokka/versions/new", &new).await.status, StatusCode::SEE_OTHER);
    assert_eq!(api(&ada, "quokka-2").await.owner, Some(id(&ada, ADA).await));
    assert_eq!(admin.post("/admin/apis/quokka/duplicate", &[]).await.status, StatusCode::SEE_OTHER);
    let (operator, page) = (Administrator::operator(), loggia::kernel::PageRequest::new(1, 9));
    assert_eq!(service::admin_apis(&admin.state, &operator, "", page).await.unwrap().total, 3);
}
