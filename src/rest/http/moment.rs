//! Moments as RFC 3339 has them.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::kernel::Timestamp;

/// Writes `moment` as `2026-11-21T09:30:05.123Z`.
pub fn write<S: Serializer>(moment: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    moment.rfc3339().serialize(serializer)
}

/// The same, or `null`.
pub fn write_optional<S: Serializer>(moment: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    moment.map(Timestamp::rfc3339).serialize(serializer)
}

/// Reads a moment, or `null`.
pub fn read_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
}

/// The same, where what is left out is told apart from `null`.
pub fn read_change<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Timestamp>>, D::Error> {
    read_optional(deserializer).map(Some)
}
