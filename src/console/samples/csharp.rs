//! Samples for C# with `HttpClient`.

use super::literal::{Number, escaped, is_clear};
use super::multipart::{self, Chunk};
use super::names::{self, camel};
use super::text::{Draft, Payload, Text};
use super::url;

pub(super) fn sample(draft: &Draft) -> String {
    let mut uses = vec!["System", "System.Net.Http"];
    let mut lines = client(draft, &mut uses);
    lines.push_str(
        &["using var request = new HttpRequestMessage(", &method(draft), ", ", &address(draft), ");\n"].concat(),
    );
    let header = |place: &str, name: &str, value: &str| {
        [place, ".Headers.TryAddWithoutValidation(", &single(name), ", ", value, ");\n"].concat()
    };
    let (of_content, of_request): (Vec<_>, Vec<_>) =
        draft.merged_headers().into_iter().partition(|(name, _)| is_of_content(name));
    for (name, value) in of_request {
        lines.push_str(&header("request", name, &text(draft, &value)));
    }
    let written = multipart::written(draft);
    let bytes = match (&draft.body, &written) {
        (Payload::Text(body), _) => {
            uses.push("System.Text");
            ["Encoding.UTF8.GetBytes(", &text(draft, body), ")"].concat()
        }
        (Payload::File(name), _) => {
            uses.push("System.IO");
            ["File.ReadAllBytes(", &single(name), ")"].concat()
        }
        (_, Some(written)) => {
            uses.extend(["System.IO", "System.Text"]);
            lines.push_str("var body = new MemoryStream();\n");
            for chunk in &written.chunks {
                let chunk = match chunk {
                    Chunk::Text(part) => ["Encoding.UTF8.GetBytes(", &text(draft, part), ")"].concat(),
                    Chunk::File(name) => ["File.ReadAllBytes(", &single(name), ")"].concat(),
                };
                lines.push_str(&["body.Write(", &chunk, ");\n"].concat());
            }
            "body.ToArray()".to_owned()
        }
        _ if of_content.is_empty() => String::new(),
        _ => "Array.Empty<byte>()".to_owned(),
    };
    if !bytes.is_empty() {
        lines.push_str(&["request.Content = new ByteArrayContent(", &bytes, ");\n"].concat());
    }
    for (name, value) in of_content {
        lines.push_str(&header("request.Content", name, &text(draft, &value)));
    }
    if let Some(written) = &written {
        lines.push_str(&header("request.Content", "Content-Type", &single(&written.content_type)));
    }
    uses.sort_unstable();
    uses.dedup();
    [
        &uses.iter().map(|name| ["using ", name, ";\n"].concat()).collect::<String>(),
        "\n",
        &draft.declarations(|name, value| ["var ", &camel(name), " = ", &single(value), ";"].concat()),
        &lines,
        "using var response = await client.SendAsync(request);\n\nConsole.WriteLine((int)response.StatusCode);\n",
        "Console.WriteLine(await response.Content.ReadAsStringAsync());\n",
    ]
    .concat()
}

fn client(draft: &Draft, uses: &mut Vec<&str>) -> String {
    let mut settings = vec!["AllowAutoRedirect = false"];
    if draft.header("cookie").is_some() {
        // With a jar of its own the client may add to the header.
        settings.push("UseCookies = false");
    }
    let mut handler = "HttpClientHandler";
    if draft.headers.iter().any(|(_, value)| !draft.value(value).is_ascii()) {
        handler = "SocketsHttpHandler";
        uses.push("System.Text");
        settings.push("RequestHeaderEncodingSelector = (name, message) => Encoding.UTF8");
    }
    ["using var client = new HttpClient(new ", handler, " { ", &settings.join(", "), " });\n"].concat()
}

fn method(draft: &Draft) -> String {
    match names::method(&draft.method) {
        Some(name) => "HttpMethod.".to_owned() + name,
        None => ["new HttpMethod(", &single(&draft.method), ")"].concat(),
    }
}

/// The address; .NET normalises one unless it is told not to.
fn address(draft: &Draft) -> String {
    let address = text(draft, &draft.url);
    if url::is_kept_by_dotnet(&draft.value(&draft.url)) {
        return address;
    }
    let options = "new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }";
    ["new Uri(", &address, ", ", options, ")"].concat()
}

/// Whether .NET counts the header among those of content.
pub(crate) fn is_of_content(name: &str) -> bool {
    const NAMES: [&str; 11] = [
        "allow",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-length",
        "content-location",
        "content-md5",
        "content-range",
        "content-type",
        "expires",
        "last-modified",
    ];
    NAMES.iter().any(|other| name.eq_ignore_ascii_case(other))
}

fn text(draft: &Draft, text: &Text) -> String {
    draft.expression(text, literal, camel, " + ")
}

pub(crate) fn literal(text: &str) -> String {
    if text.contains('\n') && is_clear(text) {
        return ["@\"", &text.replace('"', "\"\""), "\""].concat();
    }
    single(text)
}

pub(crate) fn single(text: &str) -> String {
    escaped(text, '"', "", Number::Four)
}
