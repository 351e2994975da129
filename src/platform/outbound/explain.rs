//! From the libraries' errors to [`Failure`], by their types and kinds, never by their texts.

use std::error::Error;
use std::io;
use std::time::Duration;

use rustls::CertificateError;

use crate::kernel::Failure;
use crate::kernel::failure::TlsReason;

/// What `error` and its causes say. What says nothing in particular is a connection that broke.
pub fn explain(error: &(dyn Error + 'static)) -> Failure {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(failure) = known(error) {
            return failure;
        }
        next = cause(error);
    }
    Failure::CutOff
}

fn known(error: &(dyn Error + 'static)) -> Option<Failure> {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return Some(failure.clone());
    }
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        return error.is_parse().then_some(Failure::BadResponse);
    }
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return Some(Failure::Tls { reason: reason(error) });
    }
    let error = error.downcast_ref::<io::Error>()?;
    // A TLS error comes as invalid data too.
    let is_bare = error.get_ref().is_none_or(|inner| !inner.is::<rustls::Error>());
    let is_nonsense = matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput);
    (is_bare && is_nonsense).then_some(Failure::BadResponse)
}

/// An I/O error's own error, which its `source` skips; the source of any other.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|inner| inner as &(dyn Error + 'static)),
        None => error.source(),
    }
}

fn reason(error: &rustls::Error) -> TlsReason {
    let rustls::Error::InvalidCertificate(error) = error else { return TlsReason::Handshake };
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsReason::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => TlsReason::NotYetValid,
        CertificateError::UnknownIssuer => TlsReason::UnknownIssuer,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => TlsReason::WrongName,
        CertificateError::Revoked => TlsReason::Revoked,
        _ => TlsReason::BadCertificate,
    }
}

/// Whole seconds, rounded up.
pub(super) const fn seconds(duration: Duration) -> u64 {
    duration.as_secs() + (duration.subsec_nanos() > 0) as u64
}
