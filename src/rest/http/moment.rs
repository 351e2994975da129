//! Moments as RFC 3339 has them.

use serde::{Serialize, Serializer};

use crate::kernel::Timestamp;

/// Writes `moment` as `2026-11-21T09:30:05.123Z`.
pub fn write<S: Serializer>(moment: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    moment.rfc3339().serialize(serializer)
}

/// The same, or `null`.
pub fn write_optional<S: Serializer>(moment: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    moment.map(Timestamp::rfc3339).serialize(serializer)
}
