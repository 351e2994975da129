//! How accounts come to be, and the server that takes their mail: `[accounts]` and `[mail]`.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::{Url, form_urlencoded};

use super::ConfigError;

/// Who may create an account by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignUp {
    /// Nobody.
    #[default]
    Off,
    /// Everybody who can confirm an e-mail address.
    Open,
    /// Whom somebody has invited.
    Invitation,
    /// Everybody who can confirm an e-mail address of certain domains.
    Domains,
}

impl SignUp {
    /// Every mode.
    pub const ALL: [Self; 4] = [Self::Off, Self::Open, Self::Invitation, Self::Domains];

    /// The word that stands for it in the configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Open => "open",
            Self::Invitation => "invitation",
            Self::Domains => "domains",
        }
    }
}

/// Not a way to sign up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("off, open, invitation or domains was expected")]
pub struct SignUpError;

impl FromStr for SignUp {
    type Err = SignUpError;

    fn from_str(word: &str) -> Result<Self, SignUpError> {
        match word {
            "off" => Ok(Self::Off),
            "open" => Ok(Self::Open),
            "invitation" => Ok(Self::Invitation),
            "domains" => Ok(Self::Domains),
            _ => Err(SignUpError),
        }
    }
}

/// The `[accounts]` table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountChoices {
    /// See [`Accounts::sign_up`].
    pub sign_up: Option<SignUp>,
    /// See [`Accounts::sign_up_domains`].
    pub sign_up_domains: Option<Vec<String>>,
}

/// The `[mail]` table.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailChoices {
    /// The address of the server that takes mail, with a password in it: see [`MailServer`].
    pub url: Option<String>,
    /// See [`Mail::from`].
    pub from: Option<String>,
}

/// Without the address, which has a password in it.
impl fmt::Debug for MailChoices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailChoices").field("from", &self.from).finish_non_exhaustive()
    }
}

/// How accounts come to be.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    /// Who may create one.
    pub sign_up: SignUp,
    /// The domains of e-mail addresses that may sign up in the mode [`SignUp::Domains`], in lower case.
    pub sign_up_domains: Vec<String>,
}

/// How mail is sent.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The server that takes it.
    pub server: MailServer,
    /// Whom it comes from: an address, or a name with an address in angle brackets.
    pub from: String,
}

/// The server that takes mail, and how it is spoken to.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    /// How the connection is kept secret.
    pub security: MailSecurity,
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// User name and password, when it asks for them.
    pub credentials: Option<(String, String)>,
}

/// How a connection to the server that takes mail is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailSecurity {
    /// By TLS from the first byte: `smtps:`.
    Tls,
    /// By TLS before anything is said; a server that does not offer it gets no mail: `smtp:`.
    StartTls,
    /// Not at all: `smtp:` to this very machine.
    None,
}

/// Without the password.
impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailServer({:?}, {}:{})", self.security, self.host, self.port)
    }
}

impl MailServer {
    /// The server that `text` names, such as `smtps://user:password@mail.example.com:465`.
    fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let host = url.host_str().filter(|host| !host.is_empty())?.trim_matches(['[', ']']).to_owned();
        let is_plain = url.query().is_none() && url.fragment().is_none() && matches!(url.path(), "" | "/");
        let is_here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let (security, port) = match url.scheme() {
            "smtps" => (MailSecurity::Tls, 465),
            "smtp" if is_here => (MailSecurity::None, 25),
            "smtp" => (MailSecurity::StartTls, 587),
            _ => return None,
        };
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (user, password) => Some((decoded(user), decoded(password.unwrap_or_default()))),
        };
        is_plain.then_some(Self { security, host, port: url.port().unwrap_or(port), credentials })
    }
}

/// `text` with its percent-encoding undone; forms give `+` and `&` a meaning that they do not have here.
fn decoded(text: &str) -> String {
    let field = format!("={}", text.replace('+', "%2B").replace('&', "%26"));
    form_urlencoded::parse(field.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

impl AccountChoices {
    /// These choices, and those of `other` where these say nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            sign_up: self.sign_up.or(other.sign_up),
            sign_up_domains: self.sign_up_domains.or(other.sign_up_domains),
        }
    }

    /// The choices with their defaults.
    ///
    /// # Errors
    /// [`ConfigError::Value`] for domains that are none, or are missing.
    pub fn finish(self) -> Result<Accounts, ConfigError> {
        let sign_up = self.sign_up.unwrap_or_default();
        let lower = |domain: String| domain.trim().trim_start_matches('@').to_ascii_lowercase();
        let sign_up_domains: Vec<String> = self.sign_up_domains.unwrap_or_default().into_iter().map(lower).collect();
        let is_domain = |domain: &String| !domain.is_empty() && !domain.contains(['@', ' ', '*', '/']);
        let is_missing = sign_up == SignUp::Domains && sign_up_domains.is_empty();
        if is_missing || !sign_up_domains.iter().all(is_domain) {
            let reason = "domains of e-mail addresses were expected, such as example.com";
            return Err(ConfigError::Value { option: "accounts.sign_up_domains", reason });
        }
        Ok(Accounts { sign_up, sign_up_domains })
    }
}

