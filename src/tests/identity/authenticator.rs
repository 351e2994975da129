//! The app on somebody's phone.

use aws_lc_rs::hmac;
use axum::http::StatusCode;
use serde_json::Value;

use crate::support::TestApp;

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
