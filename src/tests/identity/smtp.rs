//! Mail as a server gets it (RFC 5321).

use loggia::notifications::{Smtp, deliver};
use loggia::platform::config::{Mail, MailSecurity, MailServer};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

use super::sign_up::{open, sign_up};
use crate::support::mails;

/// A server that takes one mail and gives back what it was told, the mail included.
async fn take_one(listener: TcpListener) -> String {
    let (stream, _) = listener.accept().await.unwrap();
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail.example ESMTP\r\n").await.unwrap();
    let (mut told, mut in_mail) = (String::new(), false);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap() == 0 {
            return told;
        }
        told.push_str(&line);
        let answer = match line.trim_end() {
            "." => "250 taken",
            _ if in_mail => continue,
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 mail.example",
        };
        in_mail = answer.starts_with("354");
        stream.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
        if answer == "250 taken" {
            return told;
        }
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
    let (sent, told) = tokio::join!(deliver(&app.state, &smtp), take_one(listener));
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
