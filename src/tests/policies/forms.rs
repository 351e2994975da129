//! The publisher's forms, as a browser without JavaScript meets them.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use loggia::policies::draft::{Control, PolicyDraft, fields};
use loggia::policies::model::{Kind, Section};

use super::support::{API, GLOBAL, LISTS, OPERATION, PRODUCT, add, portal, shown};
use crate::support::TestApp;

const HEADER: [(&str, &str); 5] =
    [("kind", "set-header"), ("section", "inbound"), ("name", "X-A"), ("value", "1"), ("exists", "override")];

#[tokio::test]
async fn only_administrators_read_and_write() {
    let app = portal().await;
    let id = add(&app, GLOBAL, &HEADER).await;
    let guest = app.twin().signed_out();
    let developer = app.twin().signed_out().signed_in_as("dev@example.com", Role::Developer).await;
    for (app, status) in [(&guest, StatusCode::UNAUTHORIZED), (&developer, StatusCode::FORBIDDEN)] {
        for list in LISTS {
            for path in ["", "/new", "/1", "/1/delete"] {
                assert_eq!(app.get(&format!("{list}{path}")).await.status, status, "{list}{path}");
            }
            for path in ["/new".to_owned(), format!("/{id}"), format!("/{id}/move"), format!("/{id}/delete")] {
                let mut form = HEADER.to_vec();
                form.push(("to", "up"));
                assert_eq!(app.post(&format!("{list}{path}"), &form).await.status, status, "{list}{path}");
            }
        }
    }
    assert_eq!(shown(&app, GLOBAL).await.set.policies.len(), 1);
}

/// What fills the form of a policy in.
fn filled(kind: Kind) -> Vec<(String, String)> {
    let text = |name: &str, control: Control| match (name, control) {
        ("limit", _) => "5/1m",
        ("addresses", _) => "10.0.0.0/8",
        ("origins", _) => "https://app.example.com",
        ("keys_url" | "url", _) => "https://id.example.com/path",
        ("template", _) => "/v2/{id}",
        ("status", _) => "403",
        ("headers", _) if kind == Kind::ReturnResponse => "X-A: b",
        ("content_type", _) => "application/json",
        (_, Control::Number) => "60",
        (_, Control::Choice(words)) => words[0],
        (_, Control::Tick) => "on",
        _ => "X-Some",
    };
    let section = kind.sections()[0].as_str();
    let mut form = vec![("kind".to_owned(), kind.as_str().to_owned()), ("section".to_owned(), section.to_owned())];
    form.extend(fields(kind).iter().map(|field| (field.name.to_owned(), text(field.name, field.control).to_owned())));
    form
}

fn borrowed(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn every_policy_can_be_added_read_and_saved_again() {
    let app = portal().await;
    for kind in Kind::ALL {
        let word = kind.as_str();
        let section = kind.sections()[0];
        let fresh = app.get(&format!("{OPERATION}/new?kind={word}&section={}", section.as_str())).await;
        assert_eq!(fresh.status, StatusCode::OK, "{word}");
        for field in fields(*kind) {
            assert!(fresh.text().contains(&format!("name=\"{}\"", field.name)), "{word} {}", field.name);
        }
        let form = filled(*kind);
        let id = add(&app, OPERATION, &borrowed(&form)).await;
        let page = app.get(&format!("{OPERATION}/{id}")).await;
        assert_eq!(page.status, StatusCode::OK, "{word}");
        let set = shown(&app, OPERATION).await.set;
        let draft = PolicyDraft::of(set.find(&id).unwrap(), set.revision).to_pairs();
        let saved = app.post(&format!("{OPERATION}/{id}"), &borrowed(&draft)).await;
        assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, OPERATION), "{word}: {}", saved.text());
        assert_eq!(shown(&app, OPERATION).await.set.policies, set.policies, "{word}");
    }
    let list = app.get(OPERATION).await;
    for kind in Kind::ALL {
        assert!(list.text().contains(&format!(">{}<", kind.as_str())), "{}", kind.as_str());
    }
}

