//! Documents that are made to harm.

use std::fmt::Write as _;

use loggia::openapi::server::read::Refusal;

use super::{document, messages, refusal};

const HEAD: &str = "openapi: 3.0.0\npaths: {}\n";

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn what_is_too_deep_is_refused() {
    for text in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("{HEAD}x: {}", "[".repeat(100_000)),
        format!("{HEAD}x: {}", "{a: ".repeat(100_000)),
        format!("{HEAD}x:\n  {}", "- ".repeat(100_000)),
        lines(2_000, |level| format!("{}a:\n", " ".repeat(level))),
        format!("{{\"openapi\": \"3.0.0\", \"x\": {}1{}}}", "[".repeat(256), "]".repeat(256)),
    ] {
        assert_eq!(refusal(text.as_bytes()), Refusal::TooDeep { limit: 256 });
    }
}

#[test]
fn what_is_just_not_too_deep_is_read() {
    let (open, close) = ("{\"properties\":{\"a\":".repeat(120), "}}".repeat(120));
    let text = format!("{{\"openapi\": \"3.0.0\", \"components\": {{\"schemas\": {{\"A\": {open}{{}}{close}}}}}}}");
    assert_eq!(document(&text).schemas[0].schema, format!("{open}{{}}{close}"));
    let yaml = format!("openapi: 3.0.0\nx: {}1{}\n", "[".repeat(250), "]".repeat(250));
    document(&yaml);
    let blocks = format!("openapi: 3.0.0\nx:\n{}", lines(250, |level| format!("{}a:\n", " ".repeat(level + 1))));
    document(&blocks);
}

#[test]
fn alias_bombs_are_refused() {
    let nine = |name: &str| [name; 9].join(", ");
    let laughs = lines(12, |level| match level {
        0 => format!("a0: &a0 [{}]\n", nine("lol")),
        level => format!("a{level}: &a{level} [{}]\n", nine(&format!("*a{}", level - 1))),
    });
    let large = format!("x: &x \"{}\"\n{}", "y".repeat(100_000), lines(5_000, |at| format!("k{at}: *x\n")));
    let mut merges = format!("m0: &m0 {{{}}}\n", lines(500, |at| format!("k{at}: 1, ")));
    for at in 1..2_000 {
        let _ = writeln!(merges, "m{at}: &m{at} {{<<: *m{}, z{at}: 1}}", at - 1);
    }
    let circle = "x: &x\n  y: *x\n".to_owned();
    for bomb in [laughs, large, merges, circle] {
        assert_eq!(refusal(format!("{HEAD}{bomb}").as_bytes()), Refusal::Grows);
    }
}

#[test]
fn references_that_multiply_are_refused() {
    let many = |count: usize, item: &str| lines(count, |at| format!("\"/{at}\": {item},")) + "\"/z\": {}";
    let long = "x".repeat(50_000);
    let responses = format!(
        r##"{{"openapi": "3.0.0", "components": {{"responses": {{"R": {{"description": "{long}"}}}}}}, "paths": {{{}}}}}"##,
        many(3_000, r##"{"get": {"responses": {"200": {"$ref": "#/components/responses/R"}}}}"##),
    );
    let methods = lines(2_000, |at| format!("\"M{at}\": {{}},"));
    let items = format!(
        r##"{{"openapi": "3.2.0", "components": {{"pathItems": {{"P": {{"additionalOperations": {{{methods} "Z": {{}}}}}}}}}}, "paths": {{{}}}}}"##,
        many(2_000, r##"{"$ref": "#/components/pathItems/P"}"##),
    );
    let nested = format!("{}\"{}\"{}", "{\"a\":".repeat(200), "z".repeat(500_000), "}".repeat(200));
    let schemas = lines(200, |at| format!(r##"{{"$ref": "#/y{}"}},"##, "/a".repeat(at)));
    let extra = format!(
        r##"{{"openapi": "3.1.0", "y": {nested}, "components": {{"schemas": {{"S": {{"anyOf": [{schemas} true]}}}}}}}}"##
    );
    for bomb in [responses, items, extra] {
        assert_eq!(refusal(bomb.as_bytes()), Refusal::Grows);
    }
}

#[test]
fn a_shared_schema_is_written_once() {
    let properties = lines(300, |at| format!(r#""p{at}": {{"type": "string"}},"#));
    let schema = format!(r#"{{"properties": {{{properties} "z": {{}}}}}}"#);
    let paths = lines(2_000, |at| {
        format!(r##""/{at}": {{"get": {{"responses": {{"200": {{"$ref": "#/components/responses/R"}}}}}}}},"##)
    });
    let document = document(&format!(
        r##"{{"openapi": "3.0.0", "components": {{"responses": {{"R": {{"content": {{"a/b": {{"schema": {schema}}}}}}}}}}}, "paths": {{{paths} "/": {{}}}}}}"##
    ));
    let pointer = "#/components/responses/R/content/a~1b/schema";
    assert_eq!(document.operations[7].responses[0].representations[0].schema, format!(r#"{{"$ref":"{pointer}"}}"#));
    assert_eq!((document.schemas.len(), document.schemas[0].pointer.as_str()), (1, pointer));
}

#[test]
fn nothing_takes_the_square_of_its_size() {
    let alternatives = vec![r##"{"$ref": "#/components/schemas/A"}"##; 50].join(",");
    let parameters = lines(20_000, |at| {
        format!(r##"{{"name": "p{at}", "in": "query", "schema": {{"$ref": "#/components/schemas/A"}}}},"##)
    });
    let paths = lines(20_000, |at| format!(r#""/{at}": {{"get": {{"operationId": "new"}}}},"#));
    let path = "{a}".repeat(20_000);
    let long = "k".repeat(100_000);
    let document = document(&format!(
        r##"{{"openapi": "3.1.0", "components": {{"schemas": {{"A": {{"anyOf": [{alternatives}]}}}}}}, "paths": {{
            "/p": {{"get": {{"parameters": [{parameters} {{"name": "z", "in": "query"}}]}}}}, {paths} "/{path}": {{"get": {{}}}},
            "/{long}": {{"get": {{"responses": {{"200": {{"headers": {{"a b": 1}}}}}}}}}}}}}}"##
    ));
    assert_eq!(document.operations.len(), 20_003);
    assert_eq!(document.operations[0].parameters.len(), 20_001);
    assert_eq!(document.operations[20_000].slug, "new-20001");
    assert_eq!(document.warnings.len(), 1_000);
    assert!(messages(&document)[999].ends_with("further warnings, which are not listed."));
    assert!(document.warnings.iter().all(|warning| warning.pointer.len() < 10_000 && warning.message.len() < 10_000));
}

#[test]
fn too_many_values_are_refused() {
    let text = format!("{{\"openapi\": \"3.0.0\", \"x\": [{}1]}}", "1,".repeat(8_000_000));
    assert_eq!(refusal(text.as_bytes()), Refusal::TooManyValues { limit: 8_000_000 });
}

#[test]
fn too_many_bytes_are_refused() {
    assert_eq!(refusal(&vec![b' '; 200_000_001]), Refusal::TooLarge { megabytes: 200 });
}
