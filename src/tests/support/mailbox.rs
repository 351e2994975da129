//! The mail that was sent, in the place of a mail server.

use std::sync::Mutex;

use loggia::notifications::{Mail, Transport, TransportError, deliver};
use loggia::platform::AppState;

/// Takes every mail, or none.
#[derive(Default)]
pub struct Mailbox {
    mails: Mutex<Vec<Mail>>,
    is_closed: bool,
}

impl Mailbox {
    /// One that takes nothing.
    pub fn closed() -> Self {
        Self { is_closed: true, ..Self::default() }
    }
}

impl Transport for Mailbox {
    async fn send(&self, mail: &Mail) -> Result<(), TransportError> {
        if self.is_closed {
            return Err(TransportError("421 come back later".to_owned()));
        }
        self.mails.lock().unwrap().push(mail.clone());
        Ok(())
    }
}

/// Sends what waits in the outbox and gives it back, the oldest first.
pub async fn mails(state: &AppState) -> Vec<Mail> {
    let mailbox = Mailbox::default();
    deliver(state, &mailbox).await.unwrap();
    mailbox.mails.into_inner().unwrap()
}

/// Of the only mail that waits, its kind and the token in its link.
pub async fn only_token(state: &AppState) -> (String, String) {
    let mails = mails(state).await;
    let [mail] = mails.as_slice() else { panic!("one mail was expected: {mails:?}") };
    let token = mail.text.split_once("?token=").unwrap_or_else(|| panic!("no link: {}", mail.text)).1;
    (mail.kind.clone(), token.split_whitespace().next().unwrap().to_owned())
}
