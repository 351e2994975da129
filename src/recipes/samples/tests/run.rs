//! Running programs with what is installed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::server::{Arrived, Server};
use super::*;
use crate::recipes::context::text;
use crate::recipes::run::{Next, Run};

/// The calls that a recipe makes, and what its outputs are; `None` if it fails.
struct Expected {
    calls: Vec<Arrived>,
    outputs: Option<Vec<String>>,
}

fn expected(base: &str, case: &Case) -> Expected {
    let mut run = Run::new(&case.recipe, &case.filled).unwrap_or_else(|complaints| panic!("{complaints:?}"));
    let mut calls = Vec::new();
    let mut answers = case.answers.iter();
    loop {
        match run.next() {
            Next::Call(call) => {
                let StepRequest { request } = request(base, &call.operation, &call.parameters, call.body.as_ref());
                let body = match request.body {
                    Body::Text(text) => text,
                    _ => String::new(),
                };
                let target = request.url[base.len()..].to_owned();
                let headers =
                    request.headers.iter().map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
                calls.push(Arrived { method: request.method.clone(), target, headers: headers.collect(), body });
                run.answered(&request.method, &request.url, answers.next().cloned().unwrap_or_default());
            }
            Next::Wait { .. } => run.waited(),
            Next::Done { outputs } => {
                let lines = outputs.iter().map(|(name, value)| format!("{name}: {}", text(value)));
                return Expected { calls, outputs: Some(lines.collect()) };
            }
            Next::Failed { .. } => return Expected { calls, outputs: None },
        }
    }
}

/// Runs the program of `case`; what it does otherwise than the recipe. Says so where the language is not installed.
pub(super) fn prove(language: Language, case: &Case) -> Option<String> {
    if let Some(lacks) = lacks(language) {
        println!("SKIPPED {language:?} {}: {lacks}", case.name);
        return None;
    }
    let server = Server::start(case.answers.clone());
    let program = program(language, &server.base, case, true);
    if language == Language::CSharp && program.contains("RequestHeaderEncodingSelector") {
        println!("SKIPPED {language:?} {}: it wants .NET 5, and .NET Core 3.1 is installed", case.name);
        return None;
    }
    let folder =
        std::env::temp_dir().join(format!("loggia-recipe-{}-{}-{}", std::process::id(), language.key(), case.name));
    std::fs::create_dir_all(&folder).unwrap();
    let (succeeded, output) = execute(language, &folder, &program);
    let expected = expected(&server.base, case);
    let arrived = server.take();
    let mut wrong = Vec::new();
    for (place, (arrived, expected)) in arrived.iter().zip(&expected.calls).enumerate() {
        if (&arrived.method, &arrived.target) != (&expected.method, &expected.target) {
            wrong.push(format!(
                "{place}: {} {} for {} {}",
                arrived.method, arrived.target, expected.method, expected.target
            ));
        }
        for header in expected.headers.iter().filter(|header| !arrived.headers.contains(header)) {
            wrong.push(format!("{place}: {header:?} is not among {:?}", arrived.headers));
        }
        if said(&arrived.body) != said(&expected.body) {
            wrong.push(format!("{place}: {} for {}", arrived.body, expected.body));
        }
    }
    if arrived.len() != expected.calls.len() {
        wrong.push(format!("{} calls for {}", arrived.len(), expected.calls.len()));
    }
    match &expected.outputs {
        Some(outputs) if !succeeded || outputs.iter().any(|line| !output.contains(line.as_str())) => {
            wrong.push(format!("it should say {outputs:?}"));
        }
        None if succeeded => wrong.push("it should fail".to_owned()),
        None if !output.contains(case.says) => wrong.push(format!("it should say {}", case.says)),
        _ => {}
    }
    let _ = std::fs::remove_dir_all(&folder);
    (!wrong.is_empty()).then(|| format!("{}\n{output}\n{program}", wrong.join("\n")))
}

/// The body, if it is JSON without its spelling.
fn said(body: &str) -> Result<serde_json::Value, &str> {
    serde_json::from_str(body).map_err(|_| body)
}

fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/samples")
}

/// What the language lacks to be run here.
fn lacks(language: Language) -> Option<&'static str> {
    let runs = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        let status = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    match language {
        Language::Python if !runs("python3", &["-c", "import requests"]) => {
            Some("python3 with requests is not installed")
        }
        Language::R if !runs("Rscript", &["-e", "library(httr2); library(jsonlite)"]) => {
            Some("R with httr2 and jsonlite is not installed")
        }
        Language::CSharp if !tools().join("dotnet").exists() => Some("target/samples/dotnet is not there"),
        _ => None,
    }
}

/// Whether the program succeeded, and what it said.
fn execute(language: Language, folder: &Path, program: &str) -> (bool, String) {
    let tools = tools().display().to_string();
    // .NET Core 3.1 wants OpenSSL 1.1.
    let libssl = if language == Language::CSharp { format!("{tools}/ssl/psycopg2_binary.libs") } else { String::new() };
    let script = match language {
        Language::Python => {
            std::fs::write(folder.join("sample.py"), program).unwrap();
            "python3 -W error sample.py".to_owned()
        }
        Language::R => {
            std::fs::write(folder.join("sample.R"), program).unwrap();
            "Rscript sample.R".to_owned()
        }
        _ => {
            // The installed compiler knows no top-level statements: they become those of `Main`.
            let (uses, rest) = program.split_once("\n\n").unwrap();
            let uses = uses.replace("using System.Threading.Tasks;", "");
            let program = format!(
                "{uses}\nusing System.Threading.Tasks;\nclass Program {{ static async Task Main() {{\n{rest}\n}} }}\n"
            );
            std::fs::write(folder.join("sample.cs"), program).unwrap();
            let config = r#"{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"3.1.0"}}}"#;
            std::fs::write(folder.join("sample.runtimeconfig.json"), config).unwrap();
            format!(
                "D={tools}/dotnet; $D/dotnet $D/sdk/*/Roslyn/bincore/csc.dll -nologo -warnaserror -nowarn:CS1701 -out:sample.dll \
                 $(ls $D/packs/Microsoft.NETCore.App.Ref/*/ref/*/*.dll | sed s/^/-r:/) sample.cs && $D/dotnet sample.dll"
            )
        }
    };
    let output = Command::new("timeout")
        .args(["60", "bash", "-c", &script])
        .current_dir(folder)
        .stdin(Stdio::null())
        .env("LANG", "C.UTF-8")
        .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
        .env("LD_LIBRARY_PATH", libssl)
        .env("no_proxy", "127.0.0.1")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    (output.status.success(), said.concat())
}
