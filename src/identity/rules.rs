//! Pure logic of the room.
