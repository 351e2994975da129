//! Components that belong to no room.
