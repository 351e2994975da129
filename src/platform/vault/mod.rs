//! What is encrypted before it goes into the database: XChaCha20-Poly1305 under a master key that is not in it. Owns the
//! table `vault`.

mod key;
mod store;

use std::path::PathBuf;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::config::Config;
use super::{AppError, Db, Rng};

/// What every sealed text begins with, in case another cipher follows this one.
const VERSION: u8 = 1;
/// The length of a nonce, in bytes. It is long enough to be chosen at random.
const NONCE: usize = 24;
/// Whose secret the row of `vault` is.
const CHECK: &str = "vault/check";

/// Why the vault cannot be opened. The texts are for the operator.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The key's file cannot be read or made.
    #[error("the master key {} cannot be read or made: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The key's file holds something else.
    #[error("{} is no master key: 64 hexadecimal digits were expected", path.display())]
    NotAKey {
        /// The file.
        path: PathBuf,
    },
    /// There are secrets, but no key.
    #[error("the master key {} is missing, and the database holds secrets that only it opens; put it back", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The secrets were sealed with another key.
    #[error("the database's secrets were sealed with another master key than {}; put the right one there", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] AppError),
}

/// Seals secrets for the database, and opens them.
#[derive(Clone)]
pub struct Vault {
    cipher: XChaCha20Poly1305,
    rng: Rng,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

impl Vault {
    /// Reads the master key that `config` names. It is made when there is none and nothing was sealed yet.
    ///
    /// # Errors
    /// [`VaultError`]; a key that does not open what `db` holds is refused here and not when a secret is needed.
    pub async fn unlock(config: &Config, db: &Db, rng: Rng) -> Result<Self, VaultError> {
        let path = config.master_key_file.clone();
        let known = store::find_check(db).await?;
        let key = match key::read(&path)? {
            Some(key) => key,
            None if known.is_some() => return Err(VaultError::Missing { path }),
            None => key::make(&path, &rng)?,
        };
        let vault = Self { cipher: XChaCha20Poly1305::new(&(*key).into()), rng };
        let check = match known {
            Some(check) => check,
            None => {
                store::insert_check(db, &vault.seal(CHECK, &[])?).await?;
                // Another process may have been first.
                store::find_check(db).await?.unwrap_or_default()
            }
        };
        vault.open(CHECK, &check).map_err(|_| VaultError::Wrong { path })?;
        Ok(vault)
    }

    /// Seals `secret` for `owner`, the table and id of its row: it opens nowhere else.
    ///
    /// # Errors
    /// [`AppError::Unexpected`] for a secret of more than 256 GiB.
    pub fn seal(&self, owner: &str, secret: &[u8]) -> Result<Vec<u8>, AppError> {
        let nonce = self.rng.bytes::<NONCE>();
        let payload = Payload { msg: secret, aad: owner.as_bytes() };
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| AppError::Unexpected("a secret cannot be sealed".to_owned()))?;
        Ok([&[VERSION], nonce.as_slice(), &sealed].concat())
    }

    /// What was sealed for `owner`.
    ///
    /// # Errors
    /// [`AppError::Unexpected`] when it was sealed for another row or with another key, or was changed since.
    pub fn open(&self, owner: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, AppError> {
        self.try_open(owner, sealed)
            .ok_or_else(|| AppError::Unexpected(format!("the secret of {owner} cannot be opened")))
    }

    fn try_open(&self, owner: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (&[VERSION], rest) = sealed.split_first_chunk::<1>()? else { return None };
        let (nonce, message) = rest.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: message, aad: owner.as_bytes() };
        self.cipher.decrypt(&XNonce::from(*nonce), payload).ok().map(Zeroizing::new)
    }
}

#[cfg(test)]
mod tests;
