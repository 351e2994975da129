//! What an authenticator and the browser around it say, and what of it must hold (WebAuthn sections 7.1 and 7.2).

use aws_lc_rs::digest::{SHA256, digest};
use serde::Deserialize;

use super::key::Key;

/// The person was there.
const PRESENT: u8 = 1;
/// It was found to be the right person, by a PIN or a finger.
const VERIFIED: u8 = 1 << 2;
/// A new credential follows.
const ATTESTED: u8 = 1 << 6;

/// What the portal is to authenticators.
pub(super) struct Party {
    /// The host's name.
    pub(super) id: String,
    /// The address that browsers know it by.
    pub(super) origin: String,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ceremony {
    /// A passkey is made.
    Create,
    /// Somebody signs in with one.
    Get,
}

/// What the browser says was asked of the authenticator (section 5.8.1).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    top_origin: Option<String>,
}

/// What the authenticator says (section 6.1).
pub(super) struct AuthenticatorData<'a> {
    flags: u8,
    /// How often it signed; 0 where it does not count.
    pub(super) counter: u32,
    rest: &'a [u8],
}

/// A credential that was made.
pub(super) struct Made<'a> {
    /// How the authenticator names it.
    pub(super) id: &'a [u8],
    /// Its public key, as the authenticator wrote it.
    pub(super) key: &'a [u8],
}

/// The challenge that `client_data` answers, when it was asked by a page of ours for this ceremony.
pub(super) fn challenge(party: &Party, ceremony: Ceremony, client_data: &[u8]) -> Result<String, &'static str> {
    let said: ClientData = serde_json::from_slice(client_data).map_err(|_| "the client data is not JSON")?;
    let expected = match ceremony {
        Ceremony::Create => "webauthn.create",
        Ceremony::Get => "webauthn.get",
    };
    if said.r#type != expected {
        return Err("another ceremony");
    }
    if said.origin != party.origin || said.cross_origin || said.top_origin.is_some() {
        return Err("another origin");
    }
    Ok(said.challenge)
}

impl<'a> AuthenticatorData<'a> {
    /// Reads what an authenticator says to `party` in the presence of a person, who was also recognised if `verified` is
    /// wanted.
    pub(super) fn read(party: &Party, verified: bool, bytes: &'a [u8]) -> Result<Self, &'static str> {
        let (hash, rest) = bytes.split_first_chunk::<32>().ok_or("too short")?;
        let (&[flags], rest) = rest.split_first_chunk::<1>().ok_or("too short")?;
        let (counter, rest) = rest.split_first_chunk::<4>().ok_or("too short")?;
        if hash != digest(&SHA256, party.id.as_bytes()).as_ref() {
            return Err("another relying party");
        }
        if flags & PRESENT == 0 {
            return Err("nobody was there");
        }
        if verified && flags & VERIFIED == 0 {
            return Err("nobody was recognised");
        }
        Ok(Self { flags, counter: u32::from_be_bytes(*counter), rest })
    }

    /// The credential that was made (section 6.5.1).
    pub(super) fn made(&self) -> Result<Made<'a>, &'static str> {
        if self.flags & ATTESTED == 0 {
            return Err("no credential");
        }
        // The first 16 bytes name the authenticator's make.
        let (_, rest) = self.rest.split_first_chunk::<16>().ok_or("too short")?;
        let (length, rest) = rest.split_first_chunk::<2>().ok_or("too short")?;
        let (id, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length))).ok_or("too short")?;
        if id.is_empty() || id.len() > 1023 {
            return Err("a credential id of a length that none has");
        }
        let (_, length) = Key::read(rest).ok_or("a key of a kind that was not asked for")?;
        Ok(Made { id, key: rest.get(..length).unwrap_or_default() })
    }
}

/// Whether the owner of `key` signed these two.
pub(super) fn is_signed(key: &[u8], authenticator_data: &[u8], client_data: &[u8], signature: &[u8]) -> bool {
    let message = [authenticator_data, digest(&SHA256, client_data).as_ref()].concat();
    Key::read(key).is_some_and(|(key, _)| key.verifies(&message, signature))
}

