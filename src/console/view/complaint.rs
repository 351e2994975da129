//! What is wrong with a field.

use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::kernel::Message;
use crate::ui::message::message_text;

/// The sentence under a field, which describes it by its `id`; nothing while all is well.
#[component]
pub(super) fn Complaint(id: String, complaint: Memo<Option<Message>>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p id=id class="text-sm text-danger empty:hidden">
            {move || complaint.get().map(|message| message_text(i18n, &message))}
        </p>
    }
}
