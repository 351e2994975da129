//! The options. Each is a flag, an environment variable and (but for `--config`) a key of `loggia.toml`; the first that
//! says something wins. `docs/configuration.md` is made from these definitions: the file's key is the option's name,
//! within a table where [`TABLES`] has its first word.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use url::Url;

use crate::platform::config::{
    AccountChoices, Choices, ClientAddress, ConfigError, ConsoleChoices, GatewayChoices, MailChoices, OutboundChoices,
    SignUp, UsageChoices,
};
use crate::platform::outbound::Allowed;

/// The tables of `loggia.toml`.
pub const TABLES: [&str; 6] = ["accounts", "console", "gateway", "mail", "outbound", "usage"];

/// The configuration file that is read when no other is named.
const FILE: &str = "loggia.toml";

/// The options that every command takes.
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// The directory of the database and the other files, made when it is missing [default: data]
    #[arg(long, global = true, env = "LOGGIA_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// The file of the key that opens the secrets in the database, made when it is missing [default: master.key in the data
    /// directory]
    #[arg(long, global = true, env = "LOGGIA_MASTER_KEY_FILE", value_name = "FILE")]
    master_key_file: Option<PathBuf>,
    /// The configuration file [default: loggia.toml in the current directory, when it is there]
    #[arg(long, global = true, env = "LOGGIA_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// What is written to the log, as tracing's filters say it: info, or warn,loggia=debug [default: info]
    #[arg(long, global = true, env = "LOGGIA_LOG", value_name = "FILTER")]
    log: Option<String>,
}

/// The option of every command that calls other addresses.
#[derive(Args, Clone, Debug)]
pub struct Outbound {
    /// Networks and host:port pairs that calls may reach although they are not public, separated by commas: for example
    /// 10.0.0.0/8,127.0.0.1:3002 [default: none]
    #[arg(long, env = "LOGGIA_OUTBOUND_ALLOW", value_name = "LIST", value_delimiter = ',')]
    outbound_allow: Option<Vec<Allowed>>,
}

/// The options of the portal.
#[derive(Args, Clone)]
pub struct Options {
    /// The address to listen on [default: 127.0.0.1:3000]
    #[arg(long, env = "LOGGIA_LISTEN", value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The address under which people reach the portal [default: http://localhost and the port of --listen]
    #[arg(long, env = "LOGGIA_PUBLIC_URL", value_name = "URL")]
    public_url: Option<Url>,
    /// The name of this portal, in its header and its titles [default: Loggia]
    #[arg(long, env = "LOGGIA_NAME")]
    name: Option<String>,
    /// The organization that runs it [default: the name]
    #[arg(long, env = "LOGGIA_ORGANIZATION_NAME", value_name = "NAME")]
    organization_name: Option<String>,
    /// The e-mail address that people and notifications write to [default: none]
    #[arg(long, env = "LOGGIA_ADMINISTRATOR_EMAIL", value_name = "EMAIL")]
    administrator_email: Option<String>,
    /// Fills an empty catalog with the demo APIs, runs the backend that they call, and makes the administrator
    /// admin@example.com, whose password is printed once [default: false]
    #[arg(
        long,
        env = "LOGGIA_DEMO",
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true"
    )]
    demo: Option<bool>,
    /// The address that the demo backend listens on [default: 127.0.0.1:3002]
    #[arg(long, env = "LOGGIA_DEMO_LISTEN", value_name = "ADDR")]
    demo_listen: Option<SocketAddr>,
    /// The address that the gateway listens on [default: 127.0.0.1:3001]
    #[arg(long, env = "LOGGIA_GATEWAY_LISTEN", value_name = "ADDR")]
    gateway_listen: Option<SocketAddr>,
    /// The address under which clients reach the gateway [default: http://localhost, or https:// with a certificate, and the
    /// port of --gateway-listen]
    #[arg(long, env = "LOGGIA_GATEWAY_PUBLIC_URL", value_name = "URL")]
    gateway_public_url: Option<Url>,
    /// The PEM file of the certificate, with those that lead to its issuer, with which the gateway speaks HTTPS beside HTTP
    /// on the same port; it is read again when it changes [default: none]
    #[arg(long, env = "LOGGIA_GATEWAY_TLS_CERT", value_name = "FILE")]
    gateway_tls_cert: Option<PathBuf>,
    /// The PEM file of that certificate's private key [default: none]
    #[arg(long, env = "LOGGIA_GATEWAY_TLS_KEY", value_name = "FILE")]
    gateway_tls_key: Option<PathBuf>,
    /// How many seconds the gateway waits for a connection to a backend [default: 10]
    #[arg(long, env = "LOGGIA_GATEWAY_CONNECT_SECONDS", value_name = "SECONDS")]
    gateway_connect_seconds: Option<u64>,
    /// How many seconds it then waits for the head of the answer [default: 60]
    #[arg(long, env = "LOGGIA_GATEWAY_ANSWER_SECONDS", value_name = "SECONDS")]
    gateway_answer_seconds: Option<u64>,
    /// How many seconds a call of the gateway may take in all, but for WebSockets; 0 for as long as something comes
    /// [default: 600]
    #[arg(long, env = "LOGGIA_GATEWAY_CALL_SECONDS", value_name = "SECONDS")]
    gateway_call_seconds: Option<u64>,
    /// For how many seconds a WebSocket of the gateway may be silent both ways before it is closed [default: 300]
    #[arg(long, env = "LOGGIA_GATEWAY_WEBSOCKET_IDLE_SECONDS", value_name = "SECONDS")]
    gateway_websocket_idle_seconds: Option<u64>,
    /// How many calls one backend gets from the gateway at once [default: 500]
    #[arg(long, env = "LOGGIA_GATEWAY_BACKEND_CALLS", value_name = "NUMBER")]
    gateway_backend_calls: Option<usize>,
    /// How many megabytes the body of a call of the gateway may have; 0 for as many as come [default: 0]
    #[arg(long, env = "LOGGIA_GATEWAY_BODY_MEGABYTES", value_name = "NUMBER")]
    gateway_body_megabytes: Option<u64>,
    /// The networks, separated by commas, of proxies in front of the gateway: what they say in X-Forwarded-For,
    /// X-Forwarded-Proto and Forwarded is believed [default: none]
    #[arg(long, env = "LOGGIA_TRUSTED_PROXIES", value_name = "LIST", value_delimiter = ',')]
    trusted_proxies: Option<Vec<String>>,
    #[command(flatten)]
    outbound: Outbound,
    /// How many seconds a call of the console may take in all; a stream of events, be silent [default: 120]
    #[arg(long, env = "LOGGIA_CONSOLE_TIMEOUT_SECONDS", value_name = "SECONDS")]
    console_timeout_seconds: Option<u64>,
    /// How many calls of the console may run at once [default: 200]
    #[arg(long, env = "LOGGIA_CONSOLE_CONCURRENT_CALLS", value_name = "NUMBER")]
    console_concurrent_calls: Option<usize>,
    /// Who may create an account: off, open, invitation, or domains for addresses of certain domains [default: off]
    #[arg(long, env = "LOGGIA_ACCOUNTS_SIGN_UP", value_name = "MODE")]
    accounts_sign_up: Option<SignUp>,
    /// The domains of e-mail addresses that may sign up in that mode, separated by commas [default: none]
    #[arg(long, env = "LOGGIA_ACCOUNTS_SIGN_UP_DOMAINS", value_name = "LIST", value_delimiter = ',')]
    accounts_sign_up_domains: Option<Vec<String>>,
    /// The server that takes mail, such as smtps://user:password@mail.example.com:465; smtp: means STARTTLS, except to this
    /// machine. Without one, mail waits until there is; the demo writes it to the log [default: none]
    #[arg(long, env = "LOGGIA_MAIL_URL", value_name = "URL", hide_env_values = true)]
    mail_url: Option<String>,
    /// Whom mail comes from, such as Contoso <portal@example.com> [default: the administrator's e-mail address]
    #[arg(long, env = "LOGGIA_MAIL_FROM", value_name = "EMAIL")]
    mail_from: Option<String>,
    /// For how many days the gateway's calls are kept [default: 90]
    #[arg(long, env = "LOGGIA_USAGE_DAYS", value_name = "DAYS")]
    usage_days: Option<u32>,
    /// What is kept of the address that a call to the gateway came from: off, network for its first 24 bits (IPv6: 64), or full
    /// [default: off]
    #[arg(long, env = "LOGGIA_USAGE_CLIENT_ADDRESS", value_name = "MODE")]
    usage_client_address: Option<ClientAddress>,
}