/// Whether a counter may follow another (section 7.2, step 22): where it does not grow, there is a copy of the authenticator.
pub(super) const fn follows(counter: i64, stored: i64) -> bool {
    counter > stored || (counter == 0 && stored == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party() -> Party {
        Party { id: "portal.example".to_owned(), origin: "https://portal.example".to_owned() }
    }

    fn data(id: &str, flags: u8, rest: &[u8]) -> Vec<u8> {
        [digest(&SHA256, id.as_bytes()).as_ref(), &[flags], &7_u32.to_be_bytes(), rest].concat()
    }

    #[test]
    fn only_a_page_of_ours_can_have_asked() {
        let client = |change: &str, instead: &str| {
            let right =
                r#"{"type":"webauthn.get","challenge":"abc","origin":"https://portal.example","crossOrigin":false}"#;
            assert!(right.contains(change));
            challenge(&party(), Ceremony::Get, right.replacen(change, instead, 1).as_bytes())
        };
        assert_eq!(client("abc", "abc").unwrap(), "abc");
        assert_eq!(client("}", r#","extra":[1]}"#).unwrap(), "abc");
        for (change, instead) in [
            ("webauthn.get", "webauthn.create"),
            ("https://portal.example", "https://portal.example.evil"),
            ("https://portal.example", "http://portal.example"),
            ("https://portal.example", "https://portal.example:8443"),
            ("false", "true"),
            ("}", r#","topOrigin":"https://evil.example"}"#),
            ("\"abc\"", "null"),
            ("{", ""),
        ] {
            assert!(client(change, instead).is_err(), "{change} → {instead}");
        }
    }

    #[test]
    fn the_authenticator_speaks_to_us_and_saw_somebody() {
        let read = |bytes: &[u8], verified| AuthenticatorData::read(&party(), verified, bytes).map(|data| data.counter);
        assert_eq!(read(&data("portal.example", PRESENT | VERIFIED, &[]), true), Ok(7));
        assert_eq!(read(&data("portal.example", PRESENT, &[]), false), Ok(7));
        assert!(read(&data("portal.example", PRESENT, &[]), true).is_err());
        assert!(read(&data("portal.example", VERIFIED, &[]), false).is_err());
        assert!(read(&data("evil.example", PRESENT | VERIFIED, &[]), false).is_err());
        let whole = data("portal.example", PRESENT | VERIFIED, &[]);
        for length in 0..whole.len() {
            assert!(read(&whole[..length], false).is_err(), "cut to {length}");
        }
    }

    #[test]
    fn a_new_credential_is_read_to_its_end() {
        let mut key = vec![0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
        key.extend([9; 32]);
        let rest = [[0; 16].as_slice(), &[0, 3], b"abc", &key].concat();
        let made = |flags, rest: &[u8]| {
            let bytes = data("portal.example", flags, rest);
            let read = AuthenticatorData::read(&party(), false, &bytes).unwrap();
            read.made().map(|made| (made.id.to_vec(), made.key.to_vec()))
        };
        assert_eq!(made(PRESENT | ATTESTED, &rest), Ok((b"abc".to_vec(), key.clone())));
        assert!(made(PRESENT, &rest).is_err());
        for length in 0..rest.len() {
            assert!(made(PRESENT | ATTESTED, &rest[..length]).is_err(), "cut to {length}");
        }
        let nameless = [[0; 16].as_slice(), &[0, 0], &key].concat();
        assert!(made(PRESENT | ATTESTED, &nameless).is_err());
    }

    #[test]
    fn a_counter_grows_or_is_not_kept() {
        assert!(follows(0, 0) && follows(1, 0) && follows(9, 8));
        assert!(!follows(8, 8) && !follows(7, 8) && !follows(0, 8));
    }
}
