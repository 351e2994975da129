//! The two helpers by which code that runs inside a rendering sets the answer's status and headers.

use axum::http::{HeaderName, HeaderValue, StatusCode};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use super::AppError;
use crate::kernel::ApiError;

/// Sets the status of the page or server function that is being answered. Without it Leptos says 200 or 500.
pub fn set_status(status: u16) {
    if let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        options.set_status(status);
    }
}

/// Sets a header of the page or server function that is being answered.
pub fn set_header(name: HeaderName, value: &str) {
    if let (Some(options), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        options.insert_header(name, value);
    }
}

/// A permit, or the refusal with its status.
///
/// # Errors
/// The refusal.
pub fn permit<T>(result: Result<T, ApiError>) -> Result<T, ApiError> {
    result.inspect_err(|refusal| set_status(refusal.status()))
}

/// A service's result as a server function returns it, with the status of its error.
///
/// # Errors
/// The same error, stripped of inner detail.
pub fn answer<T>(result: Result<T, AppError>) -> Result<T, ApiError> {
    result.map_err(|error| {
        let error = error.into_api();
        set_status(error.status());
        error
    })
}
