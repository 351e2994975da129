//! The server half of the room.
