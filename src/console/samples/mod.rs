//! Code samples: the program that makes a request, in the languages that people call APIs from.

pub(crate) mod csharp;
mod curl;
#[cfg(test)]
mod expected;
mod go;
mod http;
mod java;
mod javascript;
pub(crate) mod literal;
mod multipart;
pub(crate) mod names;
mod node;
mod php;
mod powershell;
pub(crate) mod python;
pub(crate) mod r;
mod ruby;
mod rust;
mod scan;
#[cfg(test)]
mod tests;
pub mod text;
mod typescript;
pub(crate) mod url;

use crate::console::request::NeutralRequest;

/// A language that samples are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// curl in a POSIX-like shell with `$'…'`: bash, zsh, ksh.
    Curl,
    /// A `.http` file, as editors send it.
    Http,
    /// C# with `HttpClient`; top-level statements of C# 9.
    CSharp,
    /// Python with requests.
    Python,
    /// R with httr2.
    R,
    /// JavaScript with `fetch`, in a browser.
    JavaScript,
    /// TypeScript with `fetch`, in Node.js, Deno or Bun.
    TypeScript,
    /// JavaScript with Node.js' own client.
    Node,
    /// Go with `net/http`.
    Go,
    /// Java 17 with `java.net.http`.
    Java,
    /// PHP 8 with the curl extension.
    Php,
    /// Ruby with `net/http`.
    Ruby,
    /// Rust with reqwest, blocking.
    Rust,
    /// PowerShell 7 with `Invoke-WebRequest`.
    PowerShell,
}

impl Language {
    /// Every language, in the order of the product's guide.
    pub const ALL: [Self; 14] = [
        Self::Curl,
        Self::CSharp,
        Self::Python,
        Self::R,
        Self::Http,
        Self::JavaScript,
        Self::TypeScript,
        Self::Node,
        Self::Go,
        Self::Java,
        Self::Php,
        Self::Ruby,
        Self::Rust,
        Self::PowerShell,
    ];

    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Curl => "cURL",
            Self::Http => "HTTP",
            Self::CSharp => "C#",
            Self::Python => "Python",
            Self::R => "R",
            Self::JavaScript => "JavaScript",
            Self::TypeScript => "TypeScript",
            Self::Node => "Node.js",
            Self::Go => "Go",
            Self::Java => "Java",
            Self::Php => "PHP",
            Self::Ruby => "Ruby",
            Self::Rust => "Rust",
            Self::PowerShell => "PowerShell",
        }
    }

    /// Its name for storage.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Http => "http",
            Self::CSharp => "csharp",
            Self::Python => "python",
            Self::R => "r",
            Self::JavaScript => "javascript",
            Self::TypeScript => "typescript",
            Self::Node => "node",
            Self::Go => "go",
            Self::Java => "java",
            Self::Php => "php",
            Self::Ruby => "ruby",
            Self::Rust => "rust",
            Self::PowerShell => "powershell",
        }
    }

    /// The language with this [`Self::key`].
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.key() == key)
    }
}

/// The program that makes `request` and prints the answer's status and body. Secrets are variables, declared on top;
/// their values are masked unless `revealed`. Where a language's library cannot make exactly this request, the sample
/// begins with a comment that says what differs.
#[must_use]
pub fn sample(language: Language, request: &NeutralRequest, revealed: bool) -> String {
    let mut draft = text::secrets(request);
    draft.revealed = revealed;
    let write = match language {
        Language::Curl => curl::sample,
        Language::Http => http::sample,
        Language::CSharp => csharp::sample,
        Language::Python => python::sample,
        Language::R => r::sample,
        Language::JavaScript => javascript::sample,
        Language::TypeScript => typescript::sample,
        Language::Node => node::sample,
        Language::Go => go::sample,
        Language::Java => java::sample,
        Language::Php => php::sample,
        Language::Ruby => ruby::sample,
        Language::Rust => rust::sample,
        Language::PowerShell => powershell::sample,
    };
    write(&draft)
}
