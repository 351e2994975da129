//! The catalog's pages and services.

mod pages;
mod service;
