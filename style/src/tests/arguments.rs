use crate::Arguments;

fn read(line: &str) -> Result<Arguments, String> {
    Arguments::read(line.split_whitespace().map(str::to_owned)).map_err(|error| error.to_string())
}

#[test]
fn the_call_of_cargo_leptos_is_understood() {
    let expected = Arguments { input: "style/main.css".into(), output: "target/tmp/tailwind.css".into() };
    for line in [
        "--input style/main.css --output target/tmp/tailwind.css",
        "--input style/main.css --output target/tmp/tailwind.css --minify",
    ] {
        assert_eq!(read(line).unwrap(), expected, "{line}");
    }
}

#[test]
fn mistakes_are_named() {
    for (line, named) in
        [("", "--input"), ("--input a.css", "--output"), ("--input a.css --output", "--output"), ("--watch", "--watch")]
    {
        let message = read(line).unwrap_err();
        assert!(message.contains(named), "{line}: {message}");
    }
}
