//! `loggia user` beyond adding accounts.

use serde_json::Value;

use super::program::{Place, assert_done, assert_refused};

const ADA: &str = "ada@example.com";

/// A place with an administrator and a developer.
fn place() -> Place {
    let place = Place::new();
    for (email, role) in [("admin@example.com", "administrator"), (ADA, "developer")] {
        assert_done(&place.run(&["user", "add", "--email", email, "--role", role]));
    }
    place
}

fn listed(place: &Place, search: &str) -> Vec<Value> {
    let printed = assert_done(&place.run(&["user", "list", "--json", "--search", search]));
    serde_json::from_str::<Value>(&printed).unwrap().as_array().unwrap().clone()
}

#[test]
fn accounts_are_listed_for_people_and_for_programs() {
    let place = place();
    let printed = assert_done(&place.run(&["user", "list"]));
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("ada@example.com\tdeveloper\tactive\t"), "{}", lines[0]);
    let found = listed(&place, "ADA@");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0]["email"].as_str(), found[0]["state"].as_str()), (Some(ADA), Some("active")));
    assert!(!printed.contains("argon2"));
    assert!(listed(&place, "nobody").is_empty());
}

#[test]
fn an_account_is_stopped_and_goes_on() {
    let place = place();
    assert_eq!(assert_done(&place.run(&["user", "suspend", "--email", ADA])), "ada@example.com is suspended.\n");
    assert_eq!(listed(&place, ADA)[0]["state"], "suspended");
    assert_refused(
        &place.run(&["user", "reset-password", "--email", ADA]),
        &["email: Nobody has an account with this e-mail address."],
    );
    assert_done(&place.run(&["user", "suspend", "--email", ADA, "--undo"]));
    assert_eq!(listed(&place, ADA)[0]["state"], "active");
    assert_refused(&place.run(&["user", "suspend", "--email", "admin@example.com"]), &["state: "]);
    assert_refused(
        &place.run(&["user", "suspend", "--email", "eve@example.com"]),
        &["email: Nobody has an account with this e-mail address."],
    );
}

#[test]
fn a_link_chooses_a_new_password_once() {
    let place = place();
    let printed = assert_done(&place.run(&["user", "reset-password", "--email", ADA]));
    let token = printed.trim().split_once("/reset-password/new?token=").unwrap().1.to_owned();
    let portal = place.serve(&[], &[]);
    let form = format!("token={token}&password=another+horse+battery+staple");
    assert!(portal.post("/reset-password/new", &form).starts_with("HTTP/1.1 303"));
    assert!(portal.post("/reset-password/new", &form).starts_with("HTTP/1.1 422"));
    let mailed = assert_done(&place.run(&["user", "reset-password", "--email", ADA, "--mail"]));
    assert_eq!(mailed, "A mail with the link to ada@example.com waits to be sent.\n");
}

#[test]
fn a_role_and_a_group_are_granted() {
    let place = place();
    let granted = place.run(&["user", "grant", "--email", ADA, "--role", "support"]);
    assert_eq!(assert_done(&granted), "ada@example.com is support now.\n");
    assert_eq!(listed(&place, ADA)[0]["role"], "support");
    assert_refused(&place.run(&["user", "grant", "--email", ADA, "--group", "Partners"]), &["group: ", "Partners"]);
    assert_refused(&place.run(&["user", "grant", "--email", ADA]), &["--role"]);
    assert_refused(&place.run(&["user", "grant", "--email", "admin@example.com", "--role", "developer"]), &["role: "]);
}
