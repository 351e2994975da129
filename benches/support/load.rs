//! What makes the load, each a process of its own: Debian's `wrk` as fast as it goes, `oha` at a given pace.

use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use tokio::process::Command;

/// What a run found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found {
    /// Answers a second.
    pub rate: f64,
    /// Milliseconds.
    pub p50: f64,
    /// Milliseconds.
    pub p99: f64,
    /// Answers other than 2xx, and calls without one.
    pub errors: u64,
}

/// What is sent.
#[derive(Clone, Debug)]
pub struct Target {
    pub url: String,
    /// Header lines.
    pub headers: Vec<String>,
}

/// As many calls as `connections` allow, for `seconds`; `script` may say more in wrk's Lua.
pub async fn closed(target: &Target, connections: u32, seconds: u32, script: Option<&Path>) -> Found {
    let mut command = Command::new("wrk");
    command.args(["-t2", "--latency", &format!("-c{connections}"), &format!("-d{seconds}s")]);
    for header in &target.headers {
        command.args(["-H", header]);
    }
    if let Some(script) = script {
        command.arg("-s").arg(script);
    }
    let output = command.arg(&target.url).stderr(Stdio::inherit()).output().await.expect("apt-get install wrk");
    let text = String::from_utf8(output.stdout).unwrap();
    let after = |name: &str| text.lines().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
    // "Socket errors: connect 0, read 0, write 0, timeout 0"
    let socket = after("Socket errors:").unwrap_or_default();
    let socket: u64 = socket.split([' ', ',']).filter_map(|word| word.parse::<u64>().ok()).sum();
    Found {
        rate: after("Requests/sec:").unwrap_or_else(|| panic!("{text}")).parse().unwrap(),
        p50: milliseconds(after("50%").unwrap_or_default()),
        p99: milliseconds(after("99%").unwrap_or_default()),
        errors: socket + after("Non-2xx or 3xx responses:").map_or(0, |count| count.parse().unwrap()),
    }
}

/// `rate` calls a second for `seconds`, whether or not those before are answered; waiting for a connection counts as latency.
pub async fn open(target: &Target, connections: u32, rate: u32, seconds: u32) -> Found {
    let oha = std::env::var("OHA").unwrap_or_else(|_| "oha".to_owned());
    let mut command = Command::new(oha);
    command.args(["--no-tui", "--output-format", "json", "--latency-correction", "-z", &format!("{seconds}s")]);
    command.args(["-c", &connections.to_string(), "-q", &rate.to_string()]);
    for header in &target.headers {
        command.args(["-H", header]);
    }
    let missing = "cargo install --locked oha, or OHA=<its path>";
    let output = command.arg(&target.url).stderr(Stdio::inherit()).output().await.expect(missing);
    let found: Value = serde_json::from_slice(&output.stdout).expect(missing);
    let milliseconds = |name: &str| found["latencyPercentiles"][name].as_f64().unwrap_or(f64::NAN) * 1e3;
    let counts = |name: &str| found[name].as_object().cloned().unwrap_or_default();
    let wrong = counts("statusCodeDistribution").into_iter().filter(|(status, _)| !status.starts_with('2'));
    // Those that were under way when the time was over.
    let broken = counts("errorDistribution").into_iter().filter(|(error, _)| !error.contains("deadline"));
    Found {
        rate: found["summary"]["requestsPerSec"].as_f64().unwrap_or_default(),
        p50: milliseconds("p50"),
        p99: milliseconds("p99"),
        errors: wrong.chain(broken).filter_map(|(_, count)| count.as_u64()).sum(),
    }
}

/// What wrk writes as 950.00us, 1.20ms or 1.05s.
fn milliseconds(text: &str) -> f64 {
    let number = |unit: &str| text.strip_suffix(unit).and_then(|number| number.parse::<f64>().ok());
    match (number("us"), number("ms"), number("s")) {
        (Some(microseconds), _, _) => microseconds / 1e3,
        (_, Some(milliseconds), _) => milliseconds,
        (_, _, Some(seconds)) => seconds * 1e3,
        _ => f64::NAN,
    }
}

/// The one in the middle by `figure`.
pub fn median(mut all: Vec<Found>, figure: fn(&Found) -> f64) -> f64 {
    all.sort_by(|one, other| figure(one).total_cmp(&figure(other)));
    all.get(all.len() / 2).map_or(f64::NAN, figure)
}
