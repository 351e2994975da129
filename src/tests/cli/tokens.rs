//! `loggia token`.

use super::program::{Place, assert_done, assert_refused};

const EMAIL: &str = "ada@example.com";

#[test]
fn a_token_is_made_listed_and_revoked() {
    let place = Place::new();
    let create = ["token", "create", "--email", EMAIL, "--scope", "admin"];
    assert_refused(&place.run(&create), &["email"]);
    assert_done(&place.run(&["user", "add", "--email", EMAIL, "--role", "administrator"]));
    let printed = assert_done(&place.run(&create));
    let token = printed.lines().last().unwrap();
    assert!(token.starts_with("lgt_") && token.len() == 52, "{printed}");
    assert!(printed.contains("expires: never"));
    let more = [&create[..], &["--name", "Nightly", "--expires-in", "12h"]].concat();
    assert!(!assert_done(&place.run(&more)).contains("never"));

    let listed = assert_done(&place.run(&["token", "list"]));
    assert_eq!(listed.lines().count(), 2);
    assert!(listed.contains("Nightly") && listed.contains(EMAIL) && !listed.contains(&token[4..]));
    let id = listed.lines().next().unwrap().split(' ').next().unwrap();
    assert_done(&place.run(&["token", "revoke", id]));
    assert_refused(&place.run(&["token", "revoke", id]), &["id"]);
    assert_eq!(assert_done(&place.run(&["token", "list"])).lines().count(), 1);
}

#[test]
fn what_cannot_be_a_token_is_refused() {
    let place = Place::new();
    let create = ["token", "create", "--email", EMAIL];
    for (more, expected) in [
        (["--scope", "everything"].as_slice(), "read, write or admin was expected"),
        (&["--scope", "read", "--expires-in", "soon"], "days or hours were expected"),
    ] {
        assert_refused(&place.run(&[&create[..], more].concat()), &[expected]);
    }
    assert_done(&place.run(&["user", "add", "--email", EMAIL, "--role", "developer"]));
    assert_refused(&place.run(&[&create[..], &["--scope", "read", "--expires-in", "366d"]].concat()), &["expires_in"]);
}
