//! The operator's choices. A flag wins over an environment variable, that over `loggia.toml`, that over the default.
//!
//! `cli::options` declares the flags and their `LOGGIA_…` variables; this module knows the file and joins the two.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ipnet::IpNet;
use serde::Deserialize;
use url::Url;

use super::outbound::Allowed;

mod accounts;
mod gateway;
mod usage;

pub use accounts::{AccountChoices, Accounts, Mail, MailChoices, MailSecurity, MailServer, SignUp};
pub use gateway::{Gateway, GatewayChoices};
pub use usage::{ClientAddress, Usage, UsageChoices};

/// Everything that can be configured, with defaults filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the database and other files live.
    pub data: PathBuf,
    /// The file of the key that opens the database's secrets.
    pub master_key_file: PathBuf,
    /// What is written to the log, as a filter of `tracing-subscriber`.
    pub log: String,
    /// The address that the portal listens on.
    pub listen: SocketAddr,
    /// The address under which people reach the portal: an origin, without a path.
    pub public_url: Url,
    /// The instance's name, shown in the header and in titles.
    pub name: String,
    /// The organization that runs the portal.
    pub organization_name: String,
    /// Where people and notifications write to.
    pub administrator_email: Option<String>,
    /// Whether the demo catalog and its backend are wanted.
    pub demo: bool,
    /// The address that the demo backend listens on.
    pub demo_listen: SocketAddr,
    /// Networks and host:port pairs that calls may reach although they are not public.
    pub outbound_allow: Vec<Allowed>,
    /// How long a console call may take in all.
    pub call_timeout: Duration,
    /// How many console calls may run at once.
    pub concurrent_calls: usize,
    /// How accounts come to be.
    pub accounts: Accounts,
    /// How the gateway listens and calls.
    pub gateway: Gateway,
    /// The networks whose word is taken for whom they speak for: `X-Forwarded-For`, `X-Forwarded-Proto`, `Forwarded`.
    pub trusted_proxies: Vec<IpNet>,
    /// How mail is sent; `None` when there is no server for it.
    pub mail: Option<Mail>,
    /// What is kept of the gateway's calls.
    pub usage: Usage,
}

/// The same choices, each of which may be missing: what a file or the flags say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// See [`Config::data`].
    pub data: Option<PathBuf>,
    /// See [`Config::master_key_file`].
    pub master_key_file: Option<PathBuf>,
    /// See [`Config::log`].
    pub log: Option<String>,
    /// See [`Config::listen`].
    pub listen: Option<SocketAddr>,
    /// See [`Config::public_url`].
    pub public_url: Option<Url>,
    /// See [`Config::name`].
    pub name: Option<String>,
    /// See [`Config::organization_name`].
    pub organization_name: Option<String>,
    /// See [`Config::administrator_email`].
    pub administrator_email: Option<String>,
    /// See [`Config::demo`].
    pub demo: Option<bool>,
    /// See [`Config::demo_listen`].
    pub demo_listen: Option<SocketAddr>,
    /// See [`Config::trusted_proxies`].
    pub trusted_proxies: Option<Vec<String>>,
    /// `[gateway]`
    #[serde(default)]
    pub gateway: GatewayChoices,
    /// `[outbound]`
    #[serde(default)]
    pub outbound: OutboundChoices,
    /// `[console]`
    #[serde(default)]
    pub console: ConsoleChoices,
    /// `[accounts]`
    #[serde(default)]
    pub accounts: AccountChoices,
    /// `[mail]`
    #[serde(default)]
    pub mail: MailChoices,
    /// `[usage]`
    #[serde(default)]
    pub usage: UsageChoices,
}

/// The `[outbound]` table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutboundChoices {
    /// See [`Config::outbound_allow`].
    pub allow: Option<Vec<Allowed>>,
}

/// The `[console]` table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsoleChoices {
    /// See [`Config::call_timeout`], in seconds.
    pub timeout_seconds: Option<u64>,
    /// See [`Config::concurrent_calls`].
    pub concurrent_calls: Option<usize>,
}

/// The file was there but could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It could not be read.
    #[error("the configuration {} cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not TOML, or names something that does not exist.
    #[error("the configuration {}: {message}", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Line, column and reason.
        message: String,
    },
    /// A value that cannot be meant.
    #[error("{option}: {reason}")]
    Value {
        /// The option's name.
        option: &'static str,
        /// What was expected.
        reason: &'static str,
    },
}

