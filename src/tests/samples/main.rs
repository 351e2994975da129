//! Proves that the samples make exactly the request they are written for: runs each with its language's interpreter or
//! compiler against a server that records what arrives. `LANGUAGES=go,php` and `CASES=part,of,names` choose.
//!
//! By itself it runs the languages that the tests need anyway; `make test-samples` installs and runs them all.
#![cfg(test)]

mod cases;
mod compare;
mod dot_http;
mod echo;
mod run;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use loggia::console::samples::{Language, sample};

use cases::{Case, cases};
use compare::differences;

/// How a cell of the table ends.
#[derive(Clone, Debug)]
enum Cell {
    Ok,
    /// The request differs, and the sample begins with a comment on it.
    Said,
    Wrong(String),
    /// The sample needs a newer version than is installed.
    Newer,
    Missing,
}

fn cell(language: Language, case: &Case, program: &run::Program, folder: &Path, text: &str) -> Cell {
    let begins_with_remark = ["//", "# "].iter().any(|mark| text.starts_with(mark));
    let (output, recorded) = program.run(folder, case);
    let mut wrong = match recorded {
        None => vec![format!("nothing arrived; {output}")],
        Some(recorded) => differences(language, case, &recorded, folder),
    };
    if !output.contains(&case.status.to_string()) {
        wrong.push(format!("the status is not printed: {output}"));
    }
    if case.request.method != "HEAD" && !output.contains(echo::ANSWER) {
        wrong.push(format!("the answer is not printed: {output}"));
    }
    match wrong.is_empty() {
        true => Cell::Ok,
        false if begins_with_remark => Cell::Said,
        false => Cell::Wrong(wrong.join("; ").chars().take(700).collect()),
    }
}

fn column(language: Language, all: &[Case]) -> Vec<Cell> {
    let root = run::tools().join("run").join(language.key());
    let _ = std::fs::remove_dir_all(&root);
    let echo = echo::Echo::start();
    let mut folders = Vec::new();
    for case in all {
        let folder = root.join(&case.name);
        std::fs::create_dir_all(&folder).unwrap();
        for (name, bytes) in &case.files {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
        let request = case.at(echo.port);
        let text = sample(language, &request, true);
        run::write(language, &folder, &text);
        folders.push((folder, text, request));
    }
    if !run::is_installed(language) {
        return vec![Cell::Missing; all.len()];
    }
    let failure = run::prepare(language, &root);
    let mut cells = Vec::new();
    for (case, (folder, text, request)) in all.iter().zip(&folders) {
        let case = Case { request: request.clone(), ..case.clone() };
        let program = run::Program { language, echo: &echo };
        cells.push(match &failure {
            Some(failure) => Cell::Wrong(failure.clone()),
            None if run::needs_newer(language, text) => Cell::Newer,
            None => cell(language, &case, &program, folder, text),
        });
    }
    cells
}

#[test]
fn every_sample_makes_its_request() {
    let chosen = std::env::var("LANGUAGES").unwrap_or_else(|_| "curl,http,javascript,node".to_owned());
    let languages: Vec<Language> = match chosen.as_str() {
        "all" => Language::ALL.to_vec(),
        chosen => chosen.split(',').map(|key| Language::parse(key).unwrap()).collect(),
    };
    let wanted = std::env::var("CASES").unwrap_or_default();
    let all: Vec<Case> =
        cases().into_iter().filter(|case| wanted.split(',').any(|part| case.name.contains(part))).collect();
    let queue = Mutex::new(languages.clone());
    let table: Mutex<BTreeMap<&str, Vec<Cell>>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some(language) = queue.lock().unwrap().pop() else { return };
                    let cells = column(language, &all);
                    table.lock().unwrap().insert(language.key(), cells);
                }
            });
        }
    });
    let table = table.into_inner().unwrap();
    let mut wrong = 0;
    print!("{:28}", "");
    languages.iter().for_each(|language| print!("{:>11}", language.key()));
    println!();
    for (row, case) in all.iter().enumerate() {
        print!("{:28}", case.name);
        for language in &languages {
            let word = match &table[language.key()][row] {
                Cell::Ok => "ok",
                Cell::Said => "said",
                Cell::Wrong(_) => "WRONG",
                Cell::Newer => "newer",
                Cell::Missing => "-",
            };
            print!("{word:>11}");
        }
        println!();
    }
    for language in &languages {
        let cells = &table[language.key()];
        let count = |is: fn(&Cell) -> bool| cells.iter().filter(|cell| is(cell)).count();
        println!(
            "{:11} ok {} said {} wrong {} newer {} not installed {}",
            language.key(),
            count(|cell| matches!(cell, Cell::Ok)),
            count(|cell| matches!(cell, Cell::Said)),
            count(|cell| matches!(cell, Cell::Wrong(_))),
            count(|cell| matches!(cell, Cell::Newer)),
            count(|cell| matches!(cell, Cell::Missing)),
        );
        for (case, cell) in all.iter().zip(cells) {
            if let Cell::Wrong(why) = cell {
                wrong += 1;
                println!("  {} {}: {why}", language.key(), case.name);
            }
        }
    }
    assert_eq!(wrong, 0, "samples that make another request");
    let ran = |language: &Language| table[language.key()].iter().any(|cell| matches!(cell, Cell::Ok));
    assert!(chosen == "all" || languages.iter().all(ran), "a language that was asked for did not run");
}

#[test]
fn masked_and_revealed_samples_differ_in_declarations_only() {
    for case in cases() {
        for language in Language::ALL {
            let (masked, revealed) = (sample(language, &case.request, false), sample(language, &case.request, true));
            assert_eq!(masked.lines().count(), revealed.lines().count(), "{language:?} {}", case.name);
            for (masked, revealed) in masked.lines().zip(revealed.lines()) {
                assert!(masked == revealed || masked.contains("••••••••"), "{language:?} {}: {masked}", case.name);
            }
            for secret in &case.secrets {
                assert!(!masked.contains(secret), "{language:?} {} shows {secret}:\n{masked}", case.name);
            }
        }
    }
}
