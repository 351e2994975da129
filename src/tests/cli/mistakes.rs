//! What is wrong ends with one clear sentence and exit code 1.

use std::net::TcpListener;

use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

use super::program::{Place, assert_done, assert_refused, text};

#[test]
fn wrong_options_and_values_are_named() {
    let place = Place::new();
    place.write("wrong.toml", "name = \"x\"\nlisten_on = 3000\n");
    for (arguments, parts) in [
        (&[][..], &["a command was expected", "--help"][..]),
        (&["server"], &["server"]),
        (&["serve", "--lisen", "127.0.0.1:1"], &["--lisen", "--listen"]),
        (&["serve", "--listen", "3000"], &["--listen", "3000"]),
        (&["serve", "--demo=maybe"], &["--demo", "maybe"]),
        (&["serve", "--public-url", "developers.example.com"], &["--public-url"]),
        (&["serve", "--public-url", "https://example.com/portal"], &["public-url", "https://developers.example.com"]),
        (&["serve", "--name", " "], &["name"]),
        (&["serve", "--outbound-allow", "10.0.0.0/8,everything"], &["--outbound-allow", "everything"]),
        (&["serve", "--log", "loggia=loud"], &["log: ", "warn,loggia=debug"]),
        (&["serve", "--console-timeout-seconds", "0"], &["console.timeout_seconds"]),
        (&["serve", "--config", "nowhere.toml"], &["nowhere.toml"]),
        (&["serve", "--config", "wrong.toml"], &["wrong.toml", "line 2", "listen_on"]),
        (&["user"], &["--help"]),
        (&["user", "add", "--role", "developer"], &["--email"]),
        (
            &["user", "add", "--email", "ada@example.com", "--role", "king"],
            &["king", "administrator, support or developer"],
        ),
        (&["user", "add", "--email", "ada", "--role", "developer"], &["email: an e-mail address was expected"]),
    ] {
        assert_refused(&place.run(arguments), parts);
    }
}

#[test]
fn wrong_environment_is_named_and_so_is_the_wrong_file_here() {
    let place = Place::new();
    let output = place.command(&["serve"]).env("LOGGIA_DEMO_LISTEN", "here").output().unwrap();
    assert_refused(&output, &["--demo-listen", "here"]);
    place.write("loggia.toml", "[outbound]\nallow = [\"10.0.0.0/8\"\n");
    assert_refused(&place.run(&["serve"]), &["loggia.toml", "line "]);
}

#[test]
fn help_and_version_are_no_mistakes() {
    let place = Place::new();
    assert_eq!(assert_done(&place.run(&["--version"])), format!("loggia {}\n", env!("CARGO_PKG_VERSION")));
    assert!(assert_done(&place.run(&["serve", "--help"])).contains("LOGGIA_OUTBOUND_ALLOW"));
}

#[test]
fn a_busy_port_is_named_with_the_option_that_chooses_another() {
    let place = Place::new();
    let busy = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let listener = TcpListener::bind(busy).unwrap();
    let address = busy.to_string();
    assert_refused(&place.run(&["serve", "--listen", &address]), &[&address, "in use", "--listen"]);
    let demo =
        ["serve", "--listen", "127.0.0.1:0", "--gateway-listen", "127.0.0.1:0", "--demo", "--demo-listen", &address];
    assert_refused(&place.run(&demo), &[&address, "in use", "--demo-listen"]);
    assert!(!place.path("data").exists(), "nothing was begun");
    drop(listener);
}

#[test]
fn a_second_portal_on_the_same_data_is_refused() {
    let place = Place::new();
    let portal = place.serve(&[], &[]);
    assert_refused(
        &place.run(&["serve", "--listen", "127.0.0.1:0", "--gateway-listen", "127.0.0.1:0"]),
        &["data", "in use", "--data"],
    );
    assert!(portal.get("/").starts_with("HTTP/1.1 200 OK"));
    drop(portal);
    place.serve(&[], &[]);
}

#[test]
fn a_directory_that_cannot_be_written_is_named() {
    let place = Place::new();
    place.write("file", "");
    let below = text(&place.path("file").join("data"));
    for arguments in [
        &["serve", "--listen", "127.0.0.1:0", "--gateway-listen", "127.0.0.1:0", "--data", &below][..],
        &["user", "add", "--email", "ada@example.com", "--role", "developer", "--data", &below],
    ] {
        assert_refused(&place.run(arguments), &["the data directory", &below]);
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let place = Place::new();
    assert_done(&place.run(&["user", "add", "--email", "ada@example.com", "--role", "developer"]));
    let options = SqliteConnectOptions::new().filename(place.database());
    let mut database = SqliteConnection::connect_with(&options).await.unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
        VALUES (99999999999999, 'from the future', TRUE, x'00', 0)";
    sqlx::query(newer).execute(&mut database).await.unwrap();
    database.close().await.unwrap();
    let output = place.run(&["serve", "--listen", "127.0.0.1:0", "--gateway-listen", "127.0.0.1:0"]);
    assert_refused(&output, &["loggia.db", "newer version of Loggia"]);
}