impl MailChoices {
    /// These choices, and those of `other` where these say nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { url: self.url.or(other.url), from: self.from.or(other.from) }
    }

    /// How mail is sent; `None` when that was not chosen. It comes from `administrator` when nobody else is named.
    ///
    /// # Errors
    /// [`ConfigError::Value`] for an address that is none. It does not say the address, for there is a password in it.
    pub fn finish(self, administrator: Option<&str>) -> Result<Option<Mail>, ConfigError> {
        let Some(url) = self.url else { return Ok(None) };
        let server = MailServer::parse(&url).ok_or(ConfigError::Value {
            option: "mail.url",
            reason: "the address of a mail server was expected, such as smtps://user:password@mail.example.com:465",
        })?;
        let from = self.from.as_deref().or(administrator).map(str::trim).filter(|from| from.contains('@'));
        let from = from.ok_or(ConfigError::Value {
            option: "mail.from",
            reason: "the e-mail address that mail comes from was expected, such as Contoso <portal@example.com>",
        })?;
        Ok(Some(Mail { server, from: from.to_owned() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(url: &str) -> Result<Option<Mail>, ConfigError> {
        MailChoices { url: Some(url.to_owned()), from: None }.finish(Some("admin@example.com"))
    }

    #[test]
    fn a_mail_servers_address_says_how_it_is_spoken_to() {
        for (url, security, host, port) in [
            ("smtps://mail.example.com", MailSecurity::Tls, "mail.example.com", 465),
            ("smtp://mail.example.com/", MailSecurity::StartTls, "mail.example.com", 587),
            ("smtp://localhost:1025", MailSecurity::None, "localhost", 1025),
            ("smtp://[::1]", MailSecurity::None, "::1", 25),
        ] {
            let server = mail(url).unwrap().unwrap().server;
            assert_eq!((server.security, server.host.as_str(), server.port), (security, host, port), "{url}");
            assert_eq!(server.credentials, None);
        }
        let server = mail("smtps://a%40b:p%2Fw+&=@mail.example.com").unwrap().unwrap().server;
        assert_eq!(server.credentials, Some(("a@b".to_owned(), "p/w+&=".to_owned())));
    }

    #[test]
    fn a_password_is_neither_printed_nor_complained_about() {
        let choices = MailChoices { url: Some("smtps://u:hunter2@host".to_owned()), from: None };
        assert!(!format!("{choices:?}").contains("hunter2"));
        let mail = choices.finish(Some("a@example.com")).unwrap();
        assert!(!format!("{mail:?}").contains("hunter2"));
        for url in ["https://u:hunter2@host", "smtps://u:hunter2@", "hunter2", "smtps://u:hunter2@host/x"] {
            let error = super::tests::mail(url).unwrap_err().to_string();
            assert!(error.starts_with("mail.url: ") && !error.contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn mail_comes_from_somebody() {
        let url = || Some("smtps://host".to_owned());
        let choices = MailChoices { url: url(), from: Some("Portal <p@example.com>".to_owned()) };
        assert_eq!(choices.finish(Some("a@example.com")).unwrap().unwrap().from, "Portal <p@example.com>");
        assert!(MailChoices { url: url(), from: None }.finish(None).is_err());
        assert!(MailChoices::default().finish(None).unwrap().is_none());
    }

    #[test]
    fn domains_are_asked_for_where_they_decide() {
        let choices = |sign_up, domains: &[&str]| AccountChoices {
            sign_up: Some(sign_up),
            sign_up_domains: Some(domains.iter().map(|&domain| domain.to_owned()).collect()),
        };
        assert!(choices(SignUp::Domains, &[]).finish().is_err());
        assert!(choices(SignUp::Domains, &["*.example.com"]).finish().is_err());
        let finished = choices(SignUp::Domains, &["@Example.COM"]).finish().unwrap();
        assert_eq!(finished.sign_up_domains, ["example.com"]);
        assert_eq!(AccountChoices::default().finish().unwrap().sign_up, SignUp::Off);
    }
}
