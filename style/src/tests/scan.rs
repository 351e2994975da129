use crate::Scan;

fn scan(source: &str) -> Scan {
    Scan::of(source).expect("the snippet is Rust")
}

#[test]
fn every_way_to_write_a_class_is_found() {
    for (source, expected) in [
        (r#"view! { <p class="a b">"c"</p> }"#, "a b"),
        (
            r#"view! { <p class="a
                     b" id="c"/> }"#,
            "a b",
        ),
        (r##"view! { <p class=r"before:content-['x']"/> }"##, "before:content-['x']"),
        (r#"view! { <p class=("a b", move || kind() == "c")/> }"#, "a b"),
        (r#"view! { <p class=(["a", "b"], on)/> }"#, "a b"),
        (r#"view! { <p class:a=on class:b-c=move || on()/> }"#, "a b-c"),
        (r#"view! { <p class={if on { "a" } else { "b" }}>"c"</p> }"#, "a b"),
        (r#"view! { <p class=move || if on() { "a" } else { "b" } title="c">"d"</p> }"#, "a b"),
        (r#"view! { <p class=move || if on() { "a" } else { "b" } on:click=move |_| f("c")>"d"</p> }"#, "a b"),
        (r#"view! { <p class=move || if on() { "a" } else { "b" }>"c"</p> }"#, "a b"),
        (r#"view! { <p class=tone::class(kind)>"c"</p><i class="a"/> }"#, "a"),
        (r#"view! { <p class=format!("a {tone} b")>"c"</p> }"#, "a b"),
        (r#"view! { <Field input_class="a" label="c"/> }"#, "a"),
        (r#"let class = match verb { "GET" | "HEAD" => "a", "PUT" => "b", _ => "c" }; f("d")"#, "a b c"),
        (r#"let class: String = if verb == "GET" { "a".into() } else { "b".into() };"#, "a b"),
        (r#"const ROW_CLASS: &str = "a b"; const OTHER: &str = "c";"#, "a b"),
        (
            r#"fn method_class(verb: &str) -> &'static str { match verb { "GET" => "a", _ => "b" } } fn f() -> &str { "c" }"#,
            "a b",
        ),
        (r#"let link = "a b"; let text = "c"; view! { <A attr:class=link>{text}</A> }"#, "a b"),
        (
            r#"const LINK: &str = "b"; let tone = if on { "a" } else { LINK }; view! { <i class=format!("x {tone}")/> }"#,
            "a b x",
        ),
        (r#"if class == "a" { f("b") }"#, ""),
        (
            r#"fn row(class: &str, other: &str) {} /// class="a"
            #[doc = "b"] struct S;"#,
            "",
        ),
    ] {
        let classes: Vec<String> = scan(source).classes.into_iter().collect();
        assert_eq!(classes.join(" "), expected, "{source}");
    }
}

#[test]
fn names_glued_from_pieces_are_told() {
    let scan = scan(r#"view! { <p class=format!("{tone} text-method-{verb} a")/> }"#);
    assert_eq!(scan.pieces.into_iter().collect::<Vec<_>>(), ["text-method-{verb}"]);
    assert_eq!(scan.classes.into_iter().collect::<Vec<_>>(), ["a"]);
}

#[test]
fn the_engine_is_offered_every_string_but_no_comment() {
    let words = scan("/// flex\nfn f() { /* grid */ g(\"table hidden\", 'x', 1.5) }").words;
    assert_eq!(words.into_iter().collect::<Vec<_>>(), ["hidden", "table"]);
}

#[test]
fn what_is_not_rust_is_refused() {
    assert!(Scan::of("view! { <p class=\"a }").is_err());
}
