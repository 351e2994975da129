//! How a call is sent, as it stands in the form.

use leptos::prelude::*;

use crate::kernel::Message;

/// How a call is sent.
#[derive(Clone, Copy)]
pub(super) struct OptionsDraft {
    /// For how many seconds, as it was typed; empty for as long as the operator lets it.
    pub seconds: RwSignal<String>,
    /// How long that is, once it is known.
    pub longest: RwSignal<Option<u64>>,
    /// Whether the fields are open.
    pub is_open: RwSignal<bool>,
}

impl OptionsDraft {
    /// Nothing was chosen.
    pub fn new() -> Self {
        Self { seconds: RwSignal::default(), longest: RwSignal::new(None), is_open: RwSignal::new(false) }
    }

    /// Replaces what was chosen.
    pub fn replace(self, timeout: Option<u32>) {
        self.seconds.set(timeout.map(|seconds| seconds.to_string()).unwrap_or_default());
    }

    /// How many seconds the call has, if a person has said so.
    ///
    /// # Errors
    /// When it is no number of seconds, or one beyond the operator's.
    pub fn timeout(self) -> Result<Option<u32>, Message> {
        let most = self.longest.get().unwrap_or(u64::from(u32::MAX));
        self.seconds.with(|seconds| match seconds.trim() {
            "" => Ok(None),
            seconds => match seconds.parse::<u32>() {
                Ok(seconds) if seconds > 0 && u64::from(seconds) <= most => Ok(Some(seconds)),
                _ => Err(Message::NotATimeout { most }),
            },
        })
    }

    /// Opens the fields if something is wrong with them.
    pub fn show_complaint(self) {
        if self.timeout().is_err() {
            self.is_open.set(true);
        }
    }
}
