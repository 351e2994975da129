//! Every class that the portal's sources use has a rule: a utility of the engine or a class of our own CSS.

use std::collections::BTreeSet;

use super::{own_css, root};
use crate::stylesheet::{rust_files, scan_file, stylesheet};
use crate::{Engine, Scan};

/// Classes without a rule of their own: utilities such as `group-hover:underline` refer to them.
const MARKERS: [&str; 2] = ["group", "peer"];

/// The class names in the selectors of `css`.
fn own_classes(css: &str) -> BTreeSet<&str> {
    let is_name = |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '_';
    css.lines()
        .filter(|line| line.ends_with(['{', ',']) && !line.trim_start().starts_with('@'))
        .flat_map(|line| line.split('.').skip(1))
        .map(|rest| rest.split(|character| !is_name(character)).next().unwrap_or_default())
        .collect()
}

/// What is wrong with the classes of `scan`.
fn complaints(scan: &Scan, engine: &Engine, own: &BTreeSet<&str>) -> Vec<String> {
    let mut complaints: Vec<String> =
        scan.pieces.iter().map(|piece| format!("`{piece}` is glued from pieces: write the class names out")).collect();
    for class in &scan.classes {
        // Four zeros are the empty shadow, not black.
        let rule = engine.rules([class.as_str()]).replace("#0000", "");
        if class.contains("dark:") {
            complaints.push(format!("`{class}`: the tokens have their dark values, a view needs no variant"));
        } else if ["oklch(", "#fff", "#000"].iter().any(|color| rule.contains(color)) {
            complaints.push(format!("`{class}` is not a colour of the tokens, and would stay the same in the dark"));
        } else if rule.is_empty() && !own.contains(class.as_str()) && !MARKERS.contains(&class.as_str()) {
            complaints.push(format!("`{class}` has no rule"));
        }
    }
    complaints
}

#[test]
fn every_class_in_the_sources_has_a_rule() {
    let css = own_css();
    let (engine, own) = (Engine::new(&css), own_classes(&css));
    let mut all = Vec::new();
    for path in rust_files(&root().join("src")).unwrap() {
        let file = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
        let scan = scan_file(&path).unwrap();
        all.extend(complaints(&scan, &engine, &own).into_iter().map(|complaint| format!("{file}: {complaint}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn a_class_without_a_rule_does_not_go_unseen() {
    let css = own_css();
    let (engine, own) = (Engine::new(&css), own_classes(&css));
    for (class, reason) in [
        ("flexx", "no rule"),
        ("backdrop-blur", "no rule"),
        ("text-inkk", "no rule"),
        ("text-method-{verb}", "glued"),
        ("bg-red-500", "not a colour of the tokens"),
        ("text-white", "not a colour of the tokens"),
        ("bg-black/50", "not a colour of the tokens"),
        ("dark:flex", "no variant"),
    ] {
        let scan = Scan::of(&format!("view! {{ <p class=\"{class}\"/> }}")).unwrap();
        let complaints = complaints(&scan, &engine, &own).join("\n");
        assert!(complaints.contains(reason), "{class}: {complaints:?}");
    }
    for class in [
        "button",
        "button-primary",
        "button-danger",
        "button-quiet",
        "field-input",
        "code",
        "tok-key",
        "skip-link",
        "visually-hidden",
        "badge",
        "card",
        "prose",
        "link",
        "group",
        "flex",
        "md:hover:bg-accent-soft",
    ] {
        let scan = Scan::of(&format!("view! {{ <p class=\"{class}\"/> }}")).unwrap();
        assert_eq!(complaints(&scan, &engine, &own), Vec::<String>::new(), "{class}");
    }
}

#[test]
fn the_stylesheet_has_everything_in_its_layer() {
    let css = stylesheet(&root().join("style/main.css"), &root().join("src")).unwrap();
    let order = css.find("@layer reset, base, components, utilities;").expect("the order of the layers");
    for (layer, holds) in [
        ("@layer base {", "--color-surface:"),
        ("@layer components {", ".button {"),
        ("@layer reset {", "box-sizing: border-box;"),
    ] {
        let at = css.find(layer).expect(layer);
        assert!(order < at && css[at..].contains(holds), "{layer}");
    }
    assert!(css.contains("\n@layer utilities {"));
    assert!(!css.contains("@import"), "an import was left");
    assert_eq!(css.matches('{').count(), css.matches('}').count());
}
