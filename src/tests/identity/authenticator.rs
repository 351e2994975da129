//! The app on somebody's phone.

use aws_lc_rs::hmac;
use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Answer, TestApp};

/// For how many milliseconds an app shows a code.
pub const STEP: i64 = 30_000;

/// An app that has a secret.
pub struct Authenticator(Vec<u8>);

impl Authenticator {
    /// Reads the secret that is shown to whoever sets an app up.
    pub async fn reading(app: &TestApp) -> Self {
        let answer = app.get("/api/private/account/security/app").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let setup: Value = serde_json::from_slice(&answer.body).unwrap();
        let secret = setup["secret"].as_str().unwrap().replace(' ', "");
        assert!(setup["address"].as_str().unwrap().contains(&format!("?secret={secret}&")));
        Self(from_base32(&secret))
    }

    /// The code that it shows, `steps` from what the portal's clock says.
    pub fn code(&self, app: &TestApp, steps: i64) -> String {
        let step = app.state.clock.now().0 / STEP + steps;
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let offset = usize::from(tag.as_ref()[19] & 15);
        let number = u32::from_be_bytes(tag.as_ref()[offset..offset + 4].try_into().unwrap());
        format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
    }
}

/// Sets an app up for whoever is signed in.
pub async fn set_up(app: &TestApp) -> (Authenticator, Vec<String>) {
    let begun = app.post("/account/security/app", &[]).await;
    assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, "/account/security/app"));
    let authenticator = Authenticator::reading(app).await;
    let shown = app.post("/account/security/app/confirm", &[("code", &authenticator.code(app, 0))]).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    (authenticator, codes_on(&shown))
}

/// The recovery codes that a page shows.
pub fn codes_on(page: &Answer) -> Vec<String> {
    let pieces = page.text().split("<code").skip(1);
    let texts = pieces.filter_map(|piece| piece.split_once('>')?.1.split_once('<').map(|(code, _)| code.to_owned()));
    texts.filter(|code| code.len() == 19).collect()
}

fn from_base32(text: &str) -> Vec<u8> {
    let digits = text.bytes().map(|digit| match digit {
        b'A'..=b'Z' => digit - b'A',
        b'2'..=b'7' => digit - b'2' + 26,
        _ => panic!("{digit} is no digit of base32"),
    });
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for digit in digits {
        held = held << 5 | u32::from(digit);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 255).unwrap());
        }
    }
    bytes
}
