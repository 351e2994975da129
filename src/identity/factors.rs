//! Second factors as their owners see them: an app that shows codes, recovery codes, passkeys.

use serde::{Deserialize, Serialize};

use crate::kernel::Timestamp;

/// How many recovery codes somebody gets.
pub const RECOVERY_CODES: usize = 10;
/// How many digits a code of the app has.
pub const DIGITS: u32 = 6;
/// The most passkeys of a person.
pub const PASSKEYS: i64 = 20;
/// The most characters of a passkey's name.
pub const PASSKEY_NAME_MOST: usize = 100;

/// What somebody signs in with besides their password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Security {
    /// When this was put together.
    pub now: Timestamp,
    /// Since when an app's codes are asked for.
    pub app_since: Option<Timestamp>,
    /// How many recovery codes are left.
    pub recovery_codes: i64,
    /// Their passkeys, the oldest first.
    pub passkeys: Vec<Passkey>,
    /// Whether they signed in so recently that changes do not need the password.
    pub is_recent: bool,
}

impl Security {
    /// Whether anything is asked for besides the password.
    #[must_use]
    pub const fn has_factor(&self) -> bool {
        self.app_since.is_some() || !self.passkeys.is_empty()
    }
}

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// Its id. It is no secret.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When somebody last signed in with it.
    pub used_at: Option<Timestamp>,
}

/// An app that is being set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppSetup {
    /// The secret in groups of four letters, to be typed.
    pub secret: String,
    /// The same as an address that apps open.
    pub address: String,
    /// The same as a picture that apps read.
    pub picture: QrCode,
}

/// A QR code (ISO/IEC 18004).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// How many modules it is wide and high, without the quiet zone of four around it.
    pub size: usize,
    /// Its dark modules as an SVG path, one unit each.
    pub path: String,
}

/// What somebody who gave the right password is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepOffer {
    /// Whether they can give a code of their app.
    pub app: bool,
    /// Whether they can use a passkey.
    pub passkey: bool,
}

/// What an administrator sees of somebody's factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorCounts {
    /// Whether an app's codes are asked for.
    pub app: bool,
    /// How many passkeys there are.
    pub passkeys: i64,
    /// How many recovery codes are left.
    pub recovery_codes: i64,
}

impl FactorCounts {
    /// Whether there is nothing.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        !self.app && self.passkeys == 0 && self.recovery_codes == 0
    }
}
