//! The integration tests, a folder a room.
#![cfg(test)]

mod demo;
mod identity;
mod web;
