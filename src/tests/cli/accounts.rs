//! `loggia user`.

use std::io::Write as _;
use std::process::{Output, Stdio};

use super::program::{Place, assert_done, assert_refused};

const ADD: [&str; 6] = ["user", "add", "--email", "ada@example.com", "--role", "administrator"];

fn add_with(place: &Place, input: &str) -> Output {
    let mut command = place.command(&[&ADD[..], &["--password-stdin"]].concat());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn a_password_that_nobody_gave_is_printed() {
    let printed = assert_done(&Place::new().run(&ADD));
    let (added, password) = printed.split_once('\n').unwrap();
    assert_eq!(added, "Added ada@example.com, administrator.");
    let password = password.strip_prefix("Password: ").unwrap().strip_suffix(" (shown only this once)\n").unwrap();
    assert_eq!(password.len(), 24, "{password}");
}

#[test]
fn a_password_that_somebody_gave_is_not_printed() {
    assert_eq!(
        assert_done(&add_with(&Place::new(), "correct horse battery staple\n")),
        "Added ada@example.com, administrator.\n"
    );
}

#[test]
fn what_cannot_be_an_account_is_refused() {
    let place = Place::new();
    assert_refused(&add_with(&place, "short\n"), &["password: at least 12 characters were expected"]);
    assert_refused(&add_with(&place, ""), &["password: a value was expected"]);
    assert_done(&place.run(&ADD));
    assert_refused(&place.run(&ADD), &["email: another account has it already"]);
}

#[test]
fn it_works_beside_the_portal_and_leaves_its_files_alone() {
    let place = Place::new();
    let portal = place.serve(&[], &[]);
    let download = place.path("data").join("spool").join("answer.spooled");
    std::fs::write(&download, "").unwrap();
    assert_done(&place.run(&ADD));
    assert!(download.exists(), "a download that the portal has promised");
    assert_eq!(portal.stop().0, Some(0));
}
