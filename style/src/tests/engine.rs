use super::own_css;
use crate::Engine;

fn rule(class: &str) -> String {
    Engine::new(&own_css()).rules([class])
}

#[test]
fn tokens_are_colours_of_the_utilities() {
    for (class, declaration) in [
        ("bg-surface", "background-color: var(--color-surface);"),
        ("text-ink-muted", "color: var(--color-ink-muted);"),
        ("border-line", "border-color: var(--color-line);"),
        ("text-method-get", "color: var(--color-method-get);"),
        ("bg-method-get-soft", "background-color: var(--color-method-get-soft);"),
    ] {
        assert!(rule(class).contains(declaration), "{class}: {}", rule(class));
    }
}

#[test]
fn there_is_one_monospaced_font() {
    let css = own_css();
    let font = css.lines().find_map(|line| line.trim().strip_prefix("--font-mono: ")).expect("--font-mono");
    assert!(rule("font-mono").contains(&format!("font-family: {font}")), "{}", rule("font-mono"));
}

#[test]
fn what_is_only_in_brackets_is_no_class() {
    for word in ["[1]}]", "[0,{\"a\":[1]}]", "[::1]", "[2001:0:{:x}]", "md:[color:red]", "content-['}']", "w-[1;2]"] {
        assert_eq!(rule(word), "", "{word}");
    }
    for class in ["z-[100]", "md:w-[3rem]"] {
        assert_ne!(rule(class), "", "{class}");
    }
}

#[test]
fn breakpoints_are_those_of_the_design() {
    for (class, width) in [("sm:flex", 640), ("md:flex", 768), ("lg:flex", 1024), ("xl:flex", 1280)] {
        let query = format!("@media (width >= {}rem)", width / 16);
        assert!(rule(class).contains(&query), "{class}: {}", rule(class));
    }
}

#[test]
fn wider_breakpoints_win_over_narrower_ones() {
    let classes = ["xl:grid-cols-4", "md:grid-cols-2", "2xl:grid-cols-5", "sm:grid-cols-1", "lg:grid-cols-3", "md:p-4"];
    let css = Engine::new(&own_css()).rules(classes);
    let places = [40, 48, 64, 80, 96].map(|width| {
        let query = format!("@media (width >= {width}rem)");
        (css.find(&query).unwrap(), css.rfind(&query).unwrap())
    });
    for [narrower, wider] in places.array_windows() {
        assert!(narrower.1 < wider.0, "{css}");
    }
}

#[test]
fn the_mends_hold() {
    for (class, declarations) in [
        ("size-6", &["width: 1.5rem;", "height: 1.5rem;"][..]),
        ("size-full", &["width: 100%;", "height: 100%;"]),
        ("rotate-90", &["rotate: 90deg;"]),
        ("open:rotate-90", &["[open] {", "rotate: 90deg;"]),
        ("z-[100]", &["z-index: 100;"]),
        ("z-10", &["z-index: 10;"]),
        ("shadow-raised", &["box-shadow: var(--shadow-raised);"]),
        ("rounded", &["border-radius: var(--radius);"]),
        ("rounded-full", &["border-radius:"]),
        ("wrap-anywhere", &["overflow-wrap: anywhere;"]),
    ] {
        for declaration in declarations {
            assert!(rule(class).contains(declaration), "{class}: {}", rule(class));
        }
        assert!(!rule(class).contains("transform:"), "{class}: {}", rule(class));
    }
}

/// When one of these begins to work, take it off the list, here and in CONTRIBUTING.md.
#[test]
fn the_gaps_are_known() {
    for class in [
        "shadow",
        "outline-none",
        "text-sm/6",
        "backdrop-blur",
        "bg-[var(--x)]",
        "p-2!",
        "has-checked:flex",
        "field-sizing-content",
    ] {
        assert_eq!(rule(class), "", "{class}");
    }
}
