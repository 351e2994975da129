//! Recipes for C# with `HttpClient` and `System.Text.Json`.

mod functions;

use super::code::{self, ANSWER, Code};
use super::dialect::{Dialect, heading, helpers};
use super::program::{Program, Request};
use crate::console::samples::csharp::{is_of_content, literal, single};
use crate::console::samples::names::{self, camel};
use crate::console::samples::url;
use crate::recipes::model::Step;
use crate::recipes::plan::{NamedExpression, PlannedRepeat, PlannedStep};
use functions::FUNCTIONS;

struct CSharp;

impl Dialect for CSharp {
    const SIGNS: [&'static str; 3] = ["!", " && ", " || "];
    const TRUTH: [&'static str; 2] = ["true", "false"];
    const FIND: &'static str = "Find";
    const TEXT: &'static str = "Text";
    const NEED: &'static str = "Need";
    const SAME: &'static str = "Same";
    const NUMBER: &'static str = "Number";
    const IS_TRUE: &'static str = "IsTrue";
    const STATUS: [&'static str; 2] = ["(int)response.StatusCode", "((int)response.StatusCode).ToString()"];

    fn literal(&self, text: &str) -> String {
        single(text)
    }

    fn variable(&self, name: &str) -> String {
        camel(name)
    }

    fn joined(&self, texts: &[String]) -> String {
        texts.join(" + ")
    }

    fn of_text(&self, text: &str) -> String {
        ["OfText(", text, ")"].concat()
    }

    fn read(&self, text: &str) -> String {
        ["Read(", text, ")"].concat()
    }

    fn header(&self, name: &str) -> String {
        ["OfText(Header(response, ", name, "))"].concat()
    }

    fn encoded(&self, text: &str) -> String {
        ["Uri.EscapeDataString(", text, ")"].concat()
    }

    fn in_quotes(&self, text: &str) -> String {
        ["JsonEncodedText.Encode(", text, ").ToString()"].concat()
    }

    fn quoted(&self, text: &str) -> String {
        ["JsonSerializer.Serialize(", text, ")"].concat()
    }

    fn json(&self, value: &str) -> String {
        [value, ".GetRawText()"].concat()
    }

    fn ordered(&self, [left, right]: [&str; 2], operator: &str) -> String {
        ["string.Compare(", left, ", ", right, ", StringComparison.OrdinalIgnoreCase) ", operator, " 0"].concat()
    }
}

pub(super) fn write(program: &Program<'_>) -> String {
    let recipe = program.plan.recipe();
    let mut code = String::new();
    for variable in &program.variables {
        code.push_str(&["var ", &camel(&variable.name), " = ", &single(&variable.value), ";\n"].concat());
    }
    code.push_str(&["\n", &client(program)].concat());
    let steps = recipe.steps.iter().zip(program.plan.steps()).zip(&program.requests);
    for (place, ((known, planned), request)) in steps.enumerate() {
        code.push_str(&step(&Code { dialect: CSharp, program, place }, known, planned, request));
    }
    let end = Code { dialect: CSharp, program, place: recipe.steps.len() };
    for (place, (name, expression)) in program.plan.outputs().iter().enumerate() {
        let value = end.need(expression, &["the recipe's ", name].concat());
        code.push_str(if place == 0 { "\n" } else { "" });
        code.push_str(&["Console.WriteLine(", &single(&[name, ": "].concat()), " + Text(", &value, "));\n"].concat());
    }
    code.push_str(&helpers(&FUNCTIONS, &code));
    let modules = [
        ("System", ""),
        ("System.Globalization", "CultureInfo"),
        ("System.Net.Http", ""),
        ("System.Text", "Encoding."),
        ("System.Text.Json", "Json"),
        ("System.Threading.Tasks", "Task.Delay"),
    ];
    let is_used = |(_, word): &&(&str, &str)| code.contains(*word);
    let uses = modules.iter().filter(is_used).map(|(name, _)| ["using ", name, ";\n"].concat());
    [&uses.collect::<String>(), "\n", code.trim_start_matches('\n')].concat()
}

fn client(program: &Program<'_>) -> String {
    let headers = || program.requests.iter().flat_map(|request| &request.headers);
    let mut settings = vec!["AllowAutoRedirect = false"];
    if headers().any(|(name, _)| name.eq_ignore_ascii_case("cookie")) {
        settings.push("UseCookies = false");
    }
    let mut handler = "HttpClientHandler";
    if headers().any(|(_, value)| !program.is_known_ascii(value)) {
        handler = "SocketsHttpHandler";
        settings.push("RequestHeaderEncodingSelector = (name, message) => Encoding.UTF8");
    }
    ["using var client = new HttpClient(new ", handler, " { ", &settings.join(", "), " });\n"].concat()
}

fn step(code: &Code<'_, CSharp>, step: &Step, planned: &PlannedStep, request: &Request) -> String {
    let mut lines = ["\n// ", &heading(step), "\n"].concat();
    if let Some(body) = &request.body {
        let body = code.segments_as(body, literal);
        lines.push_str(&["var ", &camel(&request.body_name), " = ", &body, ";\n"].concat());
    }
    for (name, _) in &planned.outputs {
        lines.push_str(&["JsonElement ", &camel(code.program.output(&step.id, name)), ";\n"].concat());
    }
    let failed = [&single(&[&step.id, " failed: "].concat()), " + text"].concat();
    let mut checks = String::new();
    for condition in &planned.success {
        checks.push_str(&throw_if(&code.not(condition), &failed));
    }
    let outputs = outputs(code, &step.id, &planned.outputs);
    let start = match &planned.repeat {
        None => {
            checks.push_str(&outputs);
            "{\n"
        }
        Some(repeat) => {
            checks.push_str(&again(code, repeat, &step.id, (&outputs, &failed)));
            "for (var attempt = 1; ; attempt++)\n{\n"
        }
    };
    let mut call = call(code, request);
    call.push_str("using var response = await client.SendAsync(request);\n");
    call.push_str("var text = await response.Content.ReadAsStringAsync();\n");
    if code::uses_answer(&[&checks]) {
        call.push_str(&["var ", ANSWER, " = Read(text);\n"].concat());
    }
    call.push_str(
        &["Console.WriteLine(", &single(&[&step.id, ": "].concat()), " + (int)response.StatusCode);\n"].concat(),
    );
    // Only bodies have literals of more than one line, and these stand before the block.
    [&lines, start, &indented(&[call, checks].concat()), "}\n"].concat()
}

/// What a loop does with an answer; `outputs` are taken from the last one, `failed` is the message of a failure.
fn again(code: &Code<'_, CSharp>, repeat: &PlannedRepeat, id: &str, (outputs, failed): (&str, &str)) -> String {
    let found = indented(&[outputs, "break;\n"].concat());
    let mut lines = ["if (", &code.all(&repeat.until), ")\n{\n", &found, "}\n"].concat();
    if !repeat.failed_if.is_empty() {
        lines.push_str(&throw_if(&code.all(&repeat.failed_if), failed));
    }
    let times = repeat.most_times.to_string();
    let too_often = single(&[id, " has not ended after ", &times, " calls"].concat());
    lines.push_str(&throw_if(&["attempt == ", &times].concat(), &too_often));
    lines + "await Task.Delay(" + &repeat.every_milliseconds.to_string() + ");\n"
}

fn outputs(code: &Code<'_, CSharp>, step: &str, outputs: &[NamedExpression]) -> String {
    let output = |(name, expression): &NamedExpression| {
        let value = code.need(expression, &[step, ": ", &expression.to_string()].concat());
        [&camel(code.program.output(step, name)), " = ", &value, ";\n"].concat()
    };
    outputs.iter().map(output).collect()
}

fn throw_if(condition: &str, message: &str) -> String {
    ["if (", condition, ")\n{\n    throw new Exception(", message, ");\n}\n"].concat()
}

fn indented(lines: &str) -> String {
    lines.lines().map(|line| ["    ", line, "\n"].concat()).collect()
}

fn call(code: &Code<'_, CSharp>, request: &Request) -> String {
    let method = match names::method(&request.method) {
        Some(name) => ["HttpMethod.", name].concat(),
        None => ["new HttpMethod(", &single(&request.method), ")"].concat(),
    };
    let address = code.segments(&request.url);
    let address = match url::is_kept_by_dotnet(&request.marked_url) {
        true => address,
        false => {
            let options = "new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }";
            ["new Uri(", &address, ", ", options, ")"].concat()
        }
    };
    let mut lines = ["using var request = new HttpRequestMessage(", &method, ", ", &address, ");\n"].concat();
    let (of_content, of_request): (Vec<_>, Vec<_>) = request.headers.iter().partition(|(name, _)| is_of_content(name));
    let header = |place: &str, (name, value): &(String, Vec<_>)| {
        let value = code.segments(value);
        [place, ".Headers.TryAddWithoutValidation(", &single(name), ", ", &value, ");\n"].concat()
    };
    lines.extend(of_request.into_iter().map(|known| header("request", known)));
    let bytes = match &request.body {
        Some(_) => ["Encoding.UTF8.GetBytes(", &camel(&request.body_name), ")"].concat(),
        None if of_content.is_empty() => return lines,
        None => "Array.Empty<byte>()".to_owned(),
    };
    lines.push_str(&["request.Content = new ByteArrayContent(", &bytes, ");\n"].concat());
    lines.extend(of_content.into_iter().map(|known| header("request.Content", known)));
    lines
}
