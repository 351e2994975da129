//! `loggia serve` from its first line to its end.

use super::program::Place;

#[test]
fn flags_win_over_the_environment_over_the_file() {
    let place = Place::new();
    place.write("loggia.toml", "name = \"File\"\npublic_url = \"https://file.example\"\n");
    place.write("other.toml", "name = \"Other\"\n");
    for (arguments, environment, greeting) in [
        (&["--name", "Flag"][..], &[("LOGGIA_NAME", "Variable")][..], "Flag is at https://file.example/"),
        (&[], &[("LOGGIA_NAME", "Variable")], "Variable is at https://file.example/"),
        (&[], &[], "File is at https://file.example/"),
        (&["--config", "other.toml"], &[], "Other is at http://localhost:"),
        (&[], &[("LOGGIA_CONFIG", "other.toml")], "Other is at http://localhost:"),
    ] {
        let portal = place.serve(arguments, environment);
        assert!(portal.greeting.starts_with(greeting), "{:?}", portal.greeting);
    }
}

#[test]
fn it_says_where_it_is_and_ends_with_code_0() {
    let place = Place::new();
    let mut portal = place.serve(&[], &[]);
    let link = portal.line();
    assert!(link.starts_with("Make the first administrator within an hour at http://localhost:"), "{link}");
    assert_eq!(portal.greeting, format!("Loggia is at http://localhost:{}/", portal.address.port()));
    let head = portal.get("/");
    assert!(head.starts_with("HTTP/1.1 200 OK") && head.contains("x-content-type-options: nosniff"), "{head}");
    assert!(place.database().exists());
    assert_eq!(portal.stop(), (Some(0), String::new()));
}

#[test]
fn a_log_that_nobody_reads_stops_nothing() {
    let place = Place::new();
    let portal = place.serve_without_log();
    assert!(portal.get("/").starts_with("HTTP/1.1 200 OK"));
    assert_eq!(portal.stop().0, Some(0));
}

#[test]
fn the_link_to_set_up_works_once_and_is_not_printed_again() {
    let place = Place::new();
    let mut portal = place.serve(&[], &[]);
    let link = portal.line();
    let path = link.split_once("localhost").unwrap().1.split_once('/').unwrap().1;
    let path = format!("/{path}");
    assert!(portal.get(&path).starts_with("HTTP/1.1 200"), "{link}");
    let token = path.split_once("token=").unwrap().1;
    let form = format!("token={token}&email=ada%40example.com&name=Ada&password=correct+horse+battery+staple");
    assert!(portal.post("/setup", &form).starts_with("HTTP/1.1 303"));
    assert!(portal.post("/setup", &form).starts_with("HTTP/1.1 404"));
    assert!(portal.get(&path).starts_with("HTTP/1.1 404"));
    assert_eq!(portal.stop(), (Some(0), String::new()));
    assert_eq!(place.serve(&[], &[]).stop(), (Some(0), String::new()), "there is an administrator now");
}

#[test]
fn the_demo_tells_its_administrators_password_only_once() {
    let place = Place::new();
    let demo = ["--demo", "--demo-listen", "127.0.0.1:0"];
    let mut first = place.serve(&demo, &[]);
    assert!(first.line().starts_with("The demo backend is at http://127.0.0.1:"));
    let told = first.line();
    assert!(told.starts_with("Sign in as admin@example.com with the password "), "{told}");
    assert_eq!(first.stop().0, Some(0));

    let mut second = place.serve(&["--demo-listen", "127.0.0.1:0"], &[("LOGGIA_DEMO", "true")]);
    assert!(second.line().starts_with("The demo backend is at"));
    assert_eq!(second.stop(), (Some(0), String::new()));
}
