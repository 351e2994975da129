//! The pages and forms, as a browser without JavaScript meets them.

use axum::http::StatusCode;
use loggia::identity::model::Role;

use super::support::{ADA, LIST, ada, add, all, form, saved, send};
use crate::support::Answer;

/// The page without the marks that part its texts.
fn text(answer: &Answer) -> String {
    answer.text().replace("<!>", "")
}

#[tokio::test]
async fn an_environment_is_added_filled_changed_and_deleted() {
    let app = ada().await;
    assert!(app.get(LIST).await.text().contains("You have no environment yet."));
    let address = add(&app, " Test ").await;
    let page = app.get(&address).await;
    assert_eq!(page.status, StatusCode::OK);
    for part in ["<h1 class=\"min-w-0 break-words text-2xl font-semibold\">Test", "name=\"variables.0.name\""] {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }

    let rows = [
        ("variables.0.name", "host"),
        ("variables.0.value", "example.com"),
        ("variables.2.name", "key"),
        ("variables.2.value", "hunter2"),
        ("variables.2.private", "on"),
        ("variables.3.name", ""),
    ];
    let answer = send(&app, &address, &form(&saved(&app, &address).await), &rows).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, LIST));
    let environment = saved(&app, &address).await;
    let variables: Vec<_> = environment.variables.iter().map(|v| (v.name.as_str(), v.value.as_deref())).collect();
    assert_eq!(variables, [("host", Some("example.com")), ("key", None)]);
    assert!(text(&app.get(LIST).await).contains("2 variables"));
    let page = app.get(&address).await;
    assert!(page.text().contains("value=\"example.com\"") && page.text().contains("Kept. Leave empty to keep it."));
    assert!(!page.text().contains("hunter2"));

    // The names change places, and the private one stays as it is.
    let swapped = [("variables.0.name", "key"), ("variables.1.name", "host")];
    let answer = send(&app, &address, &form(&environment), &swapped).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let swapped = saved(&app, &address).await;
    let variables: Vec<_> = swapped.variables.iter().map(|v| (v.name.as_str(), v.value.as_deref())).collect();
    assert_eq!(variables, [("key", Some("example.com")), ("host", None)]);

    let confirmation = app.get(&format!("{address}/delete")).await;
    assert!(text(&confirmation).contains("Its variables go with it: key, host"), "{}", confirmation.text());
    let answer = app.post(&format!("{address}/delete"), &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, LIST));
    assert!(all(&app).await.is_empty());
    assert_eq!(app.get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post(&format!("{address}/delete"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_not_accepted_comes_back_but_for_private_values() {
    let app = ada().await;
    let address = add(&app, "Test").await;
    let rows = [
        ("variables.0.name", "1st"),
        ("variables.0.value", "\"><script>alert(1)</script>"),
        ("variables.1.name", "key"),
        ("variables.1.value", "hunter2"),
        ("variables.1.private", "on"),
    ];
    let answer = send(&app, &address, &form(&saved(&app, &address).await), &rows).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    for part in [
        "value=\"1st\"",
        "value=\"key\"",
        "A name begins with a letter or an underscore",
        "A private value is not sent back to this page. Type it again.",
        "aria-describedby=\"field-variables-0-name-complaint\"",
        "href=\"#field-variables-0-name\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("<script>alert") && !page.contains("hunter2"), "{page}");
    assert!(saved(&app, &address).await.variables.is_empty());

    // Another row without JavaScript loses nothing either, and tells of the private value.
    let answer =
        send(&app, &address, &form(&saved(&app, &address).await), &[&rows[2..], &[("action", "add-row")]].concat())
            .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("name=\"variables.2.name\"") && answer.text().contains("Type it again."));
    assert!(!answer.text().contains("hunter2"));
    let answer = send(&app, &address, &[], &[&rows[..], &[("action", "remove-row.1")]].concat()).await;
    assert!(answer.text().contains("value=\"1st\"") && !answer.text().contains("value=\"key\""));
}

#[tokio::test]
async fn private_values_are_kept_replaced_cleared_and_never_made_public_unseen() {
    let app = ada().await;
    let address = add(&app, "Test").await;
    let rows = [("variables.0.name", "key"), ("variables.0.value", "hunter2"), ("variables.0.private", "on")];
    send(&app, &address, &form(&saved(&app, &address).await), &rows).await;

    let environment = saved(&app, &address).await;
    let public: Vec<_> = form(&environment).into_iter().filter(|(name, _)| !name.ends_with("private")).collect();
    let answer = send(&app, &address, &public, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Type it again."), "{}", answer.text());
    assert_eq!(saved(&app, &address).await, environment, "nothing was changed");

    let answer = send(&app, &address, &form(&environment), &[("variables.0.clear", "on")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let cleared = saved(&app, &address).await;
    assert_eq!(cleared.variables[0].value.as_deref(), Some(""));
    assert!(!app.get(&address).await.text().contains("Kept. Leave empty"));

    let answer = send(&app, &address, &public, &[("variables.0.value", "open"), ("revision", "3")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(saved(&app, &address).await.variables[0].value.as_deref(), Some("open"));
}

#[tokio::test]
async fn who_saves_second_is_told() {
    let app = ada().await;
    let address = add(&app, "Test").await;
    let before = form(&saved(&app, &address).await);
    assert_eq!(send(&app, &address, &before, &[("name", "First")]).await.status, StatusCode::SEE_OTHER);
    let answer = send(&app, &address, &before, &[("name", "Second")]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text().contains("value=\"Second\"") && answer.text().contains("name=\"revision\" value=\"2\""));
    assert_eq!(
        send(&app, &address, &before, &[("name", "Second"), ("revision", "2")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(saved(&app, &address).await.name, "Second");
}

#[tokio::test]
async fn names_are_unique_for_their_owner_and_there_is_an_end_of_them() {
    let app = ada().await;
    let address = add(&app, "Test").await;
    for (name, complaint) in
        [("Test", "This is taken already."), ("", "Please fill this in."), ("a\u{202e}b", "Use one line")]
    {
        let answer = app.post(LIST, &[("name", name)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(answer.text().contains(complaint), "{name}: {}", answer.text());
    }
    for number in 1..50 {
        add(&app, &format!("Environment {number}")).await;
    }
    let answer = app.post(LIST, &[("name", "One more")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("You have 50 environments, as many as fit."), "{}", answer.text());
    let taken = send(&app, &address, &form(&saved(&app, &address).await), &[("name", "Environment 7")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let names: Vec<_> = all(&app).await.into_iter().map(|environment| environment.name).collect();
    assert_eq!((names.len(), names[0].as_str(), names[49].as_str()), (50, "Test", "Environment 49"));
    let bob = app.signed_out().signed_in_as("bob@example.com", Role::Developer).await;
    add(&bob, "Test").await;
}

#[tokio::test]
async fn as_many_variables_as_are_promised_fit() {
    let app = ada().await;
    let address = add(&app, "Test").await;
    let long = "x".repeat(65_536);
    let rows = |count: usize, value: &str| -> Vec<(String, String)> {
        let row = |row| {
            [(format!("variables.{row}.name"), format!("v{row}")), (format!("variables.{row}.value"), value.to_owned())]
        };
        let head = [("name".to_owned(), "Test".to_owned()), ("revision".to_owned(), "1".to_owned())];
        head.into_iter().chain((0..count).flat_map(row)).collect()
    };
    let answer = send(&app, &address, &rows(101, "1"), &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("These are too many: at most 100 rows."));
    let answer = send(&app, &address, &rows(1, &format!("{long}x")), &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("at most 65536 characters"));
    let answer = send(&app, &address, &rows(100, &long), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(saved(&app, &address).await.variables.len(), 100);
}

#[tokio::test]
async fn other_people_find_nothing_and_guests_are_led_to_sign_in_and_back() {
    let app = ada().await;
    let address = add(&app, "Test").await;
    let before = saved(&app, &address).await;
    let delete = format!("{address}/delete");
    let data = format!("/api/private/environment?id={}", before.id);
    assert_eq!(app.get(&data).await.status, StatusCode::OK);

    let bob = app.signed_out().signed_in_as("bob@example.com", Role::Administrator).await;
    assert!(all(&bob).await.is_empty());
    for path in [&address, &delete, &data] {
        assert_eq!(bob.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(send(&bob, &address, &form(&before), &[("name", "Mine")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(bob.post(&delete, &[]).await.status, StatusCode::NOT_FOUND);

    let guest = bob.signed_out();
    for path in [&address, &delete, &data, LIST, "/api/private/environments"] {
        assert_eq!(guest.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let way = format!("href=\"/sign-in?next={}\"", loggia::paths::encode(&address));
    assert!(guest.get(&address).await.text().contains(&way));
    let typed = [("variables.0.name", "key"), ("variables.0.value", "hunter2"), ("variables.0.private", "on")];
    let answer = send(&guest, &address, &form(&before), &typed).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.text().contains("name=\"variables.0.lost\"") && !answer.text().contains("hunter2"));
    assert_eq!(guest.post(&delete, &[]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(guest.post(LIST, &[("name", "x")]).await.status, StatusCode::UNAUTHORIZED);

    // What was kept on the page of somebody who was signed out does not silently lose the private value.
    let ada = guest.signing_in(ADA).await;
    let again = [
        ("variables.0.name", "key"),
        ("variables.0.value", ""),
        ("variables.0.private", "on"),
        ("variables.0.lost", "on"),
    ];
    assert_eq!(send(&ada, &address, &form(&before), &again).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(saved(&ada, &address).await, before);
}
