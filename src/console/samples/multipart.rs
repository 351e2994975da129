//! `multipart/form-data` (RFC 7578) written out, for languages whose libraries cannot make every part.

use super::text::{Content, Draft, Field, Payload, Text};

/// A stretch of a multipart body.
pub(super) enum Chunk {
    /// Text, with the delimiters and the headers of parts.
    Text(Text),
    /// The bytes of the file with this name.
    File(String),
}

/// A multipart body written out.
pub(super) struct Multipart {
    /// The value of its `Content-Type`.
    pub(super) content_type: String,
    /// What it is made of; texts and files take turns.
    pub(super) chunks: Vec<Chunk>,
}

/// The value of the `Content-Disposition` of `field`; names are escaped as browsers do (WHATWG HTML,
/// "multipart/form-data encoding algorithm").
pub(super) fn disposition(field: &Field) -> String {
    let name = escaped(&field.name);
    match &field.content {
        Content::File(file) => ["form-data; name=\"", &name, "\"; filename=\"", &escaped(file), "\""].concat(),
        Content::Text(_) => ["form-data; name=\"", &name, "\""].concat(),
    }
}

/// The name of a field or a file for between quotes.
pub(super) fn escaped(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

/// A boundary that occurs in none of the texts of `draft`. It is always the same for the same fields: a sample does not
/// change while nobody changes the request. Nothing of their values is in it, as these may be secret.
fn boundary(draft: &Draft, fields: &[Field]) -> String {
    let texts = fields.iter().filter_map(|field| match &field.content {
        Content::Text(text) => Some(draft.value(text)),
        Content::File(_) => None,
    });
    let texts: Vec<String> = texts.collect();
    // FNV-1a. Files are not at hand: what is in them should not be likely to be in the boundary.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    loop {
        for byte in fields.iter().flat_map(|field| field.name.bytes()).chain(*b"loggia") {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        let boundary = "boundary-".to_owned() + &(hash % 100_000_000).to_string();
        if !texts.iter().any(|text| text.contains(&boundary)) {
            return boundary;
        }
    }
}

/// Writes out the multipart body of `draft`, if it has one.
pub(super) fn written(draft: &Draft) -> Option<Multipart> {
    let Payload::Multipart(fields) = &draft.body else { return None };
    let boundary = boundary(draft, fields);
    let mut chunks = Vec::new();
    let mut text = Text::default();
    let mut delimiter = ["--", &boundary, "\r\n"].concat();
    for field in fields {
        text.list(&Text::plain(&delimiter));
        let content_type = match field.content_type.as_str() {
            "" => String::new(),
            content_type => ["Content-Type: ", content_type, "\r\n"].concat(),
        };
        text.list(&Text::plain(
            &["Content-Disposition: ", &disposition(field), "\r\n", &content_type, "\r\n"].concat(),
        ));
        match &field.content {
            Content::Text(content) => text.list(content),
            Content::File(name) => {
                chunks.push(Chunk::Text(std::mem::take(&mut text)));
                chunks.push(Chunk::File(name.clone()));
            }
        }
        delimiter = ["\r\n--", &boundary, "\r\n"].concat();
    }
    text.list(&Text::plain(&[delimiter.trim_end(), "--\r\n"].concat()));
    chunks.push(Chunk::Text(text));
    Some(Multipart { content_type: "multipart/form-data; boundary=".to_owned() + &boundary, chunks })
}

impl Draft {
    /// Whether every text part is one that a form in a browser sends: without a type and without line breaks, which
    /// browsers change.
    pub(super) fn is_simple_form(fields: &[Field], value: impl Fn(&Text) -> String) -> bool {
        fields.iter().all(|field| match &field.content {
            Content::Text(text) => {
                field.content_type.is_empty()
                    && !value(text).contains(['\r', '\n'])
                    && !field.name.contains(['\r', '\n'])
            }
            Content::File(_) => !field.name.contains(['\r', '\n']),
        })
    }
}
