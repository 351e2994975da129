//! Samples for Go with `net/http`.

use super::literal::{Number, escaped, is_better_raw};
use super::multipart::disposition;
use super::names::camel;
use super::text::{Content, Draft, Field, Payload, Text};
use super::url;

const CHECK: &str = "\tif err != nil {\n\t\tpanic(err)\n\t}\n";

pub(super) fn sample(draft: &Draft) -> String {
    let mut imports = vec!["fmt", "io", "net/http"];
    let mut lines = draft.declarations(|name, value| ["\t", &camel(name), " := ", &single(value)].concat());
    let mut is_form = false;
    let body = match &draft.body {
        Payload::None => "nil".to_owned(),
        Payload::Text(body) => {
            imports.push("strings");
            ["strings.NewReader(", &text(draft, body), ")"].concat()
        }
        Payload::File(name) => {
            imports.extend(["bytes", "os"]);
            lines.push_str(&["\tfile, err := os.ReadFile(", &single(name), ")\n", CHECK].concat());
            "bytes.NewReader(file)".to_owned()
        }
        Payload::Multipart(fields) => {
            is_form = true;
            imports.extend(["bytes", "mime/multipart"]);
            lines.push_str(&form(draft, fields, &mut imports));
            "&body".to_owned()
        }
    };
    let call =
        ["http.NewRequest(", &single(&draft.method), ", ", &argument(draft, &draft.url), ", ", &body, ")\n"].concat();
    lines.push_str(&["\trequest, err := ", &call, CHECK].concat());
    lines.push_str(&opaque(draft));
    let mut names: Vec<String> = Vec::new();
    for (name, value) in &draft.headers {
        let method = if names.contains(&name.to_ascii_lowercase()) { "Add" } else { "Set" };
        names.push(name.to_ascii_lowercase());
        let header = ["\trequest.Header.", method, "(", &single(name), ", ", &argument(draft, value), ")\n"].concat();
        lines.push_str(&header);
    }
    if is_form {
        lines.push_str("\trequest.Header.Set(\"Content-Type\", form.FormDataContentType())\n");
    }
    imports.sort_unstable();
    imports.dedup();
    let imports: String = imports.iter().map(|name| ["\t\"", name, "\"\n"].concat()).collect();
    let begin = ["package main\n\nimport (\n", &imports, ")\n\nfunc main() {\n"].concat();
    [
        &begin,
        &lines,
        "\n\tresponse, err := http.DefaultTransport.RoundTrip(request)\n",
        CHECK,
        "\tdefer response.Body.Close()\n\tcontent, err := io.ReadAll(response.Body)\n",
        CHECK,
        "\n\tfmt.Println(response.Status)\n\tfmt.Println(string(content))\n}\n",
    ]
    .concat()
}

/// The statement that keeps Go from encoding the path again.
fn opaque(draft: &Draft) -> String {
    let url = draft.value(&draft.url);
    let path = url::path_and_query(&url).0;
    let is_kept = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%[]".contains(c);
    // Beginning with two slashes it would be taken for a host.
    if path.chars().all(is_kept) || path.starts_with("//") {
        return String::new();
    }
    ["\trequest.URL.Opaque = ", &single(path), " // as it is, not encoded again\n"].concat()
}

fn form(draft: &Draft, fields: &[Field], imports: &mut Vec<&str>) -> String {
    let mut lines = "\tvar body bytes.Buffer\n\tform := multipart.NewWriter(&body)\n".to_owned();
    let is_first = |place: usize| if place == 0 { " := " } else { " = " };
    let (mut parts, mut files) = (0, 0);
    for field in fields {
        if let Content::File(name) = &field.content {
            imports.push("os");
            lines.push_str(&["\tfile, err", is_first(files), "os.ReadFile(", &single(name), ")\n", CHECK].concat());
            files += 1;
        }
        match &field.content {
            Content::Text(value) if field.content_type.is_empty() && !field.name.contains(['"', '\\', '\r', '\n']) => {
                lines.push_str(
                    &["\tform.WriteField(", &single(&field.name), ", ", &argument(draft, value), ")\n"].concat(),
                );
                continue;
            }
            _ => {}
        }
        imports.push("net/textproto");
        let mut header = ["\t\t\"Content-Disposition\": {", &literal(&disposition(field)), "},\n"].concat();
        if !field.content_type.is_empty() {
            header.push_str(&["\t\t\"Content-Type\":        {", &single(&field.content_type), "},\n"].concat());
        }
        let define = if parts == 0 { " := " } else { " = " };
        lines.push_str(
            &["\tpart, err", define, "form.CreatePart(textproto.MIMEHeader{\n", &header, "\t})\n", CHECK].concat(),
        );
        parts += 1;
        lines.push_str(&match &field.content {
            Content::Text(value) => ["\tio.WriteString(part, ", &argument(draft, value), ")\n"].concat(),
            Content::File(_) => "\tpart.Write(file)\n".to_owned(),
        });
    }
    lines + "\tform.Close()\n\n"
}

/// `text` as one of several arguments; gofmt writes these without spaces.
fn argument(draft: &Draft, text: &Text) -> String {
    draft.expression(text, literal, camel, "+")
}

fn text(draft: &Draft, text: &Text) -> String {
    draft.expression(text, literal, camel, " + ")
}

fn literal(text: &str) -> String {
    if is_better_raw(text) && !text.contains('`') { ["`", text, "`"].concat() } else { single(text) }
}

fn single(text: &str) -> String {
    escaped(text, '"', "", Number::Four)
}
