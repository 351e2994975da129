//! The server's half of `browser.rs`: the same names, so that components compile, and nothing behind them, because no
//! event handler ever runs here.

use leptos::web_sys::{Event, FormData, HtmlFormElement, SubmitEvent};

use crate::kernel::ApiError;

/// See `browser.rs`.
#[must_use]
pub const fn now() -> f64 {
    0.0
}

/// See `browser.rs`.
#[must_use]
pub const fn time() -> i64 {
    0
}

/// See `browser.rs`.
#[must_use]
pub fn absolute(path: &str) -> String {
    path.to_owned()
}

/// `text` as it may stand in a `<title>` element: `leptos_meta` writes it there as it is.
#[must_use]
pub fn title(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// See `browser.rs`.
#[must_use]
pub const fn knows_passkeys() -> bool {
    false
}

/// See `browser.rs`.
pub async fn create_passkey(_options: &str) -> Option<String> {
    None
}

/// See `browser.rs`.
pub async fn get_passkey(_options: &str) -> Option<String> {
    None
}

/// See `browser.rs`.
pub const fn leave_for(_address: &str) {}

/// The name of the `<meta>` element that says where the script is which edits JSON.
pub const EDITOR: &str = "loggia-editor";

/// See `browser.rs`.
pub const fn load_editor() {}

/// See `browser.rs`.
pub const fn select(_id: &str, _from: usize, _to: usize) {}

/// See `browser.rs`.
pub const fn focus(_id: &str) {}

/// See `browser.rs`.
pub const fn focus_first(_selector: &str) {}

/// See `browser.rs`.
pub const fn focus_first_field(_container: &str) {}

/// See `browser.rs`.
#[must_use]
pub const fn form_pairs(_form: &HtmlFormElement) -> Vec<(String, String)> {
    Vec::new()
}

/// See `browser.rs`.
pub const fn drop_unnamed(_data: &FormData) {}

/// See `browser.rs`.
#[must_use]
pub const fn submitter_value(_event: &SubmitEvent) -> Option<String> {
    None
}

/// See `browser.rs`.
pub const fn set_theme(_theme: &str) {}

/// See `browser.rs`.
pub fn open_part(_event: leptos::ev::MouseEvent) {}

/// See `browser.rs`.
pub const fn bring_into_view(_id: &str) {}

/// See `browser.rs`.
pub const fn open_window(_url: &str) {}

/// See `browser.rs`.
#[must_use]
pub const fn scrolled(_id: &str) -> Option<(f64, f64)> {
    None
}

/// See `browser.rs`.
pub const fn scroll_to(_id: &str, _top: f64) {}

/// See `browser.rs`.
#[must_use]
pub const fn is_at_end(_id: &str) -> bool {
    true
}

/// See `browser.rs`.
#[must_use]
pub const fn kept(_name: &str) -> Option<String> {
    None
}

/// See `browser.rs`.
pub const fn hand_over(_name: &str, _text: &str) {}

/// See `browser.rs`.
#[must_use]
pub const fn is_handed_over(_name: &str) -> bool {
    false
}

/// See `browser.rs`.
#[must_use]
pub const fn take_over(_name: &str) -> Option<String> {
    None
}

/// See `browser.rs`.
pub const fn keep(_name: &str, _text: &str) {}

/// See `browser.rs`.
pub async fn copy(_text: String) -> bool {
    false
}

/// See `browser.rs`.
pub const fn save(_name: &str, _text: &str) {}

/// See `browser.rs`.
#[must_use]
pub const fn object_url(_bytes: &[u8], _media_type: &str) -> Option<String> {
    None
}

/// See `browser.rs`.
pub const fn revoke_object_url(_url: &str) {}

/// See `browser.rs`.
#[derive(Clone, Debug)]
pub struct PickedFile(());

impl PickedFile {
    /// See `browser.rs`.
    #[must_use]
    pub const fn of(_event: &Event) -> Option<Self> {
        None
    }

    /// See `browser.rs`.
    #[must_use]
    pub const fn name(&self) -> String {
        String::new()
    }

    /// See `browser.rs`.
    #[must_use]
    pub const fn size(&self) -> u64 {
        0
    }
}

/// See `browser.rs`.
#[derive(Clone, Debug, Default)]
pub struct Abort(());

impl Abort {
    /// See `browser.rs`.
    pub const fn abort(&self) {}
}

/// See `browser.rs`.
///
/// # Errors
/// Always.
pub async fn post(
    _path: &str,
    _json: &str,
    _files: &[PickedFile],
    _abort: &Abort,
    _on_bytes: impl FnMut(&[u8]),
) -> Result<(), ApiError> {
    Err(ApiError::Unreachable)
}
