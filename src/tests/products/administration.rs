//! What administrators do on their pages.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::Timestamp;
use loggia::products::model::Product;
use loggia::products::server::service;

use super::support::{ADA, ada, add, details, id, keys_in, opens, product, state, subscribe};
use crate::support::{TestApp, mails};

/// The product `starter` as it is.
async fn starter(app: &TestApp) -> Product {
    service::find_product(&app.state, &Caller::operator(), &product("starter")).await.unwrap()
}

#[tokio::test]
async fn a_product_is_made_changed_and_deleted_by_its_forms() {
    let app = TestApp::new().await.with_administrator().await;
    let api = app.add_api("Shown", true).await;
    for path in ["/admin/products", "/admin/products/new", "/admin/subscriptions", "/admin/subscriptions/new"] {
        assert_eq!(app.get(path).await.status, StatusCode::OK, "{path}");
    }
    let refused = app.post("/admin/products/new", &[("id", "New one"), ("tiers.1.quota", "often")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for expected in ["#field-id", "#field-name", "#field-tiers-1-name", "#field-tiers-1-quota", "New one", "often"] {
        assert!(refused.text().contains(expected), "{expected}");
    }
    let form = [
        ("id", "starter"),
        ("name", "Starter"),
        ("published", "on"),
        ("requires_subscription", "on"),
        ("visible_to", ""),
        ("visible_to", "guests"),
        ("apis", api.id.as_str()),
        ("tiers.0.name", "Free"),
        ("tiers.0.rate_limit", "5/60s"),
        ("tiers.1.name", ""),
    ];
    assert_eq!(app.post("/admin/products/new", &form).await.location(), "/admin/products/starter");
    assert_eq!(app.post("/admin/products/new", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "it is taken");
    let made = starter(&app).await;
    assert_eq!((made.input.apis.len(), made.input.tiers.len(), made.revision), (1, 1, 1));
    assert!(made.input.visibility.guests && !made.input.visibility.developers);
    assert_eq!(made.input.tiers[0].rate_limit.unwrap().to_string(), "5/1m");

    let tier = made.input.tiers[0].id.clone().unwrap();
    let change = [
        ("revision", "1"),
        ("name", "Beginner"),
        ("published", "on"),
        ("requires_subscription", "on"),
        ("tiers.0.id", tier.as_str()),
        ("tiers.0.name", "Basic"),
        ("tiers.1.name", "Free"),
    ];
    assert_eq!(app.post("/admin/products/starter", &change).await.status, StatusCode::SEE_OTHER);
    let late = app.post("/admin/products/starter", &change).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "somebody saved it since");
    let changed = starter(&app).await;
    assert_eq!(changed.input.name, "Beginner");
    assert_eq!(changed.input.tiers[0].id.as_ref(), Some(&tier), "a renamed tier is the one it was");
    assert_eq!(changed.input.tiers[0].name, "Basic");
    assert!(changed.input.apis.is_empty());

    assert!(app.get("/admin/products/starter/delete").await.text().contains("Beginner"));
    assert_eq!(app.post("/admin/products/starter/delete", &[]).await.location(), "/admin/products");
    assert_eq!(app.post("/admin/products/starter/delete", &[]).await.status, StatusCode::NOT_FOUND);
    let actions: Vec<String> = sqlx::query_scalar("SELECT action FROM audit_log WHERE kind = 'product' ORDER BY id")
        .fetch_all(app.state.db.reader())
        .await
        .unwrap();
    assert_eq!(actions, ["product.create", "product.update", "product.delete"]);
}

#[tokio::test]
async fn a_tier_with_subscriptions_stays() {
    let app = TestApp::new().await.with_administrator().await;
    add(&app, "starter", |_| ()).await;
    let address = subscribe(&app, "starter").await;
    let without = |revision: &'static str| {
        [
            ("revision", revision),
            ("name", "Starter"),
            ("published", "on"),
            ("requires_subscription", "on"),
            ("tiers.0.name", "Paid"),
        ]
    };
    let refused = app.post("/admin/products/starter", &without("1")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(starter(&app).await.input.tiers.len(), 2);
    app.post(&format!("{address}/cancel"), &[]).await;
    assert_eq!(app.post("/admin/products/starter", &without("1")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(starter(&app).await.input.tiers.len(), 1);
}

#[tokio::test]
async fn what_needs_approval_waits_for_it_and_mail_goes_both_ways() {
    let app = TestApp::configured(|config| config.administrator_email = Some("root@example.com".to_owned())).await;
    add(&app, "unlimited", |input| input.requires_approval = true).await;
    let app = app.signed_in_as(ADA, Role::Developer).await;
    let address = subscribe(&app, "unlimited").await;
    assert_eq!(state(&app, &address).await, "submitted");
    let [mail] = mails(&app.state).await.try_into().unwrap();
    assert_eq!((mail.recipient.as_str(), mail.kind.as_str()), ("root@example.com", "subscription-submitted"));
    assert!(mail.text.contains(ADA) && mail.text.contains("/admin/subscriptions?state=submitted"), "{}", mail.text);
    let [key, _] = keys_in(app.post(&format!("{address}/keys"), &[]).await.text()).try_into().unwrap();
    assert!(!opens(&app, &key).await);

    let administrator = app.twin().signed_out().with_administrator().await;
    let page = format!("/admin/subscriptions/{}", id(&address));
    assert!(administrator.get("/admin/subscriptions?state=submitted").await.text().contains(&page));
    assert_eq!(administrator.post(&page, &[("action", "suspend")]).await.status, StatusCode::CONFLICT);
    for _ in 0..2 {
        assert_eq!(administrator.post(&page, &[("action", "approve")]).await.location(), page);
    }
    assert!(opens(&app, &key).await);
    let [mail] = mails(&app.state).await.try_into().unwrap();
    assert_eq!((mail.recipient.as_str(), mail.kind.as_str()), (ADA, "subscription-decided"));
    assert!(mail.subject.contains("approved"), "{}", mail.subject);

    let address = subscribe(&app, "unlimited").await;
    let page = format!("/admin/subscriptions/{}", id(&address));
    mails(&app.state).await;
    let without_reason = administrator.post(&page, &[("action", "reject")]).await;
    assert_eq!(without_reason.status, StatusCode::UNPROCESSABLE_ENTITY);
    let rejected = administrator.post(&page, &[("action", "reject"), ("reason", "Too many <tests>")]).await;
    assert_eq!(rejected.status, StatusCode::SEE_OTHER);
    let [mail] = mails(&app.state).await.try_into().unwrap();
    assert!(mail.subject.contains("rejected") && mail.text.contains("Too many <tests>"), "{}", mail.text);
    assert!(app.get(&address).await.text().contains("Too many &lt;tests&gt;"));
    assert_eq!(administrator.post(&page, &[("action", "approve")]).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_subscription_is_made_for_somebody_and_expires() {
    let app = TestApp::new().await.signed_in_as(ADA, Role::Developer).await;
    let api = app.add_api("Shown", true).await;
    let made = add(&app, "starter", |input| input.requires_approval = true).await;
    let tier = format!("tier:{}:starter", made.input.tiers[1].id.as_ref().unwrap());
    let administrator = app.twin().signed_out().with_administrator().await;
    let new = "/admin/subscriptions/new";
    for form in [
        [("email", "nobody@example.com"), ("scope", tier.as_str()), ("expires_at", "")],
        [("email", ADA), ("scope", "tier:none:starter"), ("expires_at", "")],
        [("email", ADA), ("scope", "tier:none:none"), ("expires_at", "")],
        [("email", ADA), ("scope", "api:none"), ("expires_at", "")],
        [("email", ADA), ("scope", ""), ("expires_at", "")],
        [("email", ADA), ("scope", "all"), ("expires_at", "2020-01-01")],
        [("email", ADA), ("scope", "all"), ("expires_at", "soon")],
    ] {
        assert_eq!(administrator.post(new, &form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
    }
    let slug = format!("api:{}", api.input.slug);
    for (email, scope) in [(ADA, tier.as_str()), (ADA, slug.as_str()), ("", "all")] {
        let answer = administrator.post(new, &[("email", email), ("scope", scope)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let subscription = details(&administrator, answer.location()).await.subscription;
        assert_eq!(subscription.state.as_str(), "active");
        assert_eq!(subscription.owner.is_some(), !email.is_empty());
        assert_eq!(administrator.get(answer.location()).await.status, StatusCode::OK);
    }
    let listed = app.get("/account/subscriptions").await;
    assert!(listed.text().contains("Product starter") && listed.text().contains("Shown"));

    // The portal's clock stands at 2026-11-18.
    let answer = administrator.post(new, &[("email", ADA), ("scope", "all"), ("expires_at", "2026-11-19")]).await;
    let page = answer.location().to_owned();
    app.state.clock.advance(48 * 60 * 60 * 1_000);
    let administrator = administrator.signing_in("admin@example.com").await;
    assert_eq!(state(&administrator, &page).await, "expired");
    assert!(administrator.get("/admin/subscriptions?state=expired").await.text().contains(&page));
    assert!(!administrator.get("/admin/subscriptions?state=active").await.text().contains(&page));
    let refused = administrator.post(&page, &[("action", "expire"), ("expires_at", "2026-11-01")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    administrator.post(&page, &[("action", "expire"), ("expires_at", "2027-11-01")]).await;
    assert_eq!(state(&administrator, &page).await, "active");
    let noon = Timestamp::of_day(2027, 11, 1).unwrap().plus(12 * 60 * 60 * 1_000);
    let subscription = id(&page).to_owned().into();
    service::set_expiry(&app.state, &Administrator::operator(), &subscription, Some(noon)).await.unwrap();
    administrator.post(&page, &[("action", "expire"), ("expires_at", "2027-11-01")]).await;
    let kept = details(&administrator, &page).await.subscription.expires_at;
    assert_eq!(kept, Some(noon), "a day that was not changed keeps its hour");
    administrator.post(&page, &[("action", "expire"), ("expires_at", "")]).await;
    assert_eq!(details(&administrator, &page).await.subscription.expires_at, None);
    assert_eq!(administrator.post(&page, &[("action", "dance")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_form_of_an_api_puts_it_into_products() {
    let app = TestApp::new().await.with_administrator().await;
    add(&app, "starter", |_| ()).await;
    add(&app, "unlimited", |_| ()).await;
    let new = [
        ("name", "Demo"),
        ("service_url", "https://backend.example"),
        ("suffix", "demo"),
        ("scheme", "both"),
        ("products", ""),
        ("products", "starter"),
    ];
    assert!(app.get("/admin/apis/new").await.text().contains("value=\"starter\""));
    assert_eq!(app.post("/admin/apis/new", &new).await.location(), "/admin/apis/demo");
    assert_eq!(starter(&app).await.input.apis.len(), 1);
    assert_eq!(starter(&app).await.revision, 2, "a form of the product from before is out of date");
    let save = |revision: &'static str, products: &'static [&'static str]| {
        let fields = [
            ("name", "Demo"),
            ("slug", "demo"),
            ("service_url", "https://backend.example"),
            ("suffix", "demo"),
            ("scheme", "both"),
            ("revision", revision),
        ];
        fields.into_iter().chain(products.iter().map(|id| ("products", *id))).collect::<Vec<_>>()
    };
    let answer = app.post("/admin/apis/demo", &save("1", &[])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(starter(&app).await.input.apis.len(), 1, "a form that does not ask changes nothing");
    let refused = app.post("/admin/apis/demo", &save("2", &["", "none"])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(starter(&app).await.input.apis.len(), 1);
    app.post("/admin/apis/demo", &save("2", &["", "unlimited"])).await;
    assert!(starter(&app).await.input.apis.is_empty());
}

#[tokio::test]
async fn nobody_gets_rid_of_a_suspension_by_cancelling() {
    let app = ada().await;
    let address = subscribe(&app, "starter").await;
    let administrator = app.twin().signed_out().with_administrator().await;
    let page = address.replace("/account/", "/admin/");
    administrator.post(&page, &[("action", "suspend")]).await;
    assert!(!app.get(&address).await.text().contains(&format!("{address}/cancel")));
    let refused = app.post(&format!("{address}/cancel"), &[]).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER, "{}", refused.text());
    assert_eq!(state(&app, &address).await, "suspended");
    administrator.post(&page, &[("action", "cancel"), ("reason", "Abuse")]).await;
    assert_eq!(state(&app, &address).await, "cancelled");
    assert_eq!(details(&app, &address).await.subscription.reason, "Abuse");
}

#[tokio::test]
async fn whoever_is_activated_while_they_wait_is_told() {
    let app = TestApp::new().await;
    add(&app, "unlimited", |input| input.requires_approval = true).await;
    let app = app.signed_in_as(ADA, Role::Developer).await;
    let address = subscribe(&app, "unlimited").await;
    mails(&app.state).await;
    let waiting = id(&address).to_owned().into();
    service::activate(&app.state, &Administrator::operator(), &waiting).await.unwrap();
    assert_eq!(state(&app, &address).await, "active");
    let [mail] = mails(&app.state).await.try_into().unwrap();
    assert_eq!((mail.recipient.as_str(), mail.kind.as_str()), (ADA, "subscription-decided"));
}
