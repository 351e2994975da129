//! The gateway's choices.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use serde::Deserialize;
use url::Url;

use super::ConfigError;

/// How the gateway listens and calls.
#[derive(Clone, Debug)]
pub struct Gateway {
    /// The address that it listens on.
    pub listen: SocketAddr,
    /// The address under which clients reach it: an origin, without a path.
    pub public_url: Url,
    /// The files of its certificate's chain and key; `None` where it speaks no TLS itself.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// How long a connection to a backend may take, with its name and TLS.
    pub connect: Duration,
    /// How long a backend may take until the head of its answer is there.
    pub answer: Duration,
    /// How long a call may take in all; `None` for as long as something comes.
    pub call: Option<Duration>,
    /// For how long a WebSocket may be silent both ways.
    pub websocket_idle: Duration,
    /// How many calls one backend gets at once.
    pub backend_calls: usize,
    /// How many bytes the body of a call may have; `None` for as many as come.
    pub body: Option<u64>,
}

/// The `[gateway]` table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewayChoices {
    /// See [`Gateway::listen`].
    pub listen: Option<SocketAddr>,
    /// See [`Gateway::public_url`].
    pub public_url: Option<Url>,
    /// The chain's file; see [`Gateway::tls`].
    pub tls_cert: Option<PathBuf>,
    /// The key's file; see [`Gateway::tls`].
    pub tls_key: Option<PathBuf>,
    /// See [`Gateway::connect`], in seconds.
    pub connect_seconds: Option<u64>,
    /// See [`Gateway::answer`], in seconds.
    pub answer_seconds: Option<u64>,
    /// See [`Gateway::call`], in seconds; 0 for `None`.
    pub call_seconds: Option<u64>,
    /// See [`Gateway::websocket_idle`], in seconds.
    pub websocket_idle_seconds: Option<u64>,
    /// See [`Gateway::backend_calls`].
    pub backend_calls: Option<usize>,
    /// See [`Gateway::body`], in megabytes (1024 × 1024 bytes); 0 for `None`.
    pub body_megabytes: Option<u64>,
}

impl GatewayChoices {
    /// These choices, and those of `other` where these say nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            public_url: self.public_url.or(other.public_url),
            tls_cert: self.tls_cert.or(other.tls_cert),
            tls_key: self.tls_key.or(other.tls_key),
            connect_seconds: self.connect_seconds.or(other.connect_seconds),
            answer_seconds: self.answer_seconds.or(other.answer_seconds),
            call_seconds: self.call_seconds.or(other.call_seconds),
            websocket_idle_seconds: self.websocket_idle_seconds.or(other.websocket_idle_seconds),
            backend_calls: self.backend_calls.or(other.backend_calls),
            body_megabytes: self.body_megabytes.or(other.body_megabytes),
        }
    }

    /// The choices with defaults for all that is not chosen.
    ///
    /// # Errors
    /// [`ConfigError::Value`] for a value that cannot be meant.
    pub fn finish(self) -> Result<Gateway, ConfigError> {
        let bad = |option, reason| ConfigError::Value { option, reason };
        let listen = self.listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3001)));
        let tls = match (self.tls_cert, self.tls_key) {
            (Some(chain), Some(key)) => Some((chain, key)),
            (None, None) => None,
            (Some(_), None) => return Err(bad("gateway.tls_key", "the certificate's key was expected beside it")),
            (None, Some(_)) => return Err(bad("gateway.tls_cert", "the key's certificate was expected beside it")),
        };
        let scheme = if tls.is_some() { "https" } else { "http" };
        let public_url = match self.public_url {
            Some(url) => url,
            None => Url::parse(&format!("{scheme}://localhost:{}", listen.port()))
                .map_err(|_| bad("gateway.listen", "an address with a port was expected"))?,
        };
        if !super::is_origin(&public_url) {
            return Err(bad(
                "gateway-public-url",
                "an http or https address without a path was expected, such as https://api.example.com",
            ));
        }
        let seconds = |chosen: Option<u64>, otherwise, option| match chosen.unwrap_or(otherwise) {
            0 => Err(bad(option, "a number of seconds above 0 was expected")),
            number => Ok(Duration::from_secs(number)),
        };
        let backend_calls = self.backend_calls.unwrap_or(500);
        if backend_calls == 0 {
            return Err(bad("gateway.backend_calls", "a number above 0 was expected"));
        }
        Ok(Gateway {
            listen,
            public_url,
            tls,
            connect: seconds(self.connect_seconds, 10, "gateway.connect_seconds")?,
            answer: seconds(self.answer_seconds, 60, "gateway.answer_seconds")?,
            call: Some(self.call_seconds.unwrap_or(600)).filter(|seconds| *seconds > 0).map(Duration::from_secs),
            websocket_idle: seconds(self.websocket_idle_seconds, 300, "gateway.websocket_idle_seconds")?,
            backend_calls,
            body: self.body_megabytes.filter(|number| *number > 0).map(|number| number.saturating_mul(1024 * 1024)),
        })
    }
}

/// The networks in `texts`, each a network or an address.
///
/// # Errors
/// [`ConfigError::Value`] when one is neither.
pub fn networks(texts: &[String]) -> Result<Vec<IpNet>, ConfigError> {
    let network = |text: &String| {
        let text = text.trim();
        text.parse::<IpNet>()
            .map(|network| network.trunc())
            .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
            .ok()
    };
    texts.iter().map(network).collect::<Option<_>>().ok_or(ConfigError::Value {
        option: "trusted-proxies",
        reason: "networks such as 10.0.0.0/8 or addresses such as 10.1.2.3 were expected",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_comes_with_its_key_and_makes_the_address_a_secure_one() {
        let half = GatewayChoices { tls_cert: Some("a.pem".into()), ..GatewayChoices::default() };
        assert!(half.clone().finish().unwrap_err().to_string().contains("tls_key"));
        let whole = GatewayChoices { tls_key: Some("b.pem".into()), ..half }.finish().unwrap();
        assert_eq!(whole.public_url.as_str(), "https://localhost:3001/");
        assert_eq!(GatewayChoices::default().finish().unwrap().public_url.as_str(), "http://localhost:3001/");
    }

    #[test]
    fn trusted_proxies_are_networks_and_addresses() {
        let texts = ["10.1.2.3/8", " ::1"].map(str::to_owned);
        assert_eq!(networks(&texts).unwrap(), ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()]);
        assert!(networks(&["proxy".to_owned()]).is_err());
    }
}
