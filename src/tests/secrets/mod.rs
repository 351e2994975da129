//! What is secret is in no file and in no line of the log, whatever people do with it.

mod evidence;
mod story;
