//! Where mail goes: a seam, since tests read what was sent.

use std::future::Future;

/// A mail, whole.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id in the outbox; the same for every attempt.
    pub id: String,
    /// The address that it goes to.
    pub recipient: String,
    /// The name of its template.
    pub kind: String,
    /// Its subject.
    pub subject: String,
    /// Its text. It may have a link in it that opens an account.
    pub text: String,
    /// When it was written, in milliseconds since 1970.
    pub written_at: i64,
}

/// Without the text.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Why a mail was not taken. Its text is for the operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TransportError(pub String);

/// Takes mail and brings it on its way.
pub trait Transport: Send + Sync {
    /// Hands a mail over.
    ///
    /// # Errors
    /// [`TransportError`] when it was not taken; it is tried again later.
    fn send(&self, mail: &Mail) -> impl Future<Output = Result<(), TransportError>> + Send;
}

/// Writes mail to the log. For the demo, where whoever runs it is whoever tries it.
#[derive(Clone, Copy, Debug)]
pub struct Log;

impl Transport for Log {
    async fn send(&self, mail: &Mail) -> Result<(), TransportError> {
        let Mail { recipient, subject, text, .. } = mail;
        tracing::info!(kind = mail.kind, "mail to {recipient}, which nobody sends in the demo: {subject}\n{text}");
        Ok(())
    }
}
