//! Reading a pasted cURL command as an HTTP request. Nothing is executed, and no file is opened.

mod address;
mod ansi;
mod command;
mod encode;
mod fit;
mod form;
mod headers;
mod options;
#[cfg(test)]
mod tests;
mod variables;
mod windows;
mod words;

pub use fit::{Fitted, fit};

use crate::console::request::Body;

/// The longest command that is read, in bytes.
pub const MOST: usize = 1_000_000;

/// The most notes that are made of a command.
const MOST_NOTES: usize = 100;

/// What a cURL command asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurlCommand {
    /// The method, in capitals.
    pub method: String,
    /// The absolute address, without credentials and fragment.
    pub url: String,
    /// The headers in order: those of `-H`, then those that other options ask for. That of a multipart body's type is
    /// missing, and so are Content-Length and a Host that the address names already.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// What the command says and the request does not, in the order in which it was met.
    pub notes: Vec<Note>,
}

/// Something that a person should know about the reading of their command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// An option that means nothing here, by its long name; it was left out.
    Option {
        /// Such as `--proxy`.
        name: String,
    },
    /// A shell's variable or substitution, which stays as it is written.
    NotExpanded {
        /// Such as `$TOKEN`.
        text: String,
    },
    /// A shell's redirection, which was left out.
    Redirection {
        /// Where it is, in characters.
        at: usize,
    },
    /// What follows the command, such as `| jq`, was left out.
    Rest {
        /// Where it begins, in characters.
        at: usize,
    },
    /// The body needs this file.
    File {
        /// Its path as written; `-` is the standard input.
        name: String,
    },
    /// cURL would have taken the line breaks (and NULs) out of this file, as `--data` does.
    FileInOneLine {
        /// Its path as written.
        name: String,
    },
    /// cURL would have sent this file's text as a field's text, not as an upload.
    FileAsText {
        /// Its path as written.
        name: String,
    },
    /// What this file holds is missing from the request: data among other data, headers, cookies.
    FileLeftOut {
        /// Its path as written.
        name: String,
    },
    /// The address holds `{…}` or `[…]`, with which cURL sends several requests; it stays as it is written.
    Pattern,
    /// cURL would have asked for the password; it is empty.
    PasswordAsked,
    /// A header that cURL leaves out too: it has no value or no colon, or a form decides it.
    HeaderLeftOut {
        /// As written.
        text: String,
    },
    /// A detail of a form's field that was left out, such as `headers=…`.
    FieldDetail {
        /// As written.
        text: String,
    },
}

/// What is wrong with a command. Every `at` is a position in it, in characters from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CurlError {
    /// It is too long.
    TooLong {
        /// The most bytes.
        most: usize,
    },
    /// It does not begin with `curl`.
    NotCurl,
    /// A quote or a substitution begins and does not end.
    UnclosedQuote {
        /// Where it begins.
        at: usize,
    },
    /// The escapes of a word make no text in UTF-8.
    NotText {
        /// Where the word begins.
        at: usize,
    },
    /// cURL has no such option.
    UnknownOption {
        /// As written.
        name: String,
        /// Where it is.
        at: usize,
    },
    /// Several of cURL's options begin like that.
    AmbiguousOption {
        /// As written.
        name: String,
        /// Where it is.
        at: usize,
    },
    /// An option needs a value, and the command ends.
    MissingValue {
        /// The option's long name.
        option: String,
        /// Where it is.
        at: usize,
    },
    /// `--next` asks for another request.
    SeveralRequests {
        /// Where it is.
        at: usize,
    },
    /// There is a second address; often it is a word that lacks its quotes.
    SeveralAddresses {
        /// Where it is.
        at: usize,
    },
    /// There is no address.
    NoAddress,
    /// The address is none of HTTP.
    BadAddress {
        /// Where it is.
        at: usize,
    },
    /// The method is no token (RFC 9110 section 9.1).
    BadMethod {
        /// Where it is.
        at: usize,
    },
    /// A header's name is no token, or its value has a line break or another control character.
    BadHeader {
        /// Where it is.
        at: usize,
    },
    /// A form's field has no `=`.
    BadField {
        /// Where it is.
        at: usize,
    },
    /// There is more than one of data, form, upload and `--head`; each chooses a method, and cURL refuses that too.
    SeveralMethods {
        /// Where the later one is.
        at: usize,
    },
}

/// Reads a command as bash (manual, sections 3.1.2 and 3.6), Windows' cmd or PowerShell would read it, and then as
/// curl's man page says. Which shell it is for is seen from its quotes and line ends.
///
/// # Errors
/// The first mistake.
pub fn parse(text: &str) -> Result<CurlCommand, CurlError> {
    if text.len() > MOST {
        return Err(CurlError::TooLong { most: MOST });
    }
    let line = match windows::dialect(text) {
        windows::Dialect::Bash => words::read(text),
        windows::Dialect::Cmd => windows::cmd(text),
        windows::Dialect::PowerShell => windows::power_shell(text),
    }?;
    let Some((program, arguments)) = line.words.split_first() else { return Err(CurlError::NotCurl) };
    if !is_curl(&program.text) {
        return Err(CurlError::NotCurl);
    }
    let settings = options::read(arguments)?;
    command::build(&settings, line.input.as_deref(), line.notes)
}

/// Whether a program's path is that of curl.
fn is_curl(program: &str) -> bool {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program).to_ascii_lowercase();
    name == "curl" || name == "curl.exe"
}

/// Adds a note once, while there are few enough to be read.
fn note(notes: &mut Vec<Note>, new: Note) {
    if notes.len() < MOST_NOTES && !notes.contains(&new) {
        notes.push(new);
    }
}
