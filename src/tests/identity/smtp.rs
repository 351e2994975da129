//! Mail as a server gets it (RFC 5321).

use std::sync::Arc;

use loggia::notifications::{Smtp, deliver};
use loggia::platform::config::{Mail, MailSecurity, MailServer};
use loggia::platform::outbound::authorities;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::sign_up::{open, sign_up};
use crate::support::mails;

/// How a server secures its connections.
#[derive(Clone)]
enum Secured {
    /// Not at all.
    No,
    /// From the first byte.
    AtOnce(TlsAcceptor),
    /// When the client asks, as it was offered.
    WhenAsked(TlsAcceptor),
}

trait Line: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Line for T {}

/// A server that takes one mail and gives back what it was told, the mail included.
async fn take_one(listener: TcpListener, secured: Secured) -> String {
    let (stream, _) = listener.accept().await.unwrap();
    let mut told = String::new();
    let stream: Box<dyn Line> = match &secured {
        Secured::AtOnce(tls) => match tls.accept(stream).await {
            Ok(stream) => Box::new(stream),
            Err(_) => return told,
        },
        _ => Box::new(stream),
    };
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail.example ESMTP\r\n").await.unwrap();
    let (mut in_mail, mut is_secured) = (false, !matches!(secured, Secured::WhenAsked(_)));
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return told;
        }
        told.push_str(&line);
        let answer = match line.trim_end() {
            "." => "250 taken",
            _ if in_mail => continue,
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            "STARTTLS" => "220 go on",
            hello if hello.starts_with("EHLO") && !is_secured => "250-mail.example\r\n250 STARTTLS",
            hello if hello.starts_with("EHLO") => "250-mail.example\r\n250 AUTH PLAIN",
            login if login.starts_with("AUTH") => "235 come in",
            _ => "250 mail.example",
        };
        in_mail = answer.starts_with("354");
        if stream.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return told;
        }
        if answer == "250 taken" {
            return told;
        }
        if let (Secured::WhenAsked(tls), "STARTTLS") = (&secured, line.trim_end()) {
            match tls.accept(stream.into_inner()).await {
                Ok(secure) => stream = BufReader::new(Box::new(secure)),
                Err(_) => return told,
            }
            is_secured = true;
        }
    }
}

/// An authority, and what a server for which it vouches secures its connections with.
fn authority() -> (CertificateDer<'static>, TlsAcceptor) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    (authority.der().clone(), TlsAcceptor::from(Arc::new(config)))
}

/// Writes a mail, and sends it to a server that is secured in the way that is asked of it, and in another one perhaps: how many
/// mails it took, and what it was told.
async fn send(security: MailSecurity, secured: Secured, trusted: Vec<CertificateDer<'static>>) -> (usize, String) {
    let app = open().await;
    sign_up(&app, "ada@example.com", "a password of her own").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let credentials = Some(("portal".to_owned(), "hunter2hunter2".to_owned()));
    let server = MailServer { security, host: "127.0.0.1".into(), port, credentials };
    let smtp = Smtp::trusting(&Mail { server, from: "portal@contoso.com".to_owned() }, trusted).unwrap();
    let (sent, told) = tokio::join!(deliver(&app.state, &smtp), take_one(listener, secured));
    (sent.unwrap(), told)
}

#[tokio::test]
async fn a_server_with_a_trusted_certificate_gets_the_mail_in_both_ways() {
    let (authority, tls) = authority();
    for (security, secured) in
        [(MailSecurity::Tls, Secured::AtOnce(tls.clone())), (MailSecurity::StartTls, Secured::WhenAsked(tls))]
    {
        let (sent, told) = send(security, secured, vec![authority.clone()]).await;
        assert_eq!(sent, 1, "{told}");
        assert!(told.contains("http://localhost:3000/confirm?token="), "{told}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_to_be_trusted_gets_neither_mail_nor_password() {
    let ((_, tls), (other, _)) = (authority(), authority());
    for (what, security, secured, trusted) in [
        ("another authority's", MailSecurity::Tls, Secured::AtOnce(tls.clone()), vec![other.clone()]),
        ("another authority's", MailSecurity::StartTls, Secured::WhenAsked(tls.clone()), vec![other.clone()]),
        ("one that this machine trusts", MailSecurity::Tls, Secured::AtOnce(tls.clone()), authorities()),
        ("one that Mozilla trusts", MailSecurity::StartTls, Secured::WhenAsked(tls), Vec::new()),
        ("none, for the offer was taken out", MailSecurity::StartTls, Secured::No, vec![other]),
    ] {
        let (sent, told) = send(security, secured, trusted).await;
        assert_eq!(sent, 0, "{what}: {told}");
        assert!(!told.contains("MAIL FROM") && !told.contains("AUTH") && !told.contains("token="), "{what}: {told}");
    }
}

#[tokio::test]
async fn a_mail_server_gets_the_mail_once() {
    let app = open().await;
    sign_up(&app, "ada@example.com", "a password of her own").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = MailServer { security: MailSecurity::None, host: "127.0.0.1".into(), port, credentials: None };
    let smtp = Smtp::new(&Mail { server, from: "Contoso <portal@contoso.com>".to_owned() }).unwrap();
    let (sent, told) = tokio::join!(deliver(&app.state, &smtp), take_one(listener, Secured::No));
    assert_eq!(sent.unwrap(), 1);
    for part in [
        "MAIL FROM:<portal@contoso.com>",
        "RCPT TO:<ada@example.com>",
        "Subject: Confirm your e-mail address for Loggia",
        "http://localhost:3000/confirm?token=",
    ] {
        assert!(told.contains(part), "{part} is missing: {told}");
    }
    assert!(mails(&app.state).await.is_empty(), "it is not sent again");
}

#[tokio::test]
async fn a_mail_server_that_is_away_loses_nothing() {
    let app = open().await;
    sign_up(&app, "ada@example.com", "a password of her own").await;
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let credentials = Some(("portal".to_owned(), "hunter2".to_owned()));
    let server = MailServer { security: MailSecurity::None, host: "127.0.0.1".into(), port, credentials };
    let smtp = Smtp::new(&Mail { server, from: "portal@contoso.com".to_owned() }).unwrap();
    assert_eq!(deliver(&app.state, &smtp).await.unwrap(), 0);
    let error: String =
        sqlx::query_scalar("SELECT last_error FROM outbox").fetch_one(app.state.db.reader()).await.unwrap();
    assert!(!error.is_empty() && !error.contains("hunter2"), "{error}");
    app.state.clock.advance(60_000);
    assert_eq!(mails(&app.state).await.len(), 1);
}
