//! What the body of an answer is, and its text.

mod charset;
mod signature;

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// There is none.
    Empty,
    /// JSON, well-formed.
    Json,
    /// Another text with tags; whether it is well-formed is not known.
    Xml,
    /// Another text.
    Text,
    /// An image that browsers show.
    Image,
    /// A PDF document.
    Pdf,
    /// Sound that browsers may play.
    Audio,
    /// A film that browsers may play.
    Video,
    /// Anything else.
    Binary,
}

/// A body that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// What it is.
    pub kind: Kind,
    /// Its media type without parameters, in lower case; empty when nobody said.
    pub media_type: String,
    /// Its text, unless it is binary. An SVG image has one, too.
    pub text: Option<String>,
    /// Whether some bytes are not of the text's encoding; they are shown as U+FFFD.
    pub lossy: bool,
}

/// Looks at a body. The media type decides; where it is missing or says nothing, the bytes do. One that is not `whole`
/// may end within a character.
#[must_use]
pub fn read(content_type: Option<&str>, bytes: &[u8], whole: bool) -> Content {
    let bytes = if whole { bytes } else { charset::without_cut_end(bytes) };
    let content_type = content_type.unwrap_or_default();
    let media_type = media_type(content_type);
    let binary = |kind, media_type| Content { kind, media_type, text: None, lossy: false };
    if bytes.is_empty() {
        return binary(Kind::Empty, media_type);
    }
    if matches!(media_type.as_str(), "" | "application/octet-stream") {
        return match (signature::image(bytes), charset::strict(bytes)) {
            (Some(image), _) => binary(Kind::Image, image.to_owned()),
            (None, Some(text)) => Content { kind: text_kind(&text), media_type, text: Some(text), lossy: false },
            (None, None) => binary(Kind::Binary, media_type),
        };
    }
    if !is_text(&media_type) {
        return binary(signature::preview(&media_type, bytes).unwrap_or(Kind::Binary), media_type);
    }
    let (text, lossy) = charset::decode(parameter(content_type, "charset").as_deref(), bytes);
    let kind = match media_type.as_str() {
        "image/svg+xml" => Kind::Image,
        _ if is_json(&media_type) => text_kind(&text),
        kind if kind.ends_with("/xml") || kind.ends_with("+xml") => Kind::Xml,
        _ => Kind::Text,
    };
    Content { kind, media_type, text: Some(text), lossy }
}

/// A file name for a body, made of a word and the ending that its media type has.
#[must_use]
pub fn file_name(word: &str, content_type: Option<&str>) -> String {
    let media_type = media_type(content_type.unwrap_or_default());
    let ending = match media_type.as_str() {
        "application/gzip" => "gz",
        "application/pdf" => "pdf",
        "application/zip" => "zip",
        "image/jpeg" => "jpg",
        "image/svg+xml" => "svg",
        "text/csv" => "csv",
        "text/html" => "html",
        "audio/mpeg" | "audio/mp3" => "mp3",
        "audio/wav" | "audio/x-wav" | "audio/wave" | "audio/vnd.wave" => "wav",
        "audio/ogg" | "application/ogg" => "ogg",
        "audio/flac" | "audio/x-flac" => "flac",
        "audio/mp4" | "audio/x-m4a" => "m4a",
        "audio/aac" => "aac",
        "video/mp4" => "mp4",
        "audio/webm" | "video/webm" => "webm",
        kind if is_raster(kind) => kind.trim_start_matches("image/"),
        kind if is_json(kind) => "json",
        kind if kind.ends_with("xml") => "xml",
        kind if is_text(kind) => "txt",
        _ => "bin",
    };
    let safe: String = word.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(60).collect();
    if safe.is_empty() { format!("response.{ending}") } else { format!("{safe}.{ending}") }
}

fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The value of a media type's parameter (RFC 9110 section 5.6.6), without its quotes.
fn parameter(content_type: &str, name: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_ascii_lowercase())
    })
}

