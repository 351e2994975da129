//! Securing connections.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

/// The name of HTTP/1.1 where the two sides agree on a protocol.
pub(super) const HTTP1: &[u8] = b"http/1.1";
/// That of HTTP/2.
pub(super) const HTTP2: &[u8] = b"h2";

/// Secures connections whose certificates lead to one of `roots`, and offers `protocols`.
///
/// The cryptography is named here and not installed for the whole process, so nothing depends on what ran before.
///
/// # Errors
/// When the cryptography offers no version of TLS.
pub(super) fn connector(roots: RootCertStore, protocols: &[&[u8]]) -> Result<TlsConnector, rustls::Error> {
    let mut config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// The certificate authorities that this machine trusts, so that an operator's own is among them; Mozilla's where the
/// machine has none at all, as a bare container.
pub(super) fn roots() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(authorities());
    if roots.is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    roots
}

/// The certificates of the authorities that this machine trusts; none where it has none that can be read.
#[must_use]
pub fn authorities() -> Vec<CertificateDer<'static>> {
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "a trusted certificate cannot be read: {error}");
    }
    let is_readable = |certificate: &CertificateDer<'static>| RootCertStore::empty().add(certificate.clone()).is_ok();
    found.certs.into_iter().filter(is_readable).collect()
}
