//! The guide web service.
