//! Recipes for Python with requests.

mod functions;

use super::code::Code;
use super::dialect::{Dialect, helpers};
use super::program::{Program, Request};
use super::script::{Script, statements};
use crate::console::samples::python::{literal, single};
use crate::console::samples::url;
use functions::FUNCTIONS;

#[derive(Clone, Copy)]
struct Python;

impl Dialect for Python {
    const SIGNS: [&'static str; 3] = ["not ", " and ", " or "];
    const TRUTH: [&'static str; 2] = ["True", "False"];
    const FIND: &'static str = "find";
    const TEXT: &'static str = "text";
    const NEED: &'static str = "need";
    const SAME: &'static str = "same";
    const NUMBER: &'static str = "number";
    const IS_TRUE: &'static str = "is_true";
    const STATUS: [&'static str; 2] = ["response.status_code", "str(response.status_code)"];

    fn literal(&self, text: &str) -> String {
        single(text)
    }

    fn variable(&self, name: &str) -> String {
        name.to_owned()
    }

    fn joined(&self, texts: &[String]) -> String {
        texts.join(" + ")
    }

    fn of_text(&self, text: &str) -> String {
        text.to_owned()
    }

    fn read(&self, text: &str) -> String {
        ["read(", text, ")"].concat()
    }

    fn header(&self, name: &str) -> String {
        ["response.headers.get(", name, ")"].concat()
    }

    fn encoded(&self, text: &str) -> String {
        ["quote(", text, ", safe=\"\")"].concat()
    }

    fn in_quotes(&self, text: &str) -> String {
        ["json.dumps(", text, ")[1:-1]"].concat()
    }

    fn quoted(&self, text: &str) -> String {
        ["json.dumps(", text, ")"].concat()
    }

    fn json(&self, value: &str) -> String {
        ["json.dumps(", value, ")"].concat()
    }

    fn ordered(&self, [left, right]: [&str; 2], operator: &str) -> String {
        ["(", left, ").lower() ", operator, " (", right, ").lower()"].concat()
    }
}

impl Script for Python {
    const ASSIGN: &'static str = " = ";
    const INDENT: &'static str = "    ";
    const READ_ANSWER: &'static str = "read(response.content.decode(\"utf-8\", \"replace\"))";
    const AND_ANSWER: &'static str = " + response.text";

    fn lines_of(&self, text: &str) -> String {
        literal(text)
    }

    fn print(&self, label: &str, value: &str) -> String {
        ["print(", &single(label), ", ", value, ")\n"].concat()
    }

    fn exit_if(&self, condition: &str, message: &str) -> String {
        ["if ", condition, ":\n    sys.exit(", message, ")\n"].concat()
    }

    fn break_if(&self, condition: &str) -> String {
        ["if ", condition, ":\n    break\n"].concat()
    }

    fn wait(&self, seconds: &str) -> String {
        ["time.sleep(", seconds, ")\n"].concat()
    }

    fn at_most(&self, times: u32, lines: &str) -> String {
        let end = (u64::from(times) + 1).to_string();
        ["for attempt in range(1, ", &end, "):\n", lines].concat()
    }

    fn call(code: &Code<'_, Self>, request: &Request) -> String {
        let mut lines = String::new();
        if !url::is_normal(&request.marked_url) {
            lines.push_str("# requests rewrites this address.\n");
        }
        let mut arguments = vec![code.segments(&request.url)];
        if !request.headers.is_empty() {
            let header = |(name, value): &(String, Vec<_>)| {
                let spelled = code.segments(value);
                // Python's client writes what is beyond ASCII in another encoding unless it gets bytes.
                let spelled = match code.program.is_ascii(value) {
                    true => spelled,
                    false if value.len() > 1 => ["(", &spelled, ").encode()"].concat(),
                    false => [&spelled, ".encode()"].concat(),
                };
                ["        ", &single(name), ": ", &spelled, ",\n"].concat()
            };
            let headers: String = request.headers.iter().map(header).collect();
            arguments.push(["headers={\n", &headers, "    }"].concat());
        }
        if request.body.is_some() {
            arguments.push(["data=", &request.body_name, ".encode()"].concat());
        }
        arguments.push("allow_redirects=False".to_owned());
        let function = match request.method.as_str() {
            "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS" => request.method.to_ascii_lowercase(),
            _ => {
                arguments.insert(0, single(&request.method));
                "request".to_owned()
            }
        };
        lines.push_str(&["response = requests.", &function, "(\n"].concat());
        for argument in arguments {
            lines.push_str(&["    ", &argument, ",\n"].concat());
        }
        lines + ")\n"
    }
}

pub(super) fn write(program: &Program<'_>) -> String {
    let code = statements(Python, program);
    let helpers = helpers(&FUNCTIONS, &code);
    let modules = [("json", "json."), ("sys", "sys."), ("time", "time.")];
    let is_used = |(_, call): &&(&str, &str)| code.contains(*call) || helpers.contains(*call);
    let mut imports: String =
        modules.iter().filter(is_used).map(|(name, _)| ["import ", name, "\n"].concat()).collect();
    if code.contains("quote(") {
        imports.push_str("from urllib.parse import quote\n");
    }
    let gap = if imports.is_empty() { "" } else { "\n" };
    let start = if helpers.is_empty() { "\n" } else { "\n\n" };
    [&imports, gap, "import requests\n", &helpers, start, code.trim_start_matches('\n')].concat()
}
