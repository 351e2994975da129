//! Try it: building a request from an operation and values, sending it through the server, and showing the answer.
//!
//! A call goes browser → our server → backend. The browser sends an operation's id and values ([`model`]); the server
//! and the browser build the same request from them ([`base_url`], [`request`]); the answer comes back as a stream of
//! [`frames`], whose body [`content`] reads. [`json_edit`] changes parts of a JSON body. Calls are [`kept`] without their
//! secrets: in [`history`], and as [`examples`]. Owns the tables `console_history` and `console_examples`.

pub mod api;
pub mod base_url;
pub mod body_form;
pub mod check;
pub mod content;
pub mod curl;
pub mod events;
pub mod examples;
pub mod frames;
pub mod har;
pub mod header_hints;
pub mod history;
pub mod json_edit;
pub mod json_view;
pub mod kept;
pub mod model;
pub mod oauth;
pub mod redirect;
pub mod request;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod samples;
#[cfg(feature = "ssr")]
pub mod server;
pub mod variables;
pub mod view;
pub mod xml_view;
