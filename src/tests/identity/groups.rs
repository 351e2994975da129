//! Groups, and what of the catalog their people see.

use axum::http::StatusCode;
use loggia::catalog::model::{Api, ApiInput, Visibility};
use loggia::catalog::server::service as catalog;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::server::groups::service::groups;
use loggia::kernel::ids::GroupId;

use crate::support::TestApp;

const EMAIL: &str = "ada@example.com";

/// The only group that there is.
async fn only_group(app: &TestApp) -> GroupId {
    groups(&app.state, &Administrator::operator()).await.unwrap().remove(0).id
}

async fn show_to(app: &TestApp, api: &Api, visibility: Visibility) {
    let operator = Administrator::operator();
    let api = catalog::admin_api_by_slug(&app.state, &operator, &api.input.slug).await.unwrap();
    let input = ApiInput { visibility, ..api.input };
    catalog::update_api(&app.state, &operator, &api.id, api.revision, input).await.unwrap();
}

#[tokio::test]
async fn administrators_make_groups_and_put_people_into_them() {
    let app = TestApp::new().await.signed_in_as(EMAIL, Role::Developer).await.signed_out().with_administrator().await;
    let made =
        app.post("/admin/groups", &[("action", "save"), ("name", " Partners "), ("description", "Outside")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    let page = made.location().to_owned();
    let shown = app.get(&page).await;
    let shown = shown.text();
    assert!(shown.contains("Partners") && shown.contains("Outside") && shown.contains("Nobody is in this group yet."));

    for (name, complaint) in [
        ("PARTNERS", "This is taken already"),
        ("Guests", "This is taken already"),
        ("", "Please fill this in."),
        ("a\u{202e}b", "one line"),
    ] {
        let refused = app.post("/admin/groups", &[("action", "save"), ("name", name), ("description", "kept")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.text().contains(complaint) && refused.text().contains("kept"), "{name}: {}", refused.text());
    }

    let unknown = app.post(&page, &[("action", "add"), ("email", "nobody@example.com")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text().contains("Nobody has an account with this e-mail address."));
    for _ in 0..2 {
        let added = app.post(&page, &[("action", "add"), ("email", "ADA@example.com")]).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "twice is as good as once");
    }
    assert!(app.get(&page).await.text().contains(EMAIL));
    assert!(app.get("/admin/groups").await.text().contains("1 person"));

    let renamed = app.post(&page, &[("action", "save"), ("name", "Friends"), ("description", "")]).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER);
    assert!(app.get("/admin/groups").await.text().contains("Friends"));
    assert_eq!(app.post(&page, &[("action", "remove"), ("user", "nobody")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post(&page, &[("action", "other")]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(app.post(&format!("{page}/delete"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post(&format!("{page}/delete"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_somebody_may_not_see_is_not_there() {
    let app = TestApp::new().await.signed_in_as(EMAIL, Role::Developer).await.with_administrator().await;
    let api = app.add_api("Hidden Gems", true).await;
    app.add_operation(&api, "GET", "/gems", "List gems").await;
    app.add_api("Plain", true).await;
    app.post("/admin/groups", &[("action", "save"), ("name", "Miners"), ("description", "")]).await;
    let group = only_group(&app).await;

    let nobody = Visibility { guests: false, developers: false, groups: Vec::new() };
    let of_group = Visibility { groups: vec![group.clone()], ..nobody.clone() };
    let of_developers = Visibility { developers: true, ..nobody.clone() };
    let app = app.signed_out().signed_in_as("support@example.com", Role::Support).await;
    let member = format!("/admin/groups/{group}");
    for (name, visibility, guest, developer, in_group) in [
        ("everybody", Visibility::default(), true, true, true),
        ("developers", of_developers, false, true, true),
        ("a group", of_group, false, false, true),
        ("administrators", nobody, false, false, false),
    ] {
        show_to(&app, &api, visibility).await;
        let app = &app;
        let sees = async |app: &TestApp, expected: bool, who: &str| {
            for path in [
                "/apis/hidden-gems",
                "/apis/hidden-gems/operations/list-gems",
                "/apis/hidden-gems/changes",
                "/apis/hidden-gems/openapi.json",
                "/apis/hidden-gems/openapi.yaml",
                "/apis/hidden-gems/operations.html?tag=",
                "/api/private/api?slug=hidden-gems",
                "/api/private/operation?api=hidden-gems&operation=list-gems",
            ] {
                let status = app.get(path).await.status;
                let wanted = if expected { StatusCode::OK } else { StatusCode::NOT_FOUND };
                assert_eq!(status, wanted, "{name}, {who}: {path}");
            }
            for path in ["/apis", "/", "/search?q=gems", "/apis?q=gems"] {
                let answer = app.get(path).await;
                let text = answer.text();
                assert_eq!(text.contains("Hidden Gems"), expected, "{name}, {who}: {path}");
            }
        };
        let clone = app.twin();
        sees(&clone.signed_out(), guest, "guest").await;
        sees(&app.twin().signed_out().signing_in(EMAIL).await, developer, "developer").await;
        sees(&app.twin().signed_out().signing_in("support@example.com").await, true, "support").await;
        let administrator = app.twin().signed_out().signing_in("admin@example.com").await;
        sees(&administrator, true, "administrator").await;
        administrator.post(&member, &[("action", "add"), ("email", EMAIL)]).await;
        sees(&app.twin().signed_out().signing_in(EMAIL).await, in_group, "member").await;
        let people = administrator.get(&member).await;
        let people = people.text();
        let id = people.split("name=\"user\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let removed = administrator.post(&member, &[("action", "remove"), ("user", &id)]).await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER);
        sees(&app.twin().signed_out().signing_in(EMAIL).await, developer, "former member").await;
    }
}

#[tokio::test]
async fn a_group_counts_from_the_next_request_on_and_ends_with_its_deletion() {
    let app = TestApp::new().await.signed_in_as(EMAIL, Role::Developer).await;
    let api = app.add_api("Gems", true).await;
    let administrator = app.twin().signed_out().with_administrator().await;
    administrator.post("/admin/groups", &[("action", "save"), ("name", "Miners"), ("description", "")]).await;
    let group = only_group(&app).await;
    let page = format!("/admin/groups/{group}");
    show_to(&app, &api, Visibility { guests: false, developers: false, groups: vec![group] }).await;
    assert_eq!(app.get("/apis/gems").await.status, StatusCode::NOT_FOUND);
    administrator.post(&page, &[("action", "add"), ("email", EMAIL)]).await;
    assert_eq!(app.get("/apis/gems").await.status, StatusCode::OK, "in the session that runs");
    let told = app.get("/apis/gems").await;
    let told = told.text();
    assert!(!told.contains("Miners") && !told.contains(&page), "which groups there are is not told");
    administrator.post(&format!("{page}/delete"), &[]).await;
    assert_eq!(app.get("/apis/gems").await.status, StatusCode::NOT_FOUND);
    assert_eq!(administrator.get("/apis/gems").await.status, StatusCode::OK);
}

#[tokio::test]
async fn support_sees_drafts_and_changes_nothing() {
    let app = TestApp::new().await.signed_in_as("support@example.com", Role::Support).await;
    app.add_api("Draft", false).await;
    assert_eq!(app.get("/apis/draft").await.status, StatusCode::OK);
    assert!(app.get("/apis").await.text().contains("Draft"));
    for path in ["/admin/apis", "/admin/groups", "/admin/apis/draft"] {
        assert_eq!(app.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(app.post("/admin/apis/draft/delete", &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.get("/apis/draft").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_form_of_an_api_says_who_sees_it() {
    let app = TestApp::new().await.with_administrator().await;
    app.post("/admin/groups", &[("action", "save"), ("name", "Miners"), ("description", "")]).await;
    let group = only_group(&app).await;
    let fields = [
        ("name", "Gems"),
        ("service_url", "https://gems.example.com"),
        ("suffix", "gems"),
        ("scheme", "https"),
        ("published", "on"),
    ];
    let form = |ticked: &[&'static str]| {
        fields
            .into_iter()
            .chain([("visible_to", "")])
            .chain(ticked.iter().map(|&value| ("visible_to", value)))
            .collect::<Vec<_>>()
    };
    assert_eq!(app.post("/admin/apis/new", &form(&["developers"])).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.twin().signed_out().get("/apis/gems").await.status, StatusCode::NOT_FOUND);
    let shown = app.get("/admin/apis/gems").await;
    let shown = shown.text();
    assert!(shown.contains("Miners") && shown.contains(group.as_str()), "a checkbox for each group");

    let mut again = form(&[]);
    again.push(("visible_to", group.as_str()));
    again.push(("revision", "1"));
    assert_eq!(app.post("/admin/apis/gems", &again).await.status, StatusCode::SEE_OTHER);
    let input = catalog::admin_api_by_slug(&app.state, &Administrator::operator(), "gems").await.unwrap().input;
    assert_eq!(input.visibility, Visibility { guests: false, developers: false, groups: vec![group] });

    let mut unknown = form(&["guests", "no-such-group"]);
    unknown.push(("revision", "2"));
    assert_eq!(app.post("/admin/apis/gems", &unknown).await.status, StatusCode::SEE_OTHER);
    let input = catalog::admin_api_by_slug(&app.state, &Administrator::operator(), "gems").await.unwrap().input;
    assert_eq!(input.visibility, Visibility { guests: true, developers: false, groups: Vec::new() });
}

#[tokio::test]
async fn roles_change_at_once_and_somebody_is_left_to_administer() {
    let app = TestApp::new().await.signed_in_as(EMAIL, Role::Developer).await;
    let administrator = app.twin().signed_out().with_administrator().await;
    let list = administrator.get("/admin/users?q=ADA").await;
    assert!(list.text().contains(EMAIL) && !list.text().contains("admin@example.com</a>"), "{}", list.text());
    let page_of = |text: &str| {
        let mut ids = text.split("/admin/users/").skip(1).map(|rest| rest.split('"').next().unwrap());
        let id = ids.find(|id| *id != "invite").unwrap();
        format!("/admin/users/{id}")
    };
    let ada = page_of(list.text());
    assert_eq!(app.get("/admin/apis").await.status, StatusCode::FORBIDDEN);
    assert_eq!(administrator.post(&ada, &[("role", "administrator")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get("/admin/apis").await.status, StatusCode::OK, "in the session that runs");
    let refused = administrator.post(&ada, &[("role", "king")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(administrator.post("/admin/users/nobody", &[("role", "developer")]).await.status, StatusCode::NOT_FOUND);

    let own = page_of(administrator.get("/admin/users?q=admin%40").await.text());
    assert_eq!(administrator.post(&own, &[("role", "developer")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(administrator.get("/admin/apis").await.status, StatusCode::FORBIDDEN);
    let last = app.post(&ada, &[("role", "support")]).await;
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(last.text().contains("Nobody else is an administrator."));
    let none = app.get("/admin/users?q=%25").await;
    assert!(none.text().contains("No e-mail address has this in it."), "a wildcard is a character");
}
