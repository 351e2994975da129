//! The part of the official program's command line that cargo-leptos uses.

use std::path::PathBuf;

use crate::Error;

/// What the program is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arguments {
    /// Our own CSS.
    pub input: PathBuf,
    /// Where the stylesheet is written.
    pub output: PathBuf,
}

impl Arguments {
    /// Reads `--input FILE --output FILE [--minify]`. `--minify` changes nothing: cargo-leptos itself minifies the result
    /// of a release build.
    ///
    /// # Errors
    /// [`Error::Usage`] names what is missing or not known.
    pub fn read(arguments: impl IntoIterator<Item = String>) -> Result<Self, Error> {
        let (mut input, mut output) = (None, None);
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--input" => input = arguments.next(),
                "--output" => output = arguments.next(),
                "--minify" => {}
                _ => return Err(Error::Usage(format!("{argument} is not an option"))),
            }
        }
        let file = |name, value: Option<String>| {
            value.map(PathBuf::from).ok_or_else(|| Error::Usage(format!("{name} FILE was expected")))
        };
        Ok(Self { input: file("--input", input)?, output: file("--output", output)? })
    }
}
