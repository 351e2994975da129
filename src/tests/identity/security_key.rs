//! An authenticator, and the browser between it and the portal.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// Somebody was there and was recognised.
pub const RIGHT: u8 = 0b101;
const ATTESTED: u8 = 1 << 6;
const ORIGIN: &str = "http://localhost:3000";

/// An authenticator with one passkey.
pub struct SecurityKey {
    pair: EcdsaKeyPair,
    id: String,
    /// Whom it says it belongs to.
    pub handle: String,
    /// How often it says that it signed; it does not count by itself.
    pub counter: u32,
}

impl SecurityKey {
    /// Makes a passkey for whom `options` name.
    pub fn made(options: &Value) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let id = BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, pair.public_key().as_ref()));
        Self { pair, id, handle: options["user"]["id"].as_str().unwrap_or_default().to_owned(), counter: 0 }
    }

    /// How it names the passkey.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What the browser sends of the passkey that was made.
    pub fn created(&self, options: &Value, flags: u8) -> Value {
        self.created_with(options, flags, None)
    }

    /// The same, by a browser that says something else of the request.
    pub fn created_with(&self, options: &Value, flags: u8, change: Option<(&str, Value)>) -> Value {
        let id = BASE64_URL_SAFE_NO_PAD.decode(&self.id).unwrap();
        let point = self.pair.public_key().as_ref();
        let mut data = self.data(flags | ATTESTED);
        data.extend([0; 16]);
        data.extend(u16::try_from(id.len()).unwrap().to_be_bytes());
        data.extend(&id);
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..]);
        let client = client_data("webauthn.create", options, change);
        self.credential(json!({
            "clientDataJSON": BASE64_URL_SAFE_NO_PAD.encode(client),
            "authenticatorData": BASE64_URL_SAFE_NO_PAD.encode(data),
            "transports": ["usb"],
        }))
    }

    /// What the browser sends when the passkey was used.
    pub fn used(&mut self, options: &Value, flags: u8) -> Value {
        let data = self.data(flags);
        let client = client_data("webauthn.get", options, None);
        let message = [data.as_slice(), digest(&SHA256, client.as_bytes()).as_ref()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &message).unwrap();
        self.credential(json!({
            "clientDataJSON": BASE64_URL_SAFE_NO_PAD.encode(client),
            "authenticatorData": BASE64_URL_SAFE_NO_PAD.encode(data),
            "signature": BASE64_URL_SAFE_NO_PAD.encode(signature),
            "userHandle": self.handle,
        }))
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        [digest(&SHA256, b"localhost").as_ref(), &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn credential(&self, response: Value) -> Value {
        json!({ "id": self.id, "rawId": self.id, "type": "public-key", "response": response })
    }
}

fn client_data(kind: &str, options: &Value, change: Option<(&str, Value)>) -> String {
    let mut data = json!({ "type": kind, "challenge": options["challenge"], "origin": ORIGIN, "crossOrigin": false });
    if let Some((name, value)) = change {
        data[name] = value;
    }
    data.to_string()
}
