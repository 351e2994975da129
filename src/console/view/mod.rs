//! The console's panel: what a person fills in, and what came back.

mod added_rows;
mod answer;
mod authorization;
mod authorization_draft;
mod body;
mod body_draft;
mod complaint;
mod console;
mod content;
mod content_body;
mod content_notices;
mod contract;
mod copy_button;
mod curl;
mod draft;
mod exchange;
mod failure;
mod figures;
mod get_token;
mod headers;
mod json;
mod languages;
mod latency;
mod long_text;
mod oauth;
mod parameter;
mod parameters;
mod region;
mod request_line;
mod response_headers;
mod rows;
mod samples;
mod send_button;
mod status;

pub use console::Console;
