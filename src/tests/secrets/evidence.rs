//! All that the portal left behind: its log, the files of its data directory, and what the database says.

use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use parking_lot::Mutex;
use sqlx::AssertSqlSafe;
use tracing_subscriber::EnvFilter;

use crate::support::TestApp;

/// What it is called, and its bytes.
type Found = (String, Vec<u8>);

/// What was found so far, and the secrets that must not be in it.
#[derive(Default)]
pub struct Evidence {
    found: Vec<Found>,
    secrets: Vec<(&'static str, String)>,
}

/// The log of this process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// From the first call on, all that is written at any level by ourselves, and by others what an operator sees who looks for
/// a mistake.
fn log() -> &'static Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    LOG.get_or_init(|| {
        let log = Log::default();
        let writer = log.clone();
        tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new("debug,loggia=trace"))
            .with_writer(move || writer.clone())
            .with_ansi(false)
            .init();
        log
    })
}

impl Evidence {
    /// None yet. The log begins.
    pub fn begin() -> Self {
        log();
        Self::default()
    }

    /// Remembers a secret, and what it is.
    pub fn secret(&mut self, what: &'static str, secret: impl Into<String>) {
        let secret = secret.into();
        assert!(secret.len() >= 8, "{what}: what is as short as {secret} is found by chance");
        self.secrets.push((what, secret));
    }

    /// Takes what the files and the database of `app` hold now.
    pub async fn take(&mut self, app: &TestApp, when: &str) {
        files(&app.state.config.data, when, &mut self.found);
        let tables: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table'")
            .fetch_all(app.state.db.reader())
            .await
            .unwrap();
        for table in tables {
            let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info($1)")
                .bind(&table)
                .fetch_all(app.state.db.reader())
                .await
                .unwrap();
            for column in columns {
                let query = format!("SELECT coalesce(CAST(\"{column}\" AS BLOB), x'') FROM \"{table}\"");
                let cells: Vec<Vec<u8>> =
                    sqlx::query_scalar(AssertSqlSafe(query)).fetch_all(app.state.db.reader()).await.unwrap();
                self.found.push((format!("{table}.{column} {when}"), cells.join(&b'\n')));
            }
        }
    }

    /// That none of the secrets is in any of it, but that `known` is in the database: it was the right place to look.
    pub fn holds_none(&mut self, known: &str) {
        tracing::info!("known to be logged");
        self.found.push(("the log".to_owned(), log().0.lock().clone()));
        // The standard library looks for a text in a text much faster than for bytes in bytes.
        let found: Vec<_> = self.found.iter().map(|(place, bytes)| (place, String::from_utf8_lossy(bytes))).collect();
        for (place, known) in [("loggia.db", known), ("users.", known), ("the log", "known to be logged")] {
            let mut there = found.iter().filter(|(name, _)| name.starts_with(place));
            assert!(there.any(|(_, text)| text.contains(known)), "{known} should be in {place}");
        }
        let mut leaks = String::new();
        for (what, secret) in &self.secrets {
            for (form, text) in forms(secret) {
                for (place, _) in found.iter().filter(|(_, whole)| whole.contains(&text)) {
                    writeln!(leaks, "the {what}, {form}, is in {place}").unwrap();
                }
            }
        }
        assert!(leaks.is_empty(), "{leaks}");
    }
}

/// Every file below `directory` but the key by which the vault seals.
fn files(directory: &Path, when: &str, found: &mut Vec<Found>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, when, found);
        } else {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            found.push((format!("{name} {when}"), std::fs::read(&path).unwrap()));
        }
    }
}

/// How a secret may be written.
fn forms(secret: &str) -> Vec<(&'static str, String)> {
    let mut forms = vec![
        ("as it is", secret.to_owned()),
        ("percent-encoded", loggia::paths::encode(secret).to_string()),
        ("as a form has it", url::form_urlencoded::byte_serialize(secret.as_bytes()).collect()),
        ("as JSON has it", serde_json::Value::from(secret).to_string().trim_matches('"').to_owned()),
        ("in hexadecimal digits", secret.bytes().map(|byte| format!("{byte:02x}")).collect()),
    ];
    // What stands before it in a text decides which bits of it share a letter.
    for before in 0..3 {
        let bytes = [&b"###"[..before], secret.as_bytes()].concat();
        let whole = bytes.len() / 3 * 3;
        let first = before.div_ceil(3) * 4;
        for text in [BASE64_STANDARD_NO_PAD.encode(&bytes[..whole]), BASE64_URL_SAFE_NO_PAD.encode(&bytes[..whole])] {
            forms.push(("in base64", text[first..].to_owned()));
        }
    }
    forms
}

#[test]
fn a_secret_is_found_in_whatever_form() {
    let mut evidence = Evidence::begin();
    let secret = "s3cret: +/%&=ü";
    for text in [
        secret.to_owned(),
        "s3cret%3A%20%2B%2F%25%26%3D%C3%BC".to_owned(),
        BASE64_STANDARD_NO_PAD.encode(format!("user:{secret}")),
        BASE64_STANDARD_NO_PAD.encode(format!("a:{secret}!")),
        BASE64_URL_SAFE_NO_PAD.encode(format!("{secret}\n")),
    ] {
        assert!(forms(secret).iter().any(|(_, form)| text.contains(form)), "{text}");
    }
    evidence.secret("canary", "a canary of this very test");
    evidence.found.push(("loggia.db".to_owned(), b"known".to_vec()));
    evidence.found.push(("users.".to_owned(), b"known".to_vec()));
    evidence.holds_none("known");
    evidence.found.push(("a file".to_owned(), b"... a canary of this very test".to_vec()));
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| evidence.holds_none("known")));
    assert!(caught.is_err());
}
