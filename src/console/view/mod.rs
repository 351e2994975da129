//! The console.

use leptos::prelude::*;

use crate::catalog::model::OperationDetails;

/// The console.
#[component]
pub fn Console(
    /// The operation.
    details: OperationDetails,
) -> impl IntoView {
    let _ = details;
}
