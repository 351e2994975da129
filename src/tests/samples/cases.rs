//! Requests that are hard to say.

use loggia::console::request::{Body, File, NeutralRequest, Part, PartContent};

/// A request and what it takes to check it.
#[derive(Clone)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// The request; its address begins with `http://host`.
    pub request: NeutralRequest,
    /// The files in the working directory.
    pub files: Vec<(String, Vec<u8>)>,
    /// The status of the answer.
    pub status: u16,
    /// What a masked sample must not show.
    pub secrets: Vec<String>,
}

impl Case {
    /// The request to the server at `port`.
    pub fn at(&self, port: u16) -> NeutralRequest {
        let url = self.request.url.replacen("http://host", &format!("http://127.0.0.1:{port}"), 1);
        NeutralRequest { url, ..self.request.clone() }
    }

    fn secret(mut self, secrets: &[&str]) -> Self {
        self.secrets = secrets.iter().map(|&secret| secret.to_owned()).collect();
        self
    }
}

const EVERY: &str =
    "a'b''c\"d\"\"\"e`f``$g${h}$(i)#{j}#$k%s%d{l}{{m}}}\\n\\\\o\\'p\\\"q\\u0041r!s~t|u&v;w<x>y\u{2018}z\u{201d}@";

fn case(name: &str, method: &str, target: &str, headers: &[(&str, &str)], body: Body) -> Case {
    Case {
        name: name.to_owned(),
        request: NeutralRequest {
            method: method.to_owned(),
            url: format!("http://host{target}"),
            headers: headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body,
            secrets: Vec::new(),
        },
        files: Vec::new(),
        status: 200,
        secrets: Vec::new(),
    }
}

fn text(name: &str, content: &str) -> Case {
    case(name, "POST", "/texts", &[("Content-Type", "text/plain; charset=utf-8")], Body::Text(content.to_owned()))
}

fn file(name: &str) -> File {
    File { name: name.to_owned(), size: 2048 }
}

fn part(name: &str, content_type: &str, text: &str) -> Part {
    let content = PartContent::Text(text.to_owned());
    Part { name: name.to_owned(), content_type: content_type.to_owned(), content }
}

fn file_part(name: &str, content_type: &str, name_of_file: &str) -> Part {
    let content = PartContent::File(file(name_of_file));
    Part { name: name.to_owned(), content_type: content_type.to_owned(), content }
}

fn form(name: &str, parts: Vec<Part>) -> Case {
    let bytes: Vec<u8> = (0..2048_u32).map(|number| (number % 256) as u8).collect();
    let names = parts.iter().filter_map(|part| match &part.content {
        PartContent::File(file) => Some((file.name.clone(), bytes.clone())),
        PartContent::Text(_) => None,
    });
    let files = names.collect();
    Case { files, ..case(name, "POST", "/forms", &[("Accept", "application/json")], Body::Multipart(parts)) }
}

