//! The real program, as an operator starts it.

mod accounts;
mod mistakes;
mod program;
mod reference;
mod serving;
