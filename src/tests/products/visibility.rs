//! Who sees which products, and which APIs of them.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::server::groups::service::groups;
use loggia::products::model::Visibility;

use super::support::{ADA, add};
use crate::support::TestApp;

#[tokio::test]
async fn drafts_and_what_is_for_others_are_not_there() {
    let app = TestApp::new().await;
    add(&app, "draft", |input| input.published = false).await;
    let nobody = Visibility { guests: false, developers: false, groups: Vec::new() };
    add(&app, "members", |input| input.visibility = Visibility { developers: true, ..nobody.clone() }).await;
    add(&app, "nobody", |input| input.visibility = nobody).await;
    let developer = app.twin().signed_in_as(ADA, Role::Developer).await;
    let administrator = app.twin().with_administrator().await;
    for (who, app, sees) in [
        ("guest", &app, [false, false, false]),
        ("developer", &developer, [false, true, false]),
        ("administrator", &administrator, [true, true, true]),
    ] {
        let list = app.get("/products").await;
        for (id, is_seen) in ["draft", "members", "nobody"].into_iter().zip(sees) {
            let expected = if is_seen { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(app.get(&format!("/products/{id}")).await.status, expected, "{who} {id}");
            assert_eq!(list.text().contains(&format!("Product {id}")), is_seen, "{who} {id}");
            let found = app.get(&format!("/api/private/products/search?query=product%20{id}")).await;
            assert_eq!(found.text().contains(&format!("\"{id}\"")), is_seen, "{who} {id}: {}", found.text());
        }
    }
    for id in ["draft", "nobody"] {
        assert_eq!(developer.post(&format!("/products/{id}"), &[]).await.status, StatusCode::NOT_FOUND, "{id}");
    }
}

#[tokio::test]
async fn an_api_tells_its_products_and_a_product_its_apis_to_those_who_see_both() {
    let app = TestApp::new().await;
    let (shown, hidden) = (app.add_api("Shown", true).await, app.add_api("Hidden", false).await);
    app.add_api("Other", true).await;
    add(&app, "both", |input| input.apis = vec![shown.id.clone(), hidden.id.clone()]).await;
    add(&app, "draft", |input| {
        input.apis = vec![shown.id.clone()];
        input.published = false;
    })
    .await;
    let product = app.get("/products/both").await;
    assert!(product.text().contains("/apis/shown") && !product.text().contains("Hidden"), "{}", product.text());
    let page = app.get("/apis/shown").await;
    assert!(page.text().contains("/products/both") && !page.text().contains("/products/draft"));
    let narrowed = app.get("/apis?product=both").await;
    assert!(narrowed.text().contains("/apis/shown") && !narrowed.text().contains("/apis/other"));
    let of_draft = app.get("/apis?product=draft").await;
    assert!(!of_draft.text().contains("/apis/shown"), "a draft's APIs are nobody's business");
    let administrator = app.twin().with_administrator().await;
    assert!(administrator.get("/apis?product=draft").await.text().contains("/apis/shown"));
    assert!(administrator.get("/apis/shown").await.text().contains("/products/draft"));
    assert!(app.get("/search?q=product").await.text().contains("/products/both"));
}

#[tokio::test]
async fn a_product_for_a_group_is_there_for_its_people_alone() {
    let app = TestApp::new().await.signed_in_as(ADA, Role::Developer).await.with_administrator().await;
    app.post("/admin/groups", &[("action", "save"), ("name", "Partners"), ("description", "")]).await;
    let group = groups(&app.state, &Administrator::operator()).await.unwrap().remove(0).id;
    add(&app, "partners", |input| {
        input.visibility = Visibility { guests: false, developers: false, groups: vec![group.clone()] };
    })
    .await;
    let ada = app.twin().signed_out().signing_in(ADA).await;
    for (is_member, expected) in [(false, StatusCode::NOT_FOUND), (true, StatusCode::OK)] {
        if is_member {
            let added = app.post(&format!("/admin/groups/{group}"), &[("action", "add"), ("email", ADA)]).await;
            assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
        }
        assert_eq!(ada.get("/products/partners").await.status, expected);
        assert_eq!(ada.get("/products").await.text().contains("Product partners"), is_member);
        let subscribed = ada.post("/products/partners", &[("tier", ""), ("name", "")]).await.status;
        assert_eq!(subscribed, if is_member { StatusCode::SEE_OTHER } else { StatusCode::NOT_FOUND });
        assert_eq!(
            app.twin().signed_out().get("/products/partners").await.status,
            StatusCode::NOT_FOUND,
            "guests never see it"
        );
    }
}
