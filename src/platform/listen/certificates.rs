//! The certificate that the listener shows, from files that may be replaced while it runs.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use parking_lot::RwLock;
use rustls::ServerConfig;
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(3);

/// A chain and its key in PEM files, read again when one of them changes.
pub struct Certificates {
    chain: PathBuf,
    key: PathBuf,
    current: RwLock<Arc<ServerConfig>>,
}

/// Why a certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file cannot be read, or is no PEM of the kind that is needed.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: pem::Error,
    },
    /// The two do not belong together, or are of a kind that TLS cannot use.
    #[error("{} and {} cannot be used: {source}", chain.display(), key.display())]
    Pair {
        /// The chain's file.
        chain: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// What is wrong with them.
        source: rustls::Error,
    },
}

impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificates").field("chain", &self.chain).finish_non_exhaustive()
    }
}

impl Certificates {
    /// Reads both files.
    ///
    /// # Errors
    /// [`CertificateError`], whose text is meant for the operator.
    pub fn read(chain: &Path, key: &Path) -> Result<Self, CertificateError> {
        let current = RwLock::new(Arc::new(config(chain, key)?));
        Ok(Self { chain: chain.to_owned(), key: key.to_owned(), current })
    }

    pub(super) fn current(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.current.read())
    }

    /// Reads the files again. What cannot be used leaves what was there.
    ///
    /// # Errors
    /// [`CertificateError`], whose text is meant for the operator.
    pub fn reload(&self) -> Result<(), CertificateError> {
        let read = Arc::new(config(&self.chain, &self.key)?);
        *self.current.write() = read;
        Ok(())
    }

    /// Goes on reading them again when they change. New connections see what is new; it does not end.
    pub async fn watch(&self) {
        let mut seen = self.changed();
        loop {
            tokio::time::sleep(LOOK).await;
            let changed = self.changed();
            if changed == seen {
                continue;
            }
            match self.reload() {
                Ok(()) => {
                    tracing::info!("the gateway's certificate was read again");
                    seen = changed;
                }
                // The other file may follow in a moment.
                Err(error) => tracing::warn!(%error, "the gateway keeps its certificate: {error}"),
            }
        }
    }

    fn changed(&self) -> [Option<SystemTime>; 2] {
        [&self.chain, &self.key].map(|path| std::fs::metadata(path).and_then(|file| file.modified()).ok())
    }
}

fn config(chain: &Path, key: &Path) -> Result<ServerConfig, CertificateError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source| CertificateError::File { path, source }
    };
    let certificates: Vec<_> =
        CertificateDer::pem_file_iter(chain).map_err(at(chain))?.collect::<Result<_, _>>().map_err(at(chain))?;
    let private = PrivateKeyDer::from_pem_file(key).map_err(at(key))?;
    let pair = |source| CertificateError::Pair { chain: chain.to_owned(), key: key.to_owned(), source };
    let mut config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(pair)?
        .with_no_client_auth()
        .with_single_cert(certificates, private)
        .map_err(pair)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}
