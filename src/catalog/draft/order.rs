//! Complaints in the order in which their fields stand in the form.

use std::collections::HashSet;

use crate::kernel::FieldError;

/// Brings `complaints` into the order of `form` and keeps the first about each field. A complaint about a whole group
/// stands before those about its rows, one about a field that is not in the form at the end.
pub(super) fn in_form_order(complaints: Vec<FieldError>, form: &[(String, String)]) -> Vec<FieldError> {
    let mut seen = HashSet::new();
    let mut complaints: Vec<_> = complaints.into_iter().filter(|error| seen.insert(error.field.clone())).collect();
    complaints.sort_by_cached_key(|error| {
        let place = form.iter().position(|(name, _)| {
            name.strip_prefix(error.field.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        (place.unwrap_or(usize::MAX), error.field.len())
    });
    complaints
}
