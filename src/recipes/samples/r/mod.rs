//! Recipes for R with httr2 and jsonlite.

mod functions;

use super::code::{self, ANSWER, Code};
use super::dialect::{Dialect, heading, helpers};
use super::program::{Program, Request};
use crate::console::samples::r::{key, literal, single};
use crate::console::samples::url;
use crate::recipes::model::Step;
use crate::recipes::plan::{PlannedRepeat, PlannedStep};
use functions::FUNCTIONS;

struct R;

impl Dialect for R {
    const SIGNS: [&'static str; 3] = ["!", " && ", " || "];
    const TRUTH: [&'static str; 2] = ["TRUE", "FALSE"];
    const FIND: &'static str = "find";
    const TEXT: &'static str = "text";
    const NEED: &'static str = "need";
    const SAME: &'static str = "same";
    const NUMBER: &'static str = "number";
    const IS_TRUE: &'static str = "is_true";
    const STATUS: [&'static str; 2] = ["resp_status(response)", "as.character(resp_status(response))"];

    fn literal(&self, text: &str) -> String {
        single(text)
    }

    fn variable(&self, name: &str) -> String {
        name.to_owned()
    }

    fn joined(&self, texts: &[String]) -> String {
        match texts {
            [text] => text.clone(),
            texts => ["paste0(", &texts.join(", "), ")"].concat(),
        }
    }

    fn of_text(&self, text: &str) -> String {
        text.to_owned()
    }

    fn read(&self, text: &str) -> String {
        ["read(", text, ")"].concat()
    }

    fn header(&self, name: &str) -> String {
        ["resp_header(response, ", name, ")"].concat()
    }

    fn encoded(&self, text: &str) -> String {
        ["curl::curl_escape(", text, ")"].concat()
    }

    fn in_quotes(&self, text: &str) -> String {
        ["in_quotes(", text, ")"].concat()
    }

    fn quoted(&self, text: &str) -> String {
        ["json(", text, ")"].concat()
    }

    fn json(&self, value: &str) -> String {
        ["json(", value, ")"].concat()
    }

    fn ordered(&self, [left, right]: [&str; 2], operator: &str) -> String {
        ["tolower(", left, ") ", operator, " tolower(", right, ")"].concat()
    }

    /// What is no number is `NA`, which no comparison is true of.
    fn numeric(&self, operands: [&str; 2], operator: &str) -> String {
        ["isTRUE(", &operands.join(&[" ", operator, " "].concat()), ")"].concat()
    }
}

pub(super) fn write(program: &Program<'_>) -> String {
    let recipe = program.plan.recipe();
    let mut code = String::new();
    for variable in &program.variables {
        code.push_str(&[&variable.name, " <- ", &single(&variable.value), "\n"].concat());
    }
    let steps = recipe.steps.iter().zip(program.plan.steps()).zip(&program.requests);
    for (place, ((known, planned), request)) in steps.enumerate() {
        code.push_str(&step(&Code { dialect: R, program, place }, known, planned, request));
    }
    let end = Code { dialect: R, program, place: recipe.steps.len() };
    for (place, (name, expression)) in program.plan.outputs().iter().enumerate() {
        let value = end.need(expression, &["the recipe's ", name].concat());
        code.push_str(if place == 0 { "\n" } else { "" });
        code.push_str(&["cat(", &single(&[name, ":"].concat()), ", text(", &value, "), \"\\n\")\n"].concat());
    }
    ["library(httr2)\n", &helpers(&FUNCTIONS, &code), "\n", code.trim_start_matches('\n')].concat()
}

fn step(code: &Code<'_, R>, step: &Step, planned: &PlannedStep, request: &Request) -> String {
    let mut lines = ["\n# ", &heading(step), "\n"].concat();
    if let Some(body) = &request.body {
        let body = code.segments_as(body, literal);
        lines.push_str(&[&request.body_name, " <- ", &body, "\n"].concat());
    }
    let failed = [&single(&[&step.id, " failed: "].concat()), ", said(response)"].concat();
    let mut checks = String::new();
    for condition in &planned.success {
        checks.push_str(&stop_if(&code.not(condition), &failed));
    }
    if let Some(repeat) = &planned.repeat {
        checks.push_str(&again(code, repeat, &step.id, &failed));
    }
    let mut outputs = String::new();
    for (name, expression) in &planned.outputs {
        let value = code.need(expression, &[&step.id, ": ", &expression.to_string()].concat());
        outputs.push_str(&[code.program.output(&step.id, name), " <- ", &value, "\n"].concat());
    }
    let mut call = call(code, request);
    if code::uses_answer(&[&checks, &outputs]) {
        call.push_str(&[ANSWER, " <- read(said(response))\n"].concat());
    }
    call.push_str(&["cat(", &single(&[&step.id, ":"].concat()), ", resp_status(response), \"\\n\")\n"].concat());
    // Only bodies have literals of more than one line, and these stand before the loop.
    let inside = match &planned.repeat {
        Some(repeat) => {
            let indented = [call, checks].concat().lines().map(|line| ["  ", line, "\n"].concat()).collect::<String>();
            ["for (attempt in 1:", &repeat.most_times.to_string(), ") {\n", &indented, "}\n"].concat()
        }
        None => call + &checks,
    };
    [lines, inside, outputs].concat()
}

/// What a loop does with an answer.
fn again(code: &Code<'_, R>, repeat: &PlannedRepeat, id: &str, failed: &str) -> String {
    let times = repeat.most_times.to_string();
    let mut lines = ["if (", &code.all(&repeat.until), ") break\n"].concat();
    if !repeat.failed_if.is_empty() {
        lines.push_str(&stop_if(&code.all(&repeat.failed_if), failed));
    }
    let too_often = single(&[id, " has not ended after ", &times, " calls"].concat());
    lines.push_str(&stop_if(&["attempt == ", &times].concat(), &too_often));
    let seconds = f64::from(repeat.every_milliseconds) / 1_000.0;
    lines + "Sys.sleep(" + &seconds.to_string() + ")\n"
}

fn stop_if(condition: &str, message: &str) -> String {
    ["if (", condition, ") stop(", message, ", call. = FALSE)\n"].concat()
}

fn call(code: &Code<'_, R>, request: &Request) -> String {
    let mut lines = vec![["request(", &code.segments(&request.url), ")"].concat()];
    if request.method != "GET" || request.body.is_some() {
        lines.push(["req_method(", &single(&request.method), ")"].concat());
    }
    if !request.headers.is_empty() {
        let header = |(name, value): &(String, Vec<_>)| [&key(name), " = ", &code.segments(value)].concat();
        let headers: Vec<String> = request.headers.iter().map(header).collect();
        lines.push(["req_headers(\n    ", &headers.join(",\n    "), "\n  )"].concat());
    }
    if request.body.is_some() {
        lines.push(["req_body_raw(", &request.body_name, ")"].concat());
    }
    let dots = if url::has_dot_segment(&request.marked_url) { ", path_as_is = TRUE" } else { "" };
    lines.push(["req_options(followlocation = FALSE", dots, ")"].concat());
    lines.push("req_error(is_error = function(response) FALSE)".to_owned());
    lines.push("req_perform()".to_owned());
    let is_empty = |(_, value): &(String, Vec<_>)| value.is_empty();
    let remark = match request.headers.iter().any(is_empty) {
        true => "# httr2 leaves out headers that are empty.\n",
        false => "",
    };
    [remark, "response <- ", &lines.join(" |>\n  "), "\n"].concat()
}
