//! The integration tests, a folder a room.
#![cfg(test)]

mod catalog;
mod demo;
mod identity;
mod support;
mod web;
