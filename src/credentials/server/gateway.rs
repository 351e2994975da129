//! What the gateway needs to know of credentials: all of it, opened, which it keeps in memory. `gateway_changes` names their
//! APIs when they are given, replaced or removed.

use std::collections::HashMap;
use std::fmt;

use sqlx::SqliteConnection;
use url::Url;
use zeroize::Zeroizing;

use super::seal::open;
use super::store::{self, Stored};
use crate::credentials::model::Way;
use crate::kernel::http::is_service_url;
use crate::kernel::ids::ApiId;
use crate::platform::{AppError, Vault};

/// An API's credential.
#[derive(Debug)]
pub enum Kept {
    /// It can be shown.
    Open(Opened),
    /// The vault does not open it: the row was changed, or belongs to another database.
    Sealed,
}

/// A credential with its secret. It can be neither printed nor sent, and is wiped from memory.
pub struct Opened {
    /// How it is shown.
    pub way: Way,
    /// The origin that it was given for.
    pub origin: String,
    /// The token, the password or the key.
    pub secret: Zeroizing<String>,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened").field("way", &self.way).field("origin", &self.origin).finish_non_exhaustive()
    }
}

/// Those of all APIs.
///
/// # Errors
/// When the database fails.
pub async fn all(db: &mut SqliteConnection, vault: &Vault) -> Result<HashMap<ApiId, Kept>, AppError> {
    Ok(store::list(db).await?.into_iter().map(|stored| (stored.api.clone(), kept(vault, stored))).collect())
}

/// That of an API.
///
/// # Errors
/// When the database fails.
pub async fn of_api(db: &mut SqliteConnection, vault: &Vault, api: &ApiId) -> Result<Option<Kept>, AppError> {
    Ok(store::find(db, api).await?.map(|stored| kept(vault, stored)))
}

/// One that cannot be opened is no reason for other APIs not to be called.
fn kept(vault: &Vault, stored: Stored) -> Kept {
    match open(vault, &stored) {
        Ok(secret) => Kept::Open(Opened { way: stored.told.way, origin: stored.told.origin, secret }),
        Err(error) => {
            tracing::error!(api = %stored.api, %error, "the backend credential of API {} cannot be opened", stored.api);
            Kept::Sealed
        }
    }
}

/// Scheme, host and port of a web service; `None` when that is no address that calls can go to.
#[must_use]
pub fn origin_of(service_url: &str) -> Option<String> {
    if !is_service_url(service_url) {
        return None;
    }
    let url = Url::parse(service_url).ok().filter(Url::has_host)?;
    Some(url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        for (url, origin) in [
            ("https://Example.com/base/", Some("https://example.com")),
            ("https://example.com:443", Some("https://example.com")),
            ("http://example.com:8080/x", Some("http://example.com:8080")),
            ("http://[::1]:80/", Some("http://[::1]")),
            ("ftp://example.com", None),
            ("", None),
        ] {
            assert_eq!(origin_of(url).as_deref(), origin, "{url}");
        }
    }

    #[test]
    fn a_secret_is_not_printed() {
        let secret = Zeroizing::new("hunter2".to_owned());
        let opened = Opened { way: Way::Bearer, origin: String::new(), secret };
        assert!(!format!("{:?}", Kept::Open(opened)).contains("hunter2"));
    }
}