/// All of them.
pub fn cases() -> Vec<Case> {
    let json = [("Content-Type", "application/json")];
    let mut all = vec![
        case("get", "GET", "/v1/pets?limit=10&tag=a%20b", &[("Accept", "application/json")], Body::None),
        case("get bare", "GET", "", &[], Body::None),
        Case { status: 404, ..case("not found", "GET", "/missing", &[], Body::None) },
        Case { status: 302, ..case("redirect", "GET", "/moved", &[], Body::None) },
        Case { status: 302, ..case("redirect post", "POST", "/moved", &json, Body::Text("{}".to_owned())) },
        Case { status: 500, ..case("error", "POST", "/fails", &json, Body::Text("{}".to_owned())) },
        case("head", "HEAD", "/v1/pets", &[("Accept", "*/*")], Body::None),
        case("options", "OPTIONS", "/v1/pets", &[], Body::None),
        case("custom verb", "PURGE", "/cache/a", &[("X-Reason", "stale")], Body::None),
        case("custom verb body", "REPORT", "/dav", &[("Content-Type", "text/xml")], Body::Text("<a b=\"c\"/>".to_owned())),
        case("post without body", "POST", "/v1/jobs", &[], Body::None),
        case("put without body", "PUT", "/v1/jobs", &[("Accept", "*/*")], Body::None),
        case("delete", "DELETE", "/v1/pets/1", &[], Body::None),
        case("delete body", "DELETE", "/v1/pets", &json, Body::Text("{\"ids\": [1, 2]}".to_owned())),
        case("put body", "PUT", "/v1/pets/1", &json, Body::Text("{\n  \"name\": \"Rex\"\n}".to_owned())),
        case("patch body", "PATCH", "/v1/pets/1", &[("Content-Type", "application/merge-patch+json")], Body::Text("{}".to_owned())),
        case("get body", "GET", "/search", &json, Body::Text("{\"query\": 1}".to_owned())),
        case("type without body", "POST", "/typed", &json, Body::None),
        case("encoded path", "GET", "/a%2Fb/%23c/%3Fd/%25e/%20f/%F0%9F%90%B6", &[], Body::None),
        case("encoded query", "GET", "/q?a=%5B%7B%7D%5D%7C%5E&b=%26&c=%23&d=%25&e=%F0%9F%90%B6&f=%22&g=%27", &[], Body::None),
        case("plus and spaces", "GET", "/q?a=b+c&d=e%20f&g=%2B", &[], Body::None),
        case("empty values", "GET", "/q?a=&b&c==&&d=", &[], Body::None),
        case("repeated query", "GET", "/q?a=1&a=2&a=1", &[], Body::None),
        case("sub delimiters", "GET", "/a;b=c,d/e:f@g/(h)/!i/$j/*k?l=!$&'()*,;:@/?", &[], Body::None),
        case("lower case encoding", "GET", "/a%2fb?c=%e2%82%ac", &[], Body::None),
        case("unreserved encoded", "GET", "/%41%7E/b%2Dc?d=%5F%61", &[], Body::None),
        case("dot segments", "GET", "/a/../b/./c/%2e%2e/d", &[], Body::None),
        case("double slashes", "GET", "/a//b//?c=//", &[], Body::None),
        case("slashes first", "GET", "//a/b?c=1", &[], Body::None),
        case("empty query", "GET", "/a?", &[], Body::None),
        case("query without path", "GET", "?a=b", &[], Body::None),
        case("raw brackets", "GET", "/q?filter[name]=a&ids[]=1&ids[]=2", &[], Body::None),
        case("raw braces", "GET", "/q?a={b}&c=d|e&f=^g&h=`", &[], Body::None),
        case("raw braces in path", "GET", "/a{b}/c|d/e[f]", &[], Body::None),
        case("quotes in query", "GET", "/q?a='b'&$filter=name%20eq%20'x'", &[], Body::None),
        case("dollars in query", "GET", "/q?$top=10&$x=${y}&z=$(id)&w=!h", &[], Body::None),
        case("header quotes", "GET", "/h", &[("X-Every", EVERY), ("X-Etag", "\"abc\"")], Body::None),
        case("header empty", "GET", "/h", &[("X-Empty", ""), ("X-After", "a;"), ("X-Colon", "a: b")], Body::None),
        case("header repeated", "GET", "/h", &[("X-Tag", "a"), ("X-Other", "c"), ("x-tag", "b, c")], Body::None),
        case("header names", "GET", "/h", &[("x_under.score", "1"), ("X!#$%&'*+-^`|~", "2")], Body::None),
        case("header tab", "GET", "/h", &[("X-Tab", "a\tb")], Body::None),
        case("header utf-8", "GET", "/h", &[("X-Name", "żółć é 🐶")], Body::None),
        case("header long", "GET", "/h", &[("X-Long", &"0123456789'\"\\".repeat(540))], Body::None),
        case("header at", "GET", "/h", &[("X-At", "@file"), ("X-Less", "<file")], Body::None),
        case("user agent", "GET", "/h", &[("User-Agent", "Mine/1.0 (a; b)"), ("Accept-Language", "de, en;q=0.5"), ("Accept-Encoding", "identity")], Body::None),
        case("content headers", "POST", "/h", &[("Content-Language", "de"), ("Content-Type", "a/b;c=\"d\""), ("If-Match", "\"x\""), ("Content-Encoding", "x-mine")], Body::Text("x".to_owned())),
        case("cookies", "GET", "/h", &[("Cookie", "a=1"), ("Cookie", "b=2")], Body::None),
        case("form", "POST", "/f", &[("Content-Type", "application/x-www-form-urlencoded")], Body::Text("a=b+c&d=%26&e=".to_owned())),
        case("body without type", "POST", "/b", &[], Body::Text("just text".to_owned())),
        case("put without type", "PUT", "/b", &[], Body::Text("just text".to_owned())),
        case("patch without type", "PATCH", "/b", &[], Body::Text("żółć".to_owned())),
        case("empty text", "POST", "/b", &[("Content-Type", "text/plain")], Body::Text(String::new())),
        text("text quotes", EVERY),
        text("text quotes lines", &format!("{EVERY}\n{EVERY}\n{{\"a\": {EVERY:?}}}\n'''\n\"\"\"\n`\n)\"\n]]\nEOF\n\"#\n\"@\n'@\n")),
        text("text at", "@file"),
        text("text less", "<file"),
        text("text space", " "),
        text("text newline", "\n"),
        text("text zero", "0"),
        text("text lines", "a\nb\n\n  c\n\td\n\n"),
        text("text crlf", "a\r\nb\r\nc\rd\n\re"),
        text("text controls", "a\u{1}b\u{7}c\u{8}d\u{b}e\u{c}f\u{1b}g\u{7f}h\u{85}1\u{1}2"),
        text("text unicode", "é 🐶 \u{2028}\u{2029}\u{feff}\u{202e}\u{200b}\u{ad}日本 \u{e000}\u{10ffff}a\u{301}"),
        text("text ends with quotes", "\n\"a\"\"\"\""),
        text("text ends with backslash", "a\n\\"),
        text("text trailing space", "a  \nb \t\n  c\n"),
        text("text indented", "  a\n    b\n  c"),
        text("text quotes only", "\"\"\"\"\"\"\n''''''\n``````"),
        text("text variables", "{{a}} {{ b }}\n### x\n# y\n// z\n< ./file\n@v = 1"),
        text("text big", &"0123456789abcdef'\"\\$é\n".repeat(95_000)),
        text("text one long line", &"0123456789abcdef'\"\\$é".repeat(9_000)),
        case("json pretty", "POST", "/j", &json, Body::Text("{\n  \"name\": \"O'Neil \\\"x\\\" \\\\ \\u00e9\",\n  \"$price\": \"${1}\",\n  \"tags\": [\"a\", `b`]\n}\n".to_owned())),
        Case { files: vec![("data.bin".to_owned(), (0..=255).cycle().take(4096).collect())], ..case("file", "PUT", "/b", &[("Content-Type", "application/octet-stream")], Body::File(File { name: "data.bin".to_owned(), size: 4096 })) },
        Case { files: vec![("it's a \"$file\" é;x,y.png".to_owned(), b"\x89PNG\r\n\x1a\n\0".to_vec())], ..case("file odd name", "POST", "/b", &[], Body::File(file("it's a \"$file\" é;x,y.png"))) },
        Case { files: vec![("large.bin".to_owned(), vec![0; 3_000_000])], ..case("file large", "POST", "/b", &[("Content-Type", "a/b")], Body::File(File { name: "large.bin".to_owned(), size: 3_000_000 })) },
        form("form parts", vec![part("title", "", "A title"), file_part("photo", "image/png", "dog.png")]),
        form("form json part", vec![part("meta", "application/json", "{\"a\": \"b\\\\c\"}"), file_part("f", "", "data.bin"), file_part("g", "text/csv", "b.csv")]),
        form("form same names", vec![part("a", "", "1"), part("a", "", "2"), file_part("f", "", "x.bin"), file_part("f", "", "y.bin")]),
        form("form odd texts", vec![part("a", "", "@file"), part("b", "", "<file"), part("c", "", EVERY), part("d", "", ""), part("0", "", "x;type=y"), part("e", "text/plain", "@f;type=x")]),
        form("form lines", vec![part("a", "", "x\ny\r\nz"), part("b", "text/plain", "x\ny\n")]),
        form("form odd names", vec![part("a b\"c'd", "", "1"), part("é[]", "", "2"), part("x=y", "", "3"), file_part("f;g,h", "", "it's \"é\" ;a,b=c.txt")]),
        form("form unicode", vec![part("a", "", "żółć 🐶"), part("b", "text/plain; charset=utf-8", "é")]),
        form("form with secrets", vec![part("password", "", "hunter2"), part("json", "application/json", "{\"token\": \"abc123\"}"), file_part("f", "", "x.bin")]).secret(&["hunter2", "abc123"]),
        case("form odd address", "POST", "/a%2fb?c={d}", &[], Body::Multipart(vec![part("a", "", "é"), part("b", "", "2")])),
    ];
    all.extend(secret_cases());
    all.extend((1..=8).map(random_case));
    all
}

