//! No dependency may ask us, or those who run Loggia, to publish our own code.

use std::process::Command;

use serde_json::Value;

/// Families of licences that reach beyond the library they cover.
const RECIPROCAL: [&str; 6] = ["AGPL", "EUPL", "GPL", "OSL", "SSPL", "BUSL"];

/// Whether an SPDX expression leaves a choice without a reciprocal licence; `/` is how old crates write `OR`.
fn is_acceptable(expression: &str) -> bool {
    let flat = expression.replace('/', " OR ").replace(['(', ')'], " ");
    let choices = flat.split(" OR ").map(str::trim);
    choices.filter(|choice| !choice.is_empty()).any(|choice| !RECIPROCAL.iter().any(|family| choice.contains(family)))
}

#[test]
fn no_dependency_has_a_reciprocal_licence() {
    let arguments = "metadata --format-version 1 --locked --all-features --filter-platform x86_64-unknown-linux-gnu";
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args(arguments.split(' '))
        .args(["--manifest-path", manifest])
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "only {} packages were found", packages.len());
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(is_acceptable))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn choices_count_and_obligations_do_too() {
    for (expression, acceptable) in [
        ("MIT", true),
        ("MIT OR Apache-2.0", true),
        ("GPL-2.0-only OR MIT", true),
        ("Unlicense/MIT", true),
        ("MPL-2.0", true),
        ("AGPL-3.0-or-later", false),
        ("MIT AND GPL-3.0-only", false),
        ("EUPL-1.2", false),
        ("LGPL-3.0-only", false),
        ("", false),
    ] {
        assert_eq!(is_acceptable(expression), acceptable, "{expression}");
    }
}
