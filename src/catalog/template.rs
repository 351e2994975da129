//! URL templates.