#[tokio::test]
async fn a_form_comes_back_with_what_was_typed_and_what_is_wrong_with_it() {
    let app = portal().await;
    let bad = [
        ("kind", "check-header"),
        ("section", "inbound"),
        ("name", "not a name"),
        ("values", "typed</textarea>\r\nsecond"),
        ("ignore_case", "on"),
        ("status", "soon"),
        ("message", ""),
    ];
    let refused = app.post(&format!("{API}/new"), &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    for part in [
        "value=\"not a name\"",
        "typed&lt;/textarea>",
        "value=\"soon\"",
        "href=\"#field-name\"",
        "href=\"#field-status\"",
        "href=\"#field-message\"",
        "field-name-complaint",
        "value=\"check-header\"",
        "checked",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for (list, form, field) in [
        (GLOBAL, vec![("kind", "set-header"), ("section", "backend"), ("name", "X"), ("exists", "skip")], "section"),
        (GLOBAL, vec![("kind", "set-backend"), ("section", "inbound"), ("url", "http://169.254.169.254")], "url"),
        (GLOBAL, vec![("kind", "set-backend"), ("section", "inbound"), ("url", "http://127.1:80")], "url"),
        (OPERATION, vec![("kind", "rewrite-uri"), ("section", "inbound"), ("template", "/v2/{name}")], "template"),
        (PRODUCT, vec![("kind", "rate-limit"), ("section", "inbound"), ("limit", "5/2d")], "limit"),
    ] {
        let refused = app.post(&format!("{list}/new"), &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(refused.text().contains(&format!("href=\"#field-{field}\"")), "{form:?}: {}", refused.text());
    }
    // A wider scope does not know the operation's parameters yet.
    add(&app, API, &[("kind", "rewrite-uri"), ("section", "inbound"), ("template", "/v2/{name}")]).await;
    for form in [vec![], vec![("kind", "moon"), ("section", "inbound")]] {
        assert_eq!(app.post(&format!("{API}/new"), &form).await.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(shown(&app, API).await.set.policies.len(), 1);
}

#[tokio::test]
async fn an_address_that_does_not_say_which_policy_offers_a_choice() {
    let app = portal().await;
    for query in ["", "?kind=moon&section=inbound", "?kind=rate-limit&section=outbound"] {
        let page = app.get(&format!("{GLOBAL}/new{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert!(page.text().contains("<option value=\"validate-jwt\""), "{query}: {}", page.text());
    }
}

async fn order(app: &TestApp, section: Section) -> String {
    let policies = shown(app, API).await.set.policies;
    let here = policies.iter().filter(|placed| placed.section == section);
    here.map(|placed| placed.policy.kind().as_str()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn policies_are_moved_and_removed() {
    let app = portal().await;
    let first = add(&app, API, &HEADER).await;
    let outbound = [("kind", "cache-store"), ("section", "outbound"), ("seconds", "5")];
    add(&app, API, &outbound).await;
    let second = add(&app, API, &[("kind", "rate-limit"), ("section", "inbound"), ("limit", "5/1m")]).await;
    assert_eq!(order(&app, Section::Inbound).await, "set-header rate-limit");
    let moved = app.post(&format!("{API}/{second}/move"), &[("to", "up")]).await;
    assert_eq!((moved.status, moved.location()), (StatusCode::SEE_OTHER, API));
    assert_eq!(order(&app, Section::Inbound).await, "rate-limit set-header");
    app.post(&format!("{API}/{second}/move"), &[("to", "up")]).await;
    assert_eq!(order(&app, Section::Inbound).await, "rate-limit set-header", "at the end it stays");
    assert_eq!(order(&app, Section::Outbound).await, "cache-store");
    assert_eq!(app.post(&format!("{API}/{second}/move"), &[("to", "left")]).await.status, StatusCode::BAD_REQUEST);

    let question = app.get(&format!("{API}/{first}/delete")).await;
    assert!(question.text().contains("It acts no more"), "{}", question.text());
    let gone = app.post(&format!("{API}/{first}/delete"), &[]).await;
    assert_eq!((gone.status, gone.location()), (StatusCode::SEE_OTHER, API));
    assert_eq!(order(&app, Section::Inbound).await, "rate-limit");
    let mut form = HEADER.to_vec();
    form.push(("to", "up"));
    for path in ["", "/move", "/delete"] {
        assert_eq!(app.post(&format!("{API}/{first}{path}"), &form).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(app.get(&format!("{API}/{first}")).await.status, StatusCode::NOT_FOUND);
    // The id of one scope's policy opens nothing at another's.
    for list in [GLOBAL, PRODUCT, OPERATION] {
        assert_eq!(app.get(&format!("{list}/{second}")).await.status, StatusCode::NOT_FOUND, "{list}");
        assert_eq!(app.post(&format!("{list}/{second}/delete"), &[]).await.status, StatusCode::NOT_FOUND, "{list}");
    }
}

#[tokio::test]
async fn who_saves_over_somebody_elses_change_is_told_first() {
    let app = portal().await;
    let id = add(&app, API, &HEADER).await;
    let page = format!("{API}/{id}");
    let save = async |revision: &str, value: &str| {
        let mut form = HEADER.to_vec();
        form.retain(|(name, _)| *name != "value");
        form.extend([("revision", revision), ("value", value)]);
        app.post(&page, &form).await
    };
    assert_eq!(save("1", "two").await.status, StatusCode::SEE_OTHER);
    let late = save("1", "three").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("value=\"three\""), "what was typed is kept");
    assert!(late.text().contains("name=\"revision\" value=\"2\""), "told of it, they may save again: {}", late.text());
    assert_eq!(save("2", "three").await.status, StatusCode::SEE_OTHER);
    assert_eq!(save("soon", "four").await.status, StatusCode::CONFLICT);
    let mut other = HEADER.to_vec();
    other[0] = ("kind", "set-query-parameter");
    other.push(("revision", "3"));
    assert_eq!(app.post(&page, &other).await.status, StatusCode::BAD_REQUEST, "it stays what it is");
}

#[tokio::test]
async fn what_was_done_is_written_down() {
    let app = portal().await;
    let id = add(&app, OPERATION, &HEADER).await;
    let mut changed = HEADER.to_vec();
    changed[3] = ("value", "2");
    changed.push(("revision", "1"));
    app.post(&format!("{OPERATION}/{id}"), &changed).await;
    app.post(&format!("{OPERATION}/{id}/move"), &[("to", "up")]).await;
    app.post(&format!("{OPERATION}/{id}/delete"), &[]).await;
    let log = app.get("/admin/audit?kind=policy").await;
    for action in ["policy.create", "policy.update", "policy.move", "policy.delete"] {
        assert!(log.text().contains(action), "{action}: {}", log.text());
    }
    assert!(log.text().contains("set-header (inbound, pets/get-pet)"), "{}", log.text());
}