/// Texts of the characters that mean something in some language, in an order that only `seed` decides.
fn random_case(seed: u64) -> Case {
    const SIGNS: &str = "'\"\\`$#{}()[]@%!<>&|;:=-_+*~^?/.,unxrtN0123sbq\u{2018}\u{201d}é🐶 ";
    let signs: Vec<char> = SIGNS.chars().collect();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut random = |signs: &[char], length: usize| -> String {
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            signs[(state >> 8) as usize % signs.len()]
        };
        (0..length).map(|_| next()).collect()
    };
    let ascii: Vec<char> = signs.iter().copied().filter(|c| c.is_ascii_graphic()).collect();
    let query: Vec<char> = ascii.iter().copied().filter(|c| !"\"<>#%[]{}|^`\\'".contains(*c)).collect();
    let mut all = signs;
    // Half of them have characters that need escapes in every language.
    all.extend(if seed.is_multiple_of(2) { "\n\t\n" } else { "\n\r\t\u{1}\u{2028}\u{7f}" }.chars());
    let (header, body, secret) = (random(&ascii, 80), random(&all, 600), random(&ascii, 30));
    let headers = [("X-Random", header.as_str()), ("X-Token", &secret), ("Content-Type", "text/plain")];
    let target = format!("/r?a={}&token={}", random(&query, 40), random(&query, 30).replace('&', "-"));
    case(&format!("random {seed}"), "POST", &target, &headers, Body::Text(body))
}

