//! The program that is measured: its commands, and the portal with its gateway as a process.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};
use tokio::process::{Child, Command};

use super::process::{free_address, listens};

/// The suffix of the API whose backend answers.
pub const SUFFIX: &str = "bench";
/// The suffix of the API whose backend does not.
pub const HUNG: &str = "hung";
/// The header that keys are sent in.
pub const KEY_HEADER: &str = "Ocp-Apim-Subscription-Key";

/// The rate limit and the quota of a product.
pub type Limits<'l> = (Option<&'l str>, Option<&'l str>);

/// A portal that runs until this is dropped.
pub struct Loggia {
    pub process: Child,
    pub portal: SocketAddr,
    pub gateway: SocketAddr,
}

impl Loggia {
    /// Starts one on `data`, which may call `backends`; returns at once.
    pub fn start(data: &Path, backends: &[SocketAddr]) -> Self {
        let (portal, gateway) = (free_address(), free_address());
        let allowed: Vec<String> = backends.iter().map(ToString::to_string).collect();
        let process = Command::new(env!("CARGO_BIN_EXE_loggia"))
            .args(["serve", "--log", "warn", "--listen", &portal.to_string(), "--gateway-listen", &gateway.to_string()])
            // As many as slow clients may hold.
            .args(["--gateway-backend-calls", "5000", "--outbound-allow", &allowed.join(","), "--data"])
            .arg(data)
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        Self { process, portal, gateway }
    }

    /// The same, once it listens.
    pub async fn started(data: &Path, backends: &[SocketAddr]) -> Self {
        let loggia = Self::start(data, backends);
        listens(loggia.gateway).await;
        loggia
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.process.id().unwrap()
    }

    /// An address of an API on the gateway.
    pub fn url(&self, suffix: &str, path: &str) -> String {
        format!("http://{}/{suffix}/{path}", self.gateway)
    }

    /// Ends it at once.
    pub async fn kill(mut self) {
        self.process.kill().await.unwrap();
    }

    /// Lets it finish and end.
    pub async fn stop(mut self) {
        // The shell's own, for the standard library only kills.
        let id = self.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().await.unwrap();
        assert!(self.process.wait().await.unwrap().success());
    }
}

/// Runs a command on `data`; what it printed.
pub async fn command(data: &Path, arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_loggia")).args(arguments).arg("--data").arg(data).output().await.unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "loggia {}: {printed}{complaint}", arguments.join(" "));
    printed
}

/// A product with these limits, an API whose backend is at `backend`, and one at `hung` if there is one; the primary key of a
/// subscription, and the subscription's id.
pub async fn publish(
    data: &Path,
    limits: Limits<'_>,
    backend: SocketAddr,
    hung: Option<SocketAddr>,
) -> (String, String) {
    let mut product = vec!["product", "add", "--id", "bench", "--name", "Bench"];
    for (option, limit) in [("--rate-limit", limits.0), ("--quota", limits.1)] {
        product.extend(limit.into_iter().flat_map(|limit| [option, limit]));
    }
    command(data, &product).await;
    import(data, SUFFIX, backend).await;
    if let Some(hung) = hung {
        import(data, HUNG, hung).await;
    }
    command(data, &["user", "add", "--email", "bench@example.com", "--role", "developer"]).await;
    let made = ["subscription", "add", "--product", "bench", "--email", "bench@example.com", "--json"];
    let made: Value = serde_json::from_str(&command(data, &made).await).unwrap();
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    (text("primaryKey"), text("id"))
}

async fn import(data: &Path, suffix: &str, backend: SocketAddr) {
    let file = data.join(format!("{suffix}.json"));
    std::fs::write(&file, document(backend).to_string()).unwrap();
    let backend = backend.to_string();
    let file = file.to_str().unwrap();
    let arguments =
        ["import", file, "--suffix", suffix, "--name", suffix, "--product", "bench", "--outbound-allow", &backend];
    command(data, &arguments).await;
}

fn document(backend: SocketAddr) -> Value {
    let answers = json!({ "200": { "description": "fine" } });
    let get = json!({ "get": { "responses": answers } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Bench", "version": "1" },
        "servers": [{ "url": format!("http://{backend}") }],
        "paths": {
            "/small": get, "/slow": get, "/endless": get, "/hang": get,
            "/large": { "get": { "responses": answers }, "post": { "responses": answers } },
        },
    })
}
