//! What curl's options, taken together, ask for.

use super::address::Address;
use super::headers::{Headers, is_token};
use super::options::Setting;
use super::{CurlCommand, CurlError, Note, encode, form, note};
use crate::console::request::{Body, Part};
use crate::kernel::base64;

/// The data of `--data` and its relatives.
#[derive(Default)]
struct Data {
    text: String,
    /// The files that it is made of, with whether their line breaks would go.
    files: Vec<(String, bool)>,
    /// How many options it comes from.
    count: usize,
    is_json: bool,
}

/// What the options said so far.
#[derive(Default)]
struct Draft<'c> {
    method: Option<String>,
    address: Option<(&'c str, usize)>,
    headers: Headers,
    data: Option<Data>,
    form: Option<Vec<Part>>,
    upload: Option<&'c str>,
    /// The options that choose a method, by what they choose, with their places.
    choices: Vec<(&'static str, usize)>,
    is_get: bool,
    is_head: bool,
    is_glob_off: bool,
    is_path_as_is: bool,
    has_other_scheme: bool,
    user: Option<&'c str>,
    bearer: Option<(&'c str, usize)>,
    agent: Option<(&'c str, usize)>,
    referer: Option<(&'c str, usize)>,
    range: Option<(&'c str, usize)>,
    cookies: Vec<&'c str>,
    cookies_at: usize,
    queries: Vec<String>,
    default_scheme: &'c str,
    /// The standard input until an option reads it.
    input: Option<&'c str>,
    notes: Vec<Note>,
}

/// Makes the request. `input` is the standard input, if the command has it.
///
/// # Errors
/// The first mistake.
pub(super) fn build(settings: &[Setting], input: Option<&str>, notes: Vec<Note>) -> Result<CurlCommand, CurlError> {
    let mut draft = Draft { input, notes, ..Draft::default() };
    for setting in settings {
        draft.apply(setting)?;
    }
    draft.finish()
}

impl<'c> Draft<'c> {
    fn apply(&mut self, setting: &'c Setting) -> Result<(), CurlError> {
        let (value, at) = (setting.value.as_str(), setting.at);
        match setting.name {
            "request" if is_token(value) => self.method = Some(value.to_ascii_uppercase()),
            "request" => return Err(CurlError::BadMethod { at }),
            "url" if self.address.is_some() => return Err(CurlError::SeveralAddresses { at }),
            "url" => self.address = Some((value, at)),
            "next" => return Err(CurlError::SeveralRequests { at }),
            "header" => self.headers.read(value, at, &mut self.notes)?,
            "data" | "data-ascii" | "data-raw" | "data-binary" | "data-urlencode" | "json" => {
                self.choices.push(("data", at));
                self.data(setting.name, value);
            }
            "form" | "form-string" => {
                self.choices.push(("form", at));
                let parts = if setting.name == "form" {
                    form::read(value, &mut self.notes)
                } else {
                    form::read_string(value).map(|part| vec![part])
                };
                self.form.get_or_insert_default().extend(parts.ok_or(CurlError::BadField { at })?);
            }
            "upload-file" => {
                self.choices.push(("upload", at));
                self.upload = Some(value);
            }
            "head" => {
                self.choices.retain(|&(choice, _)| choice != "head");
                self.choices.extend(setting.is_on.then_some(("head", at)));
                self.is_head = setting.is_on;
            }
            "get" => self.is_get = setting.is_on,
            "globoff" => self.is_glob_off = setting.is_on,
            "path-as-is" => self.is_path_as_is = setting.is_on,
            "user" => self.user = Some(value),
            "oauth2-bearer" => self.bearer = Some((value, at)),
            "user-agent" => self.agent = Some((value, at)),
            "referer" => self.referer = Some((value.strip_suffix(";auto").unwrap_or(value), at)),
            "range" => self.range = Some((value, at)),
            "cookie" => self.cookie(value, at),
            "url-query" => {
                let query = match value.strip_prefix('+') {
                    Some(raw) => raw.to_owned(),
                    None => self.encoded(value),
                };
                self.queries.push(query);
            }
            "proto-default" => self.default_scheme = value,
            name => {
                // With these curl waits for the server to ask, or signs the request.
                self.has_other_scheme |=
                    matches!(name, "digest" | "ntlm" | "ntlm-wb" | "negotiate" | "anyauth" | "aws-sigv4")
                        && setting.is_on;
                if !setting.is_quiet && setting.is_on {
                    note(&mut self.notes, Note::Option { name: format!("--{name}") });
                }
            }
        }
        Ok(())
    }

    fn data(&mut self, option: &str, value: &str) {
        let encoded = (option == "data-urlencode").then(|| self.encoded(value));
        let data = self.data.get_or_insert_default();
        data.count += 1;
        data.is_json |= option == "json";
        if !data.text.is_empty() && option != "json" {
            data.text.push('&');
        }
        let is_one_line = matches!(option, "data" | "data-ascii");
        let file = value.strip_prefix('@').filter(|_| !matches!(option, "data-raw" | "data-urlencode"));
        let input = if file == Some("-") { self.input.take() } else { None };
        match (encoded, file, input) {
            (Some(text), ..) => data.text.push_str(&text),
            (None, _, Some(input)) if is_one_line => {
                data.text.extend(input.chars().filter(|c| !matches!(c, '\r' | '\n')));
            }
            (None, _, Some(input)) => data.text.push_str(input),
            (None, Some(name), _) => data.files.push((name.to_owned(), is_one_line)),
            _ => data.text.push_str(value),
        }
    }

    /// A value of `--data-urlencode`: `content`, `=content`, `name=content`, `@file` or `name@file`.
    fn encoded(&mut self, value: &str) -> String {
        let (name, content) = match (value.split_once('='), value.split_once('@')) {
            (Some((name, content)), _) => (name, encode::form(content)),
            (None, Some((name, file))) => (name, self.encoded_file(file)),
            (None, None) => ("", encode::form(value)),
        };
        if name.is_empty() { content } else { format!("{name}={content}") }
    }

    fn encoded_file(&mut self, name: &str) -> String {
        match if name == "-" { self.input.take() } else { None } {
            Some(input) => encode::form(input),
            None => {
                note(&mut self.notes, Note::FileLeftOut { name: name.to_owned() });
                String::new()
            }
        }
    }

    fn cookie(&mut self, value: &'c str, at: usize) {
        if value.contains('=') {
            self.cookies.push(value);
            self.cookies_at = at;
        } else if !value.is_empty() {
            note(&mut self.notes, Note::FileLeftOut { name: value.to_owned() });
        }
    }

    fn finish(mut self) -> Result<CurlCommand, CurlError> {
        let (written, at) = self.address.ok_or(CurlError::NoAddress)?;
        let mut address = Address::read(written, at, !self.is_glob_off, self.is_path_as_is, self.default_scheme)?;
        if address.is_pattern {
            note(&mut self.notes, Note::Pattern);
        }
        self.check_choices()?;
        let data = self.data.take();
        let is_json = data.as_ref().is_some_and(|data| data.is_json);
        let mut default_method = "GET";
        let mut body = Body::None;
        if let Some(data) = data {
            if self.is_get {
                self.leave_out(&data.files);
                self.queries = vec![data.text];
            } else {
                default_method = "POST";
                body = self.data_body(data);
                let kind = if is_json { "application/json" } else { "application/x-www-form-urlencoded" };
                self.headers.add("Content-Type", kind, at)?;
            }
            if is_json {
                if self.is_get {
                    self.headers.add("Content-Type", "application/json", at)?;
                }
                self.headers.add("Accept", "application/json", at)?;
            }
        } else if let Some(parts) = self.form.take() {
            default_method = "POST";
            body = Body::Multipart(parts);
            for kind in self.headers.take("Content-Type") {
                if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
                    note(&mut self.notes, Note::HeaderLeftOut { text: format!("Content-Type: {kind}") });
                }
            }
        } else if let Some(file) = self.upload {
            default_method = "PUT";
            body = self.upload_body(file, &mut address);
        }
        if self.is_head {
            default_method = "HEAD";
        }
        let queries = self.queries.join("&");
        if !queries.is_empty() {
            address.add_query(&queries);
        }
        if let Some((range, at)) = self.range {
            self.range(range, at, body == Body::None)?;
        }
        self.add_headers(&address)?;
        Ok(CurlCommand {
            method: self.method.unwrap_or_else(|| default_method.to_owned()),
            url: address.into_url(),
            headers: self.headers.into_sent(),
            body,
            notes: self.notes,
        })
    }

    /// Refuses options that choose different methods; `--get` takes the choice from data.
    fn check_choices(&self) -> Result<(), CurlError> {
        let mut choices = self.choices.iter().filter(|&&(choice, _)| !(self.is_get && choice == "data"));
        let Some((first, _)) = choices.next() else { return Ok(()) };
        match choices.find(|(other, _)| other != first) {
            Some(&(_, at)) => Err(CurlError::SeveralMethods { at }),
            None => Ok(()),
        }
    }

    fn leave_out(&mut self, files: &[(String, bool)]) {
        for (name, _) in files {
            note(&mut self.notes, Note::FileLeftOut { name: name.clone() });
        }
    }

    fn data_body(&mut self, data: Data) -> Body {
        match data.files.as_slice() {
            [(name, is_one_line)] if data.count == 1 => {
                note(&mut self.notes, Note::File { name: name.clone() });
                if *is_one_line {
                    note(&mut self.notes, Note::FileInOneLine { name: name.clone() });
                }
                Body::File(form::file(name))
            }
            files => {
                self.leave_out(files);
                Body::Text(data.text)
            }
        }
    }

    fn upload_body(&mut self, file: &str, address: &mut Address) -> Body {
        let is_input = matches!(file, "-" | ".");
        if let (true, Some(input)) = (is_input, self.input) {
            return Body::Text(input.to_owned());
        }
        note(&mut self.notes, Note::File { name: file.to_owned() });
        let file = form::file(file);
        if !is_input {
            address.add_file(&file.name);
        }
        Body::File(file)
    }

    /// Asks for a range of the answer. With a body curl takes it for a range of that.
    fn range(&mut self, range: &str, at: usize, is_of_answer: bool) -> Result<(), CurlError> {
        if !is_of_answer {
            note(&mut self.notes, Note::Option { name: "--range".to_owned() });
            return Ok(());
        }
        let dash = if range.contains('-') { "" } else { "-" };
        self.headers.add("Range", &format!("bytes={range}{dash}"), at)
    }

    /// Adds the headers that options other than `-H` ask for, and takes those away that a client adds by itself.
    fn add_headers(&mut self, address: &Address) -> Result<(), CurlError> {
        let user = match (self.user, &address.credentials) {
            (Some(user), _) if user.contains(':') => Some(user.as_bytes().to_vec()),
            (Some(user), _) => {
                note(&mut self.notes, Note::PasswordAsked);
                Some(format!("{user}:").into_bytes())
            }
            (None, credentials) => credentials.clone(),
        };
        match (self.has_other_scheme, self.bearer, user) {
            (false, Some((token, at)), _) => self.headers.add("Authorization", &format!("Bearer {token}"), at)?,
            (false, None, Some(user)) => {
                self.headers.add("Authorization", &format!("Basic {}", base64::encode(&user)), 0)?;
            }
            _ => {}
        }
        for (name, given) in [("User-Agent", self.agent), ("Referer", self.referer)] {
            if let Some((value, at)) = given.filter(|(value, _)| !value.is_empty()) {
                self.headers.add(name, value, at)?;
            }
        }
        if !self.cookies.is_empty() {
            self.headers.add("Cookie", &self.cookies.join(";"), self.cookies_at)?;
        }
        self.headers.take("Content-Length");
        if self.headers.hosts_are(&address.host) {
            self.headers.take("Host");
        }
        Ok(())
    }
}
