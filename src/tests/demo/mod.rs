//! The demo backend as its callers see it, and the catalog that documents it.

mod bes;
mod catalog;
mod client;
mod errors;
mod rrs;
mod seed;
mod serving;
mod toolbox;
