//! Mail by SMTP (RFC 5321), to the server that the operator names. It is theirs, so the outbound policy, which is about
//! what visitors can make us call, has no part in it.

use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use rustls::pki_types::CertificateDer;

use super::transport::{Mail, Transport, TransportError};
use crate::platform::AppError;
use crate::platform::config::{self, MailSecurity};
use crate::platform::outbound::authorities;

/// How long the server may take for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The server that takes mail.
#[derive(Clone)]
pub struct Smtp {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// What message ids end with.
    domain: String,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Smtp")
    }
}

impl Smtp {
    /// The server that `mail` names, believed when an authority that this machine trusts vouches for it. Nothing is sent yet.
    ///
    /// # Errors
    /// [`AppError::Unexpected`], with the option that is wrong.
    pub fn new(mail: &config::Mail) -> Result<Self, AppError> {
        Self::trusting(mail, authorities())
    }

    /// The same with these authorities; with Mozilla's where there are none.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn trusting(mail: &config::Mail, authorities: Vec<CertificateDer<'static>>) -> Result<Self, AppError> {
        let wrong = |option: &str, error: &dyn std::fmt::Display| AppError::Unexpected(format!("{option}: {error}"));
        let from = mail.from.parse::<Mailbox>().map_err(|error| wrong("mail.from", &error))?;
        let config::MailServer { security, host, port, credentials } = &mail.server;
        let tls = || tls(host, authorities).map_err(|error| wrong("mail.url", &error));
        let tls = match security {
            MailSecurity::Tls => Tls::Wrapper(tls()?),
            // A server that does not offer it gets no mail: whoever sits between may have taken the offer out.
            MailSecurity::StartTls => Tls::Required(tls()?),
            MailSecurity::None => Tls::None,
        };
        let server = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host).tls(tls);
        let mut server = server.port(*port).timeout(Some(PATIENCE));
        if let Some((user, password)) = credentials {
            server = server.credentials(Credentials::new(user.clone(), password.clone()));
        }
        let domain = from.email.domain().to_owned();
        Ok(Self { server: server.build(), from, domain })
    }

    /// The mail as it goes over the line.
    fn message(&self, mail: &Mail) -> Result<Message, TransportError> {
        let to: Mailbox = mail.recipient.parse().map_err(|_| TransportError("the recipient is no address".into()))?;
        let written = u64::try_from(mail.written_at).unwrap_or_default();
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .date(UNIX_EPOCH + Duration::from_millis(written))
            .message_id(Some(format!("<{}@{}>", mail.id, self.domain)))
            // No out-of-office notes, please (RFC 3834 section 5).
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
            .subject(mail.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.clone())
            .map_err(|error| TransportError(error.to_string()))
    }
}

/// How a server that is called `host` has to prove that it is.
fn tls(host: &str, authorities: Vec<CertificateDer<'static>>) -> Result<TlsParameters, smtp::Error> {
    let mut tls = TlsParameters::builder(host.to_owned());
    if !authorities.is_empty() {
        tls = tls.certificate_store(CertificateStore::None);
    }
    for authority in authorities {
        tls = tls.add_root_certificate(Certificate::from_der(authority.to_vec())?);
    }
    tls.build_rustls()
}

impl Transport for Smtp {
    async fn send(&self, mail: &Mail) -> Result<(), TransportError> {
        let message = self.message(mail)?;
        self.server.send(message).await.map(|_| ()).map_err(|error| TransportError(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::config::MailServer;

    #[tokio::test]
    async fn a_mail_is_plain_text_that_nothing_can_be_smuggled_into() {
        let server = MailServer { security: MailSecurity::None, host: "localhost".into(), port: 25, credentials: None };
        let smtp = Smtp::new(&config::Mail { server, from: "Contoso <portal@example.com>".into() }).unwrap();
        let mail = Mail {
            id: "1".into(),
            recipient: "ada@example.com".into(),
            kind: "confirm".into(),
            subject: "Confirm\r\nBcc: eve@example.com".into(),
            text: "Żółć\n.\nhttps://portal.example/confirm?token=1\n".into(),
            written_at: 1_795_000_000_000,
        };
        let text = String::from_utf8(smtp.message(&mail).unwrap().formatted()).unwrap();
        for part in
            ["To: ada@example.com", "Message-ID: <1@example.com>", "Auto-Submitted: auto-generated", "text/plain"]
        {
            assert!(text.contains(part), "{part} is missing: {text}");
        }
        assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{text}");
        let evil = Mail { recipient: "ada@example.com\r\nBcc: eve@example.com".into(), ..mail };
        assert!(smtp.message(&evil).is_err());
    }
}
