//! A moment, told from now.

use leptos::prelude::*;

use crate::i18n::{tu_string, use_i18n};
use crate::kernel::Timestamp;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long ago `at` was; exactly, when one points at it.
#[component]
pub fn Moment(
    /// The moment.
    at: Timestamp,
    /// When the page was made, the same on the server and in the browser.
    now: Timestamp,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = match now.0.saturating_sub(at.0) {
        ..MINUTE => tu_string!(i18n, common.just_now).to_owned(),
        ago @ MINUTE..HOUR => tu_string!(i18n, common.minutes_ago, count = ago / MINUTE),
        ago @ HOUR..DAY => tu_string!(i18n, common.hours_ago, count = ago / HOUR),
        ago => tu_string!(i18n, common.days_ago, count = ago / DAY),
    };
    let exact = at.to_string();
    // As HTML has a global date and time string.
    let datetime = exact.replacen(' ', "T", 1).replace(" UTC", "Z");
    view! { <time datetime=datetime title=exact>{text}</time> }
}
