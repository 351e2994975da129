//! A request in no particular program's words.

/// What is sent, and what every code sample, cURL command and history entry is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeutralRequest {
    /// The method, in capitals.
    pub method: String,
    /// The absolute address.
    pub url: String,
    /// The headers in order, repeated names included; those that every HTTP client adds by itself are missing. That of a
    /// multipart body's type is missing too: whoever sends it chooses the boundary.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// The names of headers and pairs of the query that hold secrets, whatever they are called.
    pub secrets: Vec<String>,
}

/// The body of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// There is none.
    #[default]
    None,
    /// Text, in UTF-8.
    Text(String),
    /// The bytes of a file.
    File(File),
    /// `multipart/form-data` (RFC 7578).
    Multipart(Vec<Part>),
}

/// A file that a person chose; its bytes are elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, without a folder.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
}

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The field's name.
    pub name: String,
    /// Its media type; empty for none, which is text for a text.
    pub content_type: String,
    /// What it holds.
    pub content: PartContent,
}

/// What a part of a multipart body holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartContent {
    /// Text, in UTF-8.
    Text(String),
    /// The bytes of a file, sent with its name.
    File(File),
}
