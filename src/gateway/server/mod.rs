//! What a call goes through.

pub mod policy;
