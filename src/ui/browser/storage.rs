//! What the browser keeps: for this portal, and for the page that a tab opens next.

/// What the browser keeps under `name` for this portal, if it keeps anything.
#[must_use]
pub fn kept(name: &str) -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item(name).ok()?
}

/// Has the browser keep `text` under `name`, if it lets us.
pub fn keep(name: &str, text: &str) {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok()).flatten();
    if let Some(storage) = storage {
        // A full or forbidden storage only means that the choice is made anew next time.
        let _ = storage.set_item(name, text);
    }
}

/// Leaves `text` under `name` for the page that this tab opens next.
pub fn hand_over(name: &str, text: &str) {
    if let Some(storage) = session() {
        let _ = storage.set_item(name, text);
    }
}

/// Whether something was left under `name`.
#[must_use]
pub fn is_handed_over(name: &str) -> bool {
    session().is_some_and(|storage| storage.get_item(name).ok().flatten().is_some())
}

/// What was left under `name`, which is then gone.
#[must_use]
pub fn take_over(name: &str) -> Option<String> {
    let storage = session()?;
    let text = storage.get_item(name).ok()?;
    storage.remove_item(name).ok()?;
    text
}

fn session() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}