fn secret_cases() -> Vec<Case> {
    let json = ("Content-Type", "application/json");
    let body = "{\n  \"user\": \"me\",\n  \"password\": \"p\\\"w'd\\\\$x\",\n  \"nested\": {\"apiKey\": \"k1\", \"api_key\": \"k2\"}\n}";
    vec![
        case("bearer", "GET", "/s", &[("Authorization", "Bearer s3cr3t.$x'y\"z")], Body::None).secret(&["s3cr3t"]),
        case("keys", "GET", "/s", &[("Ocp-Apim-Subscription-Key", "k-123"), ("X-Api-Key", "{{k}}`$(id)")], Body::None)
            .secret(&["k-123", "$(id)"]),
        case("secret query", "GET", "/s?a=1&api_key=q%2F1&token=&sig=z%3D&b=2", &[], Body::None)
            .secret(&["q%2F1", "z%3D"]),
        case("secret odd query", "GET", "/s%2f?a={b}&code=1&access_token=q1", &[], Body::None).secret(&["q1"]),
        case("secret cookie", "GET", "/s", &[("Cookie", "session=abcdef; theme=dark")], Body::None).secret(&["abcdef"]),
        case(
            "same secret twice",
            "POST",
            "/s?key=one",
            &[("X-Key", "one"), ("Key", "two"), json],
            Body::Text("{\"key\":\"one\"}".to_owned()),
        )
        .secret(&["\"one\"", "two"]),
        case("secret json", "POST", "/s", &[json, ("Authorization", "Basic dTpw")], Body::Text(body.to_owned()))
            .secret(&["p\\\"w", "k1", "k2", "dTpw"]),
        case(
            "secret pairs",
            "POST",
            "/s",
            &[("Content-Type", "application/x-www-form-urlencoded")],
            Body::Text("user=me&password=a%26b&client_secret=c+d".to_owned()),
        )
        .secret(&["a%26b", "c+d"]),
        case(
            "connection string",
            "POST",
            "/s",
            &[json],
            Body::Text("{\"c\":\"AccountName=n;AccountKey=abc+/==;EndpointSuffix=x\"}".to_owned()),
        )
        .secret(&["abc+/=="]),
        case(
            "secret utf-8",
            "POST",
            "/s",
            &[("X-Token", "é🐶"), json],
            Body::Text("{\"secret\": \"żółć\"}".to_owned()),
        )
        .secret(&["🐶", "żółć"]),
    ]
}
