//! Why a call to a backend did not end well: the stage and the reason, as a person may know them. It never carries an
//! address, a URL or a credential.

use serde::{Deserialize, Serialize};

/// Why a call failed, by the stage at which it did.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The address is not an `http` or `https` one, or has credentials in it. Nothing was sent.
    #[error("not an address that can be called")]
    BadAddress,
    /// The backend's name is unknown.
    #[error("name not resolved")]
    NameNotResolved,
    /// The outbound policy does not let calls go there. Nothing was sent.
    #[error("blocked by the outbound policy")]
    Blocked,
    /// Nobody listens at the backend's port.
    #[error("connection refused")]
    Refused,
    /// There is no way to the backend's network or machine.
    #[error("unreachable")]
    Unreachable,
    /// The connection could not be secured.
    #[error("TLS: {reason}")]
    Tls {
        /// Why not.
        reason: TlsReason,
    },
    /// It took too long.
    #[error("timed out after {seconds} s ({stage:?})")]
    TimedOut {
        /// What was waited for.
        stage: Stage,
        /// How many seconds the stage or the whole call may take, rounded up.
        seconds: u64,
    },
    /// The backend closed the connection before its answer was complete.
    #[error("cut off")]
    CutOff,
    /// The answer is not HTTP as RFC 9112 has it, or none that may be passed on.
    #[error("not a valid HTTP response")]
    BadResponse,
}

/// A stage of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Resolving the backend's name.
    Name,
    /// Connecting, with TLS.
    Connect,
    /// From the connection to the head of the answer.
    FirstByte,
    /// From the head to the end of the answer.
    Body,
    /// Between two pieces of a stream, which may go on as long as something comes.
    Silence,
}

/// Why a connection could not be secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TlsReason {
    /// The certificate's time is over.
    #[error("certificate expired")]
    Expired,
    /// The certificate's time has not begun.
    #[error("certificate not valid yet")]
    NotYetValid,
    /// Nobody whom this machine trusts has signed the certificate.
    #[error("certificate of an unknown issuer")]
    UnknownIssuer,
    /// The certificate is for another name.
    #[error("certificate for another name")]
    WrongName,
    /// The certificate was revoked.
    #[error("certificate revoked")]
    Revoked,
    /// The certificate is unfit in another way.
    #[error("certificate not acceptable")]
    BadCertificate,
    /// No agreement on a version or a cipher, or the other side does not speak TLS.
    #[error("handshake failed")]
    Handshake,
}
