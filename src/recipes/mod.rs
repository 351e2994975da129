//! Recipes: published sequences of calls in which later requests use what earlier answers said, with a step that is
//! repeated until a condition holds. Publishers type them, developers run them step by step or whole, and take them away
//! as one program. They are Arazzo's workflows, as far as one API's operations go. Outside `view` and `server` nothing
//! calls, waits or reads a clock. Owns the table `recipes`.
//!
//! Read [`model`] first: what a recipe is. Its texts have [`expression`]s in them, alone, in [`template`]s and in
//! conditions ([`criterion`]); [`context`] is what they come to. [`rules`] says whether a recipe is in order and makes a
//! [`plan`] of it, which is what [`run`] and [`samples`] work with. [`arazzo`] reads and writes documents.

pub mod api;
pub mod arazzo;
pub mod call;
pub mod context;
pub mod criterion;
pub mod draft;
pub mod example;
pub mod expression;
pub mod model;
pub mod page;
pub mod plan;
pub mod report;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
pub mod run;
pub mod samples;
#[cfg(feature = "ssr")]
pub mod server;
pub mod syntax;
pub mod template;
pub mod view;
