//! The keys of responses.

use serde::{Deserialize, Serialize};

/// Which status codes a response is documented for (OpenAPI, Responses Object).
///
/// ```
/// use loggia::catalog::model::StatusKey;
///
/// assert_eq!("404".parse(), Ok(StatusKey::Code(404)));
/// assert_eq!("4xx".parse(), Ok(StatusKey::Class(4)));
/// assert_eq!(StatusKey::Default.to_string(), "default");
/// assert!("600".parse::<StatusKey>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "StatusText")]
pub enum StatusKey {
    /// This one, 100 to 599.
    Code(u16),
    /// All of a class that are not documented by themselves, such as 4 for `4XX`.
    Class(u8),
    /// All that are not documented otherwise.
    Default,
}

impl Default for StatusKey {
    fn default() -> Self {
        Self::Code(0)
    }
}

impl StatusKey {
    /// The one code that it is; `None` for several.
    #[must_use]
    pub const fn code(self) -> Option<u16> {
        if let Self::Code(code) = self { Some(code) } else { None }
    }
}

impl std::fmt::Display for StatusKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Class(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

impl std::str::FromStr for StatusKey {
    type Err = crate::kernel::Message;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = crate::kernel::Message::NotAStatus;
        match text.as_bytes() {
            [class @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] => Ok(Self::Class(class - b'0')),
            _ if text.eq_ignore_ascii_case("default") => Ok(Self::Default),
            [b'1'..=b'5', _, _] => text.parse().map(Self::Code).map_err(|_| wrong),
            _ => Err(wrong),
        }
    }
}

impl From<StatusKey> for String {
    fn from(key: StatusKey) -> Self {
        key.to_string()
    }
}

/// A status key as it was written: codes were numbers once.
#[derive(Deserialize)]
#[serde(untagged)]
enum StatusText {
    Number(u16),
    Text(String),
}

impl TryFrom<StatusText> for StatusKey {
    type Error = &'static str;

    fn try_from(text: StatusText) -> Result<Self, Self::Error> {
        match text {
            StatusText::Number(code) => Ok(Self::Code(code)),
            StatusText::Text(text) => text.parse().map_err(|_| "not a status code"),
        }
    }
}
