//! A recipe's programs against the demo's real backend. C# is compiled by the unit tests of the samples only: what can be
//! installed here lags behind the language that people have.

use std::process::Stdio;

use loggia::platform::{Clock, Rng};
use tokio::net::TcpListener;
use tokio::process::Command;

use super::support::{demo_at, details};

/// Whether a command succeeds.
async fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    let status = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.await.is_ok_and(|status| status.success())
}

#[tokio::test]
async fn the_programs_of_the_demos_recipe_run_a_job_until_it_has_finished() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let app = demo_at(listener.local_addr().unwrap()).await;
    let backend = tokio::spawn(loggia::demo::serve(listener, std::future::pending(), Clock::system(), Rng::seeded(1)));
    let folder = tempfile::tempdir().unwrap();
    for (language, file, command, lacks) in [
        ("python", "sample.py", ["python3", "sample.py"], ["python3", "-c", "import requests"]),
        ("r", "sample.R", ["Rscript", "sample.R"], ["Rscript", "-e", "library(httr2); library(jsonlite)"]),
    ] {
        let [program, arguments @ ..] = lacks;
        if !succeeds(program, &arguments).await {
            println!("SKIPPED {language}: it is not installed");
            continue;
        }
        let samples = details(&app, "batch-execution").await.samples;
        let sample = samples.iter().find(|sample| sample.language == language).unwrap();
        std::fs::write(folder.path().join(file), &sample.whole).unwrap();
        let mut run = Command::new("timeout");
        run.arg("60").args(command).current_dir(folder.path()).env("no_proxy", "127.0.0.1").env("LANG", "C.UTF-8");
        let output = run.stdin(Stdio::null()).output().await.unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        assert!(output.status.success() && said.contains("state: Finished"), "{language}: {said}\n{}", sample.whole);
    }
    backend.abort();
}
