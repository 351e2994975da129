//! The data that the browser asks for.
