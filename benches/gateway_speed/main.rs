//! What the gateway adds to a call, and how it stands next to nginx: direct, nginx from Debian's packages, and ours with key,
//! a rate limit and a quota that are too high to bite, and a record of each call; all in one run, taken in turns.
//!
//! `cargo bench --features ssr --bench gateway_speed`, or `make bench-gateway`. It takes Debian's wrk and nginx-light, and oha.
//! With words behind `--` only those parts: closed, open, large, catalog, readers, crowd, hung.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark has nobody to hand an error to"
)]

#[path = "../support/backend.rs"]
mod backend;
#[expect(dead_code, reason = "another benchmark uses the rest")]
#[path = "../support/client.rs"]
mod client;
#[path = "../support/load.rs"]
mod load;
#[expect(dead_code, reason = "another benchmark uses the rest")]
#[path = "../support/loggia.rs"]
mod loggia;
mod nginx;
mod parts;
#[path = "../support/process.rs"]
mod process;
mod seed;
mod slow;

use backend::Backend;
use load::Target;
use loggia::{HUNG, KEY_HEADER, Limits, Loggia, SUFFIX, publish};
use nginx::Nginx;
use tempfile::TempDir;

/// Limits that are there and let everything through.
const LIMITS: Limits<'static> = (Some("4000000000/1d"), Some("1000000000000,1000000000000KB/366d"));

/// All that is measured, running.
struct Setting {
    backend: Backend,
    _hung: Backend,
    nginx: Nginx,
    ours: Loggia,
    key: String,
    data: TempDir,
    _nginx_data: TempDir,
}

impl Setting {
    async fn start() -> Self {
        let (backend, hung) = (Backend::start().await, Backend::start().await);
        let (data, nginx_data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (key, _) = publish(data.path(), LIMITS, backend.address, Some(hung.address)).await;
        let nginx = Nginx::start(nginx_data.path(), backend.address, &key).await;
        let ours = Loggia::started(data.path(), &[backend.address, hung.address]).await;
        Self { backend, _hung: hung, nginx, ours, key, data, _nginx_data: nginx_data }
    }

    fn target(&self, url: String) -> Target {
        Target { url, headers: vec![format!("{KEY_HEADER}: {}", self.key)] }
    }

    fn direct(&self, path: &str) -> Target {
        self.target(format!("http://{}/{path}", self.backend.address))
    }

    fn nginx(&self, path: &str) -> Target {
        self.target(format!("http://{}/{path}", self.nginx.address))
    }

    fn ours(&self, path: &str) -> Target {
        self.target(self.ours.url(SUFFIX, path))
    }

    fn hung(&self) -> Target {
        self.target(self.ours.url(HUNG, "hang"))
    }
}

/// Whether a part was asked for; all are where none is named.
fn is_wanted(part: &str) -> bool {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    named.is_empty() || named.iter().any(|name| name == part)
}

#[tokio::main]
async fn main() {
    backend::run_if_asked().await;
    rlimit::increase_nofile_limit(u64::MAX).unwrap();
    let setting = Setting::start().await;
    println!("| what | direct | nginx | ours | ratio | to reach |\n| --- | --- | --- | --- | --- | --- |");
    if is_wanted("closed") {
        parts::closed(&setting).await;
    }
    if is_wanted("open") {
        parts::open(&setting).await;
    }
    if is_wanted("large") {
        parts::large(&setting).await;
    }
    if is_wanted("hung") {
        parts::hung(&setting).await;
    }
    if is_wanted("readers") {
        parts::readers(&setting).await;
    }
    if is_wanted("crowd") {
        parts::crowd(&setting).await;
    }
    if is_wanted("catalog") {
        parts::catalog(&setting).await;
    }
    setting.ours.stop().await;
}
