//! Recipes for Python with requests.

mod functions;

use super::code::{self, ANSWER, Code};
use super::dialect::{Dialect, heading, helpers};
use super::program::{Program, Request};
use crate::console::samples::python::{literal, single};
use crate::console::samples::url;
use crate::recipes::model::Step;
use crate::recipes::plan::{PlannedRepeat, PlannedStep};
use functions::FUNCTIONS;

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

pub(super) fn write(program: &Program<'_>) -> String {
    let recipe = program.plan.recipe();
    let mut code = String::new();
    for variable in &program.variables {
        code.push_str(&[&variable.name, " = ", &single(&variable.value), "\n"].concat());
    }
    let steps = recipe.steps.iter().zip(program.plan.steps()).zip(&program.requests);
    for (place, ((known, planned), request)) in steps.enumerate() {
        code.push_str(&step(&Code { dialect: Python, program, place }, known, planned, request));
    }
    let end = Code { dialect: Python, program, place: recipe.steps.len() };
    for (place, (name, expression)) in program.plan.outputs().iter().enumerate() {
        let value = end.need(expression, &["the recipe's ", name].concat());
        code.push_str(if place == 0 { "\n" } else { "" });
        code.push_str(&["print(", &single(&[name, ":"].concat()), ", text(", &value, "))\n"].concat());
    }
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

fn step(code: &Code<'_, Python>, step: &Step, planned: &PlannedStep, request: &Request) -> String {
    let mut lines = ["\n# ", &heading(step), "\n"].concat();
    if let Some(body) = &request.body {
        let body = code.segments_as(body, literal);
        lines.push_str(&[&request.body_name, " = ", &body, "\n"].concat());
    }
    let failed = [&single(&[&step.id, " failed: "].concat()), " + response.text"].concat();
    let mut checks = String::new();
    for condition in &planned.success {
        checks.push_str(&exit_if(&code.not(condition), &failed));
    }
    if let Some(repeat) = &planned.repeat {
        checks.push_str(&again(code, repeat, &step.id, &failed));
    }
    let mut outputs = String::new();
    for (name, expression) in &planned.outputs {
        let value = code.need(expression, &[&step.id, ": ", &expression.to_string()].concat());
        outputs.push_str(&[code.program.output(&step.id, name), " = ", &value, "\n"].concat());
    }
    let mut call = call(code, request);
    if code::uses_answer(&[&checks, &outputs]) {
        call.push_str(&[ANSWER, " = read(response.content.decode(\"utf-8\", \"replace\"))\n"].concat());
    }
    call.push_str(&["print(", &single(&[&step.id, ":"].concat()), ", response.status_code)\n"].concat());
    // Only bodies have literals of more than one line, and these stand before the loop.
    let inside = match &planned.repeat {
        Some(repeat) => {
            let end = (u64::from(repeat.most_times) + 1).to_string();
            let indented =
                [call, checks].concat().lines().map(|line| ["    ", line, "\n"].concat()).collect::<String>();
            ["for attempt in range(1, ", &end, "):\n", &indented].concat()
        }
        None => call + &checks,
    };
    [lines, inside, outputs].concat()
}

/// What a loop does with an answer.
fn again(code: &Code<'_, Python>, repeat: &PlannedRepeat, id: &str, failed: &str) -> String {
    let times = repeat.most_times.to_string();
    let mut lines = ["if ", &code.all(&repeat.until), ":\n    break\n"].concat();
    if !repeat.failed_if.is_empty() {
        lines.push_str(&exit_if(&code.all(&repeat.failed_if), failed));
    }
    let too_often = [id, " has not ended after ", &times, " calls"].concat();
    lines.push_str(&exit_if(&["attempt == ", &times].concat(), &single(&too_often)));
    let seconds = f64::from(repeat.every_milliseconds) / 1_000.0;
    lines + "time.sleep(" + &seconds.to_string() + ")\n"
}

fn exit_if(condition: &str, message: &str) -> String {
    ["if ", condition, ":\n    sys.exit(", message, ")\n"].concat()
}

fn call(code: &Code<'_, Python>, request: &Request) -> String {
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
