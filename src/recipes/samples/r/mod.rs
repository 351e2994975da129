//! Recipes for R with httr2 and jsonlite.

mod functions;

use super::code::Code;
use super::dialect::{Dialect, helpers};
use super::program::{Program, Request};
use super::script::{Script, statements};
use crate::console::samples::r::{key, literal, single};
use crate::console::samples::url;
use functions::FUNCTIONS;

#[derive(Clone, Copy)]
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

impl Script for R {
    const ASSIGN: &'static str = " <- ";
    const INDENT: &'static str = "  ";
    const READ_ANSWER: &'static str = "read(said(response))";
    const AND_ANSWER: &'static str = ", said(response)";

    fn lines_of(&self, text: &str) -> String {
        literal(text)
    }

    fn print(&self, label: &str, value: &str) -> String {
        ["cat(", &single(label), ", ", value, ", \"\\n\")\n"].concat()
    }

    fn exit_if(&self, condition: &str, message: &str) -> String {
        ["if (", condition, ") stop(", message, ", call. = FALSE)\n"].concat()
    }

    fn break_if(&self, condition: &str) -> String {
        ["if (", condition, ") break\n"].concat()
    }

    fn wait(&self, seconds: &str) -> String {
        ["Sys.sleep(", seconds, ")\n"].concat()
    }

    fn at_most(&self, times: u32, lines: &str) -> String {
        ["for (attempt in 1:", &times.to_string(), ") {\n", lines, "}\n"].concat()
    }

    fn call(code: &Code<'_, Self>, request: &Request) -> String {
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
}

pub(super) fn write(program: &Program<'_>) -> String {
    let code = statements(R, program);
    ["library(httr2)\n", &helpers(&FUNCTIONS, &code), "\n", code.trim_start_matches('\n')].concat()
}
