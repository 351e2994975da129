//! The integration tests, a folder a room.
#![cfg(test)]

mod demo;