fn is_json(media_type: &str) -> bool {
    media_type.ends_with("/json") || media_type.ends_with("+json")
}

fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || is_json(media_type)
        || media_type.ends_with("/xml")
        || media_type.ends_with("+xml")
        || media_type.ends_with("+yaml")
        || matches!(
            media_type,
            "application/ecmascript"
                | "application/graphql"
                | "application/javascript"
                | "application/jsonl"
                | "application/ndjson"
                | "application/sql"
                | "application/toml"
                | "application/x-ndjson"
                | "application/x-sh"
                | "application/x-www-form-urlencoded"
                | "application/x-yaml"
                | "application/yaml"
        )
}

fn is_raster(media_type: &str) -> bool {
    matches!(
        media_type,
        "image/apng"
            | "image/avif"
            | "image/bmp"
            | "image/gif"
            | "image/jpeg"
            | "image/png"
            | "image/webp"
            | "image/x-icon"
            | "image/vnd.microsoft.icon"
    )
}

fn text_kind(text: &str) -> Kind {
    let is_json = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    if is_json { Kind::Json } else { Kind::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_media_type_decides_and_the_bytes_where_it_says_nothing() {
        let png = b"\x89PNG\r\n\x1a\n\0\0";
        for (content_type, bytes, kind) in [
            (Some("application/json; charset=utf-8"), &b"{\"a\":1}"[..], Kind::Json),
            (Some("application/problem+json"), b"[]", Kind::Json),
            (Some("application/json"), b"{\"a\":", Kind::Text),
            (Some("text/plain"), b"{\"a\":1}", Kind::Text),
            (Some("text/html"), b"<p>", Kind::Text),
            (Some("Application/XML"), b"<p/>", Kind::Xml),
            (Some("application/atom+xml"), b"<p", Kind::Xml),
            (Some("text/plain"), b"\xff\xfe\xfd!", Kind::Text),
            (Some("application/pdf"), b"%PDF", Kind::Binary),
            (Some("application/pdf"), b"%PDF-1.7", Kind::Pdf),
            (Some("image/png"), b"not really", Kind::Binary),
            (Some("image/png"), png, Kind::Image),
            (Some("image/svg+xml"), b"<svg/>", Kind::Image),
            (Some("image/tiff"), b"II*\0", Kind::Binary),
            (None, b"\"a job id\"", Kind::Json),
            (None, b"just text", Kind::Text),
            (None, b"a\0b", Kind::Binary),
            (None, b"\xff\x00", Kind::Binary),
            (None, png, Kind::Image),
            (Some("application/octet-stream"), png, Kind::Image),
            (Some("text/plain"), b"", Kind::Empty),
            (None, b"", Kind::Empty),
        ] {
            assert_eq!(read(content_type, bytes, true).kind, kind, "{content_type:?} {bytes:?}");
        }
    }

    #[test]
    fn texts_that_are_not_utf_8_are_read_by_their_charset_or_marked() {
        let latin = read(Some("text/plain; Charset=\"ISO-8859-1\""), b"caf\xe9", true);
        assert_eq!((latin.text.as_deref(), latin.lossy), (Some("café"), false));
        let broken = read(Some("text/plain"), b"caf\xe9", true);
        assert_eq!((broken.text.as_deref(), broken.lossy), (Some("caf\u{fffd}"), true));
        let arriving = read(Some("text/plain"), b"caf\xc3", false);
        assert_eq!((arriving.text.as_deref(), arriving.lossy), (Some("caf"), false));
    }

    #[test]
    fn file_names_carry_nothing_from_outside_but_letters_and_digits() {
        assert_eq!(file_name("large-json", Some("application/json; charset=utf-8")), "large-json.json");
        assert_eq!(file_name("../../etc\r\n\"x", Some("text/x-made-up")), "etcx.txt");
        assert_eq!(file_name("żółć", Some("evil/\"; x")), "response.bin");
        assert_eq!(file_name("a", Some("image/png")), "a.png");
        assert_eq!(file_name("a", None), "a.bin");
    }
}