/// Without the values: one of them has a password in it.
impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").finish_non_exhaustive()
    }
}

impl Common {
    /// These options, and those of the configuration file where they say nothing.
    ///
    /// # Errors
    /// [`ConfigError`] when the file cannot be used.
    pub fn choices(self) -> Result<Choices, ConfigError> {
        let file = match &self.config {
            Some(path) => Choices::read(path)?,
            None if Path::new(FILE).exists() => Choices::read(Path::new(FILE))?,
            None => Choices::default(),
        };
        let Self { data, master_key_file, log, .. } = self;
        Ok(Choices { data, master_key_file, log, ..Choices::default() }.or(file))
    }
}

impl Outbound {
    /// This option.
    #[must_use]
    pub fn choices(self) -> OutboundChoices {
        OutboundChoices { allow: self.outbound_allow }
    }
}

impl Options {
    /// These options and the common ones, and those of the configuration file where they say nothing.
    ///
    /// # Errors
    /// [`ConfigError`] when the file cannot be used.
    pub fn choices(self, common: Common) -> Result<Choices, ConfigError> {
        let flags = Choices {
            listen: self.listen,
            public_url: self.public_url,
            name: self.name,
            organization_name: self.organization_name,
            administrator_email: self.administrator_email,
            demo: self.demo,
            demo_listen: self.demo_listen,
            gateway: GatewayChoices {
                listen: self.gateway_listen,
                public_url: self.gateway_public_url,
                tls_cert: self.gateway_tls_cert,
                tls_key: self.gateway_tls_key,
                connect_seconds: self.gateway_connect_seconds,
                answer_seconds: self.gateway_answer_seconds,
                call_seconds: self.gateway_call_seconds,
                websocket_idle_seconds: self.gateway_websocket_idle_seconds,
                backend_calls: self.gateway_backend_calls,
                body_megabytes: self.gateway_body_megabytes,
            },
            trusted_proxies: self.trusted_proxies,
            outbound: self.outbound.choices(),
            console: ConsoleChoices {
                timeout_seconds: self.console_timeout_seconds,
                concurrent_calls: self.console_concurrent_calls,
            },
            accounts: AccountChoices { sign_up: self.accounts_sign_up, sign_up_domains: self.accounts_sign_up_domains },
            mail: MailChoices { url: self.mail_url, from: self.mail_from },
            usage: UsageChoices { days: self.usage_days, client_address: self.usage_client_address },
            ..Choices::default()
        };
        Ok(flags.or(common.choices()?))
    }
}