impl Choices {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// [`ConfigError`] when it is missing, not TOML, or names an unknown option.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text =
            std::fs::read_to_string(path).map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        toml::from_str(&text)
            .map_err(|error| ConfigError::Parse { path: path.to_owned(), message: on_one_line(&error, &text) })
    }

    /// These choices, and those of `other` where these say nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            data: self.data.or(other.data),
            master_key_file: self.master_key_file.or(other.master_key_file),
            log: self.log.or(other.log),
            listen: self.listen.or(other.listen),
            public_url: self.public_url.or(other.public_url),
            name: self.name.or(other.name),
            organization_name: self.organization_name.or(other.organization_name),
            administrator_email: self.administrator_email.or(other.administrator_email),
            demo: self.demo.or(other.demo),
            demo_listen: self.demo_listen.or(other.demo_listen),
            trusted_proxies: self.trusted_proxies.or(other.trusted_proxies),
            gateway: self.gateway.or(other.gateway),
            outbound: OutboundChoices { allow: self.outbound.allow.or(other.outbound.allow) },
            console: ConsoleChoices {
                timeout_seconds: self.console.timeout_seconds.or(other.console.timeout_seconds),
                concurrent_calls: self.console.concurrent_calls.or(other.console.concurrent_calls),
            },
            accounts: self.accounts.or(other.accounts),
            mail: self.mail.or(other.mail),
            usage: self.usage.or(other.usage),
        }
    }

    /// The configuration with defaults for all that is not chosen.
    ///
    /// # Errors
    /// [`ConfigError::Value`] for a value that cannot be meant.
    pub fn finish(self) -> Result<Config, ConfigError> {
        let bad = |option, reason| ConfigError::Value { option, reason };
        let listen = self.listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000)));
        let public_url = match self.public_url {
            Some(url) => url,
            None => Url::parse(&format!("http://localhost:{}", listen.port()))
                .map_err(|_| bad("listen", "an address with a port was expected"))?,
        };
        if !is_origin(&public_url) {
            return Err(bad(
                "public-url",
                "an http or https address without a path was expected, such as https://developers.example.com",
            ));
        }
        let name = self.name.unwrap_or_else(|| "Loggia".to_owned());
        if name.trim().is_empty() {
            return Err(bad("name", "a name was expected, such as Contoso APIs"));
        }
        let timeout_seconds = self.console.timeout_seconds.unwrap_or(120);
        if timeout_seconds == 0 {
            return Err(bad("console.timeout_seconds", "a number of seconds above 0 was expected"));
        }
        let concurrent_calls = self.console.concurrent_calls.unwrap_or(200);
        if concurrent_calls == 0 {
            return Err(bad("console.concurrent_calls", "a number above 0 was expected"));
        }
        let data = self.data.unwrap_or_else(|| PathBuf::from("data"));
        let administrator_email = self.administrator_email.filter(|email| !email.trim().is_empty());
        Ok(Config {
            master_key_file: self.master_key_file.unwrap_or_else(|| data.join("master.key")),
            data,
            log: self.log.unwrap_or_else(|| "info".to_owned()),
            listen,
            public_url,
            organization_name: self.organization_name.unwrap_or_else(|| name.clone()),
            name,
            gateway: self.gateway.finish()?,
            trusted_proxies: gateway::networks(&self.trusted_proxies.unwrap_or_default())?,
            accounts: self.accounts.finish()?,
            mail: self.mail.finish(administrator_email.as_deref())?,
            usage: self.usage.finish()?,
            administrator_email,
            demo: self.demo.unwrap_or(false),
            demo_listen: self.demo_listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3002))),
            outbound_allow: self.outbound.allow.unwrap_or_default(),
            call_timeout: Duration::from_secs(timeout_seconds),
            concurrent_calls,
        })
    }
}

impl Config {
    /// Where the demo backend can be called from this machine: a backend that listens on all addresses listens on
    /// loopback, too.
    #[must_use]
    pub fn demo_backend(&self) -> SocketAddr {
        let mut address = self.demo_listen;
        if address.ip().is_unspecified() {
            address.set_ip(if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() });
        }
        address
    }
}

/// Whether `url` is `http` or `https` and names nothing but a host and perhaps a port.
fn is_origin(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

/// What is wrong, and where; the error's own text draws the line in several.
fn on_one_line(error: &toml::de::Error, text: &str) -> String {
    let message = error.message().trim().replace('\n', "; ");
    let Some(before) = error.span().and_then(|span| text.get(..span.start)) else {
        return message;
    };
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("line {line}, column {column}: {message}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_first_wins_and_the_rest_has_defaults() {
        let flags = Choices { name: Some("Flag".into()), ..Choices::default() };
        let file: Choices = toml::from_str("name = \"File\"\norganization_name = \"Contoso\"\n[outbound]\nallow = [\"10.0.0.0/8\", \"127.0.0.1:3002\"]").unwrap();
        let config = flags.or(file).finish().unwrap();
        assert_eq!((config.name.as_str(), config.organization_name.as_str()), ("Flag", "Contoso"));
        assert_eq!(config.outbound_allow.len(), 2);
        assert_eq!(config.public_url.as_str(), "http://localhost:3000/");
    }

    #[test]
    fn mistakes_are_named() {
        assert!(toml::from_str::<Choices>("nam = 1").unwrap_err().to_string().contains("nam"));
        assert!(toml::from_str::<Choices>("[outbound]\nallow = [\"everything\"]").is_err());
        for (url, fine) in [
            ("ftp://x", false),
            ("https://x.example/portal", false),
            ("https://x.example?a=b", false),
            ("https://ada@x.example", false),
            ("mailto:ada@x.example", false),
            ("https://x.example", true),
        ] {
            let choices = Choices { public_url: Some(url.parse().unwrap()), ..Choices::default() };
            assert_eq!(choices.finish().is_ok(), fine, "{url}");
        }
    }

    #[test]
    fn a_mistake_in_the_file_is_told_in_one_line_with_its_place() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "name = \"x\"\n[outbound]\nallow = \"everything\"\n").unwrap();
        let text = Choices::read(file.path()).unwrap_err().to_string();
        assert!(text.contains(": line 3, column 9: ") && !text.contains('\n'), "{text}");
    }

    #[test]
    fn a_backend_on_all_addresses_is_called_on_loopback() {
        for (listen, call) in
            [("0.0.0.0:3002", "127.0.0.1:3002"), ("[::]:3002", "[::1]:3002"), ("192.0.2.7:3002", "192.0.2.7:3002")]
        {
            let choices = Choices { demo_listen: Some(listen.parse().unwrap()), ..Choices::default() };
            assert_eq!(choices.finish().unwrap().demo_backend(), call.parse().unwrap(), "{listen}");
        }
    }
}
