//! The instance's settings, its terms, its looks.

mod logo;
mod settings;
mod terms;
