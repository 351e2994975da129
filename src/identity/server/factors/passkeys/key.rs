//! An authenticator's public key. It comes as a COSE key (RFC 9052 section 7) in CTAP2's canonical form (WebAuthn section
//! 6.5.1.1), which leaves each kind of key one spelling: fixed bytes around the numbers.

use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

/// The algorithms that are offered, the preferred one first (IANA COSE Algorithms): ES256, EdDSA, RS256.
pub(super) const ALGORITHMS: [i64; 3] = [-7, -8, -257];

/// A key with which signatures are checked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Key<'a> {
    /// ECDSA on P-256 with SHA-256: x and y.
    P256(&'a [u8], &'a [u8]),
    /// Ed25519.
    Ed25519(&'a [u8]),
    /// RSASSA-PKCS1-v1_5 with SHA-256, 2048 bits: modulus and exponent. Windows without newer hardware has no other.
    Rsa(&'a [u8], &'a [u8]),
}

impl<'a> Key<'a> {
    /// Reads the key that `bytes` begin with, and says how long it is.
    pub(super) fn read(bytes: &'a [u8]) -> Option<(Self, usize)> {
        let mut reader = Reader { bytes, at: 0 };
        let key = match bytes {
            // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
            [0xa5, 0x01, 0x02, ..] => {
                reader.expect(&[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20])?;
                let x = reader.take(32)?;
                reader.expect(&[0x22, 0x58, 0x20])?;
                Self::P256(x, reader.take(32)?)
            }
            // {1: 1, 3: -8, -1: 6, -2: x}
            [0xa4, 0x01, 0x01, ..] => {
                reader.expect(&[0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20])?;
                Self::Ed25519(reader.take(32)?)
            }
            // {1: 3, 3: -257, -1: n, -2: e}
            [0xa4, 0x01, 0x03, ..] => {
                reader.expect(&[0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 0x01, 0x00])?;
                let modulus = reader.take(256)?;
                reader.expect(&[0x21, 0x43])?;
                Self::Rsa(modulus, reader.take(3)?)
            }
            _ => return None,
        };
        Some((key, reader.at))
    }

    /// Whether `signature` of `message` was made with the other half of this key.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256(x, y) => {
                let point = [&[4], *x, *y].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature).is_ok()
            }
            Self::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok(),
            Self::Rsa(n, e) => {
                PublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
            }
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(taken)
    }

    fn expect(&mut self, bytes: &[u8]) -> Option<()> {
        (self.take(bytes.len())? == bytes).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::rsa::KeySize;
    use aws_lc_rs::signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
    };

    use super::*;

    const MESSAGE: &[u8] = b"what was signed";

    fn check(cose: &[u8], signature: &[u8]) {
        let mut longer = cose.to_vec();
        longer.extend(b"extensions");
        let (key, length) = Key::read(&longer).unwrap();
        assert_eq!(length, cose.len());
        assert!(key.verifies(MESSAGE, signature));
        assert!(!key.verifies(b"something else", signature) && !key.verifies(MESSAGE, &[]));
        let mut wrong = signature.to_vec();
        *wrong.last_mut().unwrap() ^= 1;
        assert!(!key.verifies(MESSAGE, &wrong));
        for length in 0..cose.len() {
            assert_eq!(Key::read(&cose[..length]), None, "cut to {length}");
        }
    }

    #[test]
    fn keys_on_p_256_verify() {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let point = pair.public_key().as_ref();
        let mut cose = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        cose.extend(&point[1..33]);
        cose.extend([0x22, 0x58, 0x20]);
        cose.extend(&point[33..]);
        check(&cose, pair.sign(&SystemRandom::new(), MESSAGE).unwrap().as_ref());
    }

    #[test]
    fn keys_of_ed25519_verify() {
        let pair = Ed25519KeyPair::generate().unwrap();
        let mut cose = vec![0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
        cose.extend(pair.public_key().as_ref());
        check(&cose, pair.sign(MESSAGE).as_ref());
    }

    #[test]
    fn keys_of_rsa_verify() {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
        // As RFC 8017 appendix A.1.1 has it: two numbers, the first with a zero before it.
        let public = pair.public_key().as_ref();
        let mut cose = vec![0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 0x01, 0x00];
        cose.extend(&public[9..265]);
        cose.extend([0x21, 0x43]);
        cose.extend(&public[267..270]);
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), MESSAGE, &mut signature).unwrap();
        check(&cose, &signature);
    }

    #[test]
    fn a_point_that_is_none_verifies_nothing() {
        let mut cose = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        cose.extend([0; 32]);
        cose.extend([0x22, 0x58, 0x20]);
        cose.extend([0; 32]);
        assert!(!Key::read(&cose).unwrap().0.verifies(MESSAGE, &[0x30, 0x06, 2, 1, 1, 2, 1, 1]));
    }
}
