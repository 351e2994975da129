//! The catalog's pages and services.

mod forms;
mod html;
mod owners;
mod pages;
mod revisions;
mod search;
mod service;
mod versions;
