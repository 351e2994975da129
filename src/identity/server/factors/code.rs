//! Codes that an app and the server both compute from a secret and the time (RFC 6238 on RFC 4226), with what every app
//! takes for granted: HMAC-SHA-1, six digits, steps of 30 seconds. Of SHA-1 only its use in HMAC matters here, which stands.

use aws_lc_rs::hmac;
use subtle::ConstantTimeEq as _;

use crate::identity::factors::DIGITS;
use crate::kernel::Timestamp;
use crate::paths;

/// How many milliseconds a code is shown.
const STEP: i64 = 30_000;
/// How many steps a clock may be off, each way.
const DRIFT: i64 = 1;
/// The digits of base32 (RFC 4648 section 6).
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The number of the time step at `moment`.
pub(super) const fn step_at(moment: Timestamp) -> i64 {
    moment.0.div_euclid(STEP)
}

/// The steps whose code of `secret` is `typed`, among those that a clock may be at when ours says `now`. All are computed,
/// whichever it is.
pub(super) fn matching(secret: &[u8], typed: &str, now: Timestamp) -> Vec<i64> {
    let now = step_at(now);
    let is_it = |step: &i64| {
        let code = code(secret, u64::try_from(*step).unwrap_or_default());
        bool::from(code.as_bytes().ct_eq(typed.as_bytes()))
    };
    (now - DRIFT..=now + DRIFT).filter(is_it).collect()
}

/// The code of `secret` at `counter` (RFC 4226 section 5.3).
fn code(secret: &[u8], counter: u64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &counter.to_be_bytes());
    let tag = tag.as_ref();
    let offset = usize::from(tag.last().copied().unwrap_or_default() & 0xf);
    let number =
        tag.get(offset..offset + 4).unwrap_or_default().iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
    let digits = (number & 0x7fff_ffff) % 10_u32.pow(DIGITS);
    format!("{digits:0width$}", width = DIGITS as usize)
}

/// `bytes` in base32 without padding.
pub(super) fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(digit(held >> bits));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(digit(held << (5 - bits)));
    }
    text
}

fn digit(number: u32) -> char {
    BASE32.get(number as usize & 31).copied().map_or('A', char::from)
}

/// The address by which apps take a secret over (Key Uri Format of Google Authenticator).
pub(super) fn address(issuer: &str, account: &str, secret: &str) -> String {
    // A colon parts the two.
    let (issuer, account) = (paths::encode(&issuer.replace(':', " ")), paths::encode(account));
    format!(
        "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period=30"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_codes_are_those_of_rfc_4226() {
        let expected =
            ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
        for (counter, expected) in (0..).zip(expected) {
            assert_eq!(code(SECRET, counter), expected, "{counter}");
        }
    }

    #[test]
    fn the_steps_are_those_of_rfc_6238() {
        // Appendix B has eight digits, whose last six these are.
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let now = Timestamp(seconds * 1000);
            assert_eq!(matching(SECRET, expected, now), [step_at(now)], "{seconds}");
        }
    }

    #[test]
    fn a_clock_may_be_off_by_one_step() {
        let now = Timestamp(1_111_111_109_000);
        let at = |steps: i64| matching(SECRET, "081804", now.plus(steps * STEP)).len();
        assert_eq!([-2, -1, 0, 1, 2].map(at), [0, 1, 1, 1, 0]);
        assert!(matching(SECRET, "", now).is_empty() && matching(SECRET, "0818040", now).is_empty());
    }

    #[test]
    fn base32_is_that_of_rfc_4648() {
        for (bytes, expected) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB")]
        {
            assert_eq!(base32(bytes.as_bytes()), expected);
        }
    }

    #[test]
    fn an_address_names_portal_and_person() {
        assert_eq!(
            address("Contoso: APIs", "ada+x@example.com", "ABCD"),
            "otpauth://totp/Contoso%20%20APIs:ada%2Bx%40example.com?secret=ABCD&issuer=Contoso%20%20APIs&algorithm=SHA1&digits=6&period=30"
        );
    }
}
