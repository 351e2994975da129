//! The last submission of the page's form, on the server and after hydration alike.

use leptos::prelude::*;

use crate::kernel::Submission;

/// What the page's form held and what was wrong with it; empty on a fresh page.
///
/// The form's route puts it into the rendering's context; from there it travels in the page, so that the browser
/// hydrates the very same form.
#[must_use]
pub fn use_submission() -> Submission {
    SharedValue::new(|| use_context::<Submission>().unwrap_or_default()).into_inner()
}
