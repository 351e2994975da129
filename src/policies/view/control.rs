//! A field of a policy's form.

use leptos::prelude::*;

use super::texts;
use crate::i18n::use_i18n;
use crate::kernel::Message;
use crate::policies::draft::{Control, Field};
use crate::policies::model::Kind;
use crate::ui::field::{Checkbox, SelectField, TextArea, TextField};

/// How many lines a list shows.
const LINES: u32 = 4;
/// How many lines a body shows.
const BODY_LINES: u32 = 10;

/// The field with what stands in it.
#[component]
pub(super) fn PolicyField(
    /// Which policy the form is for.
    kind: Kind,
    /// The field.
    field: Field,
    /// What stands in it.
    value: String,
    /// What is wrong with it.
    complaint: Option<Message>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (name, optional) = (field.name, field.is_optional);
    let (label, hint) = (texts::field(i18n, name), texts::hint(i18n, kind, name));
    let complaint = Signal::stored(complaint);
    match field.control {
        Control::Tick => {
            let checked = RwSignal::new(!value.is_empty());
            view! { <Checkbox name label hint checked/> }.into_any()
        }
        Control::Choice(words) => {
            let options =
                words.iter().map(|word| ((*word).to_owned(), texts::choice(i18n, name, word))).collect::<Vec<_>>();
            view! { <SelectField name label hint value=RwSignal::new(value) options complaint/> }.into_any()
        }
        Control::Lines | Control::Body => {
            let rows = if field.control == Control::Body { BODY_LINES } else { LINES };
            view! { <TextArea name label hint value=RwSignal::new(value) complaint rows code=true optional/> }
                .into_any()
        }
        Control::Text | Control::Code | Control::Number => {
            let code = field.control == Control::Code;
            view! { <TextField name label hint value=RwSignal::new(value) complaint optional code/> }.into_any()
        }
    }
}
