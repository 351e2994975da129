//! Passkeys: what the browser asks authenticators for (WebAuthn section 5.1). Options and answers are JSON, which the
//! browser itself reads and writes.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether this browser knows passkeys, and may use them here: at a name, not at a number, and where nobody listens.
#[must_use]
pub fn knows_passkeys() -> bool {
    let host = web_sys::window().and_then(|window| window.location().hostname().ok()).unwrap_or_default();
    let is_name = host.bytes().any(|byte| byte.is_ascii_alphabetic()) && !host.contains(':');
    is_name && interface().is_some_and(|interface| function(&interface, "parseCreationOptionsFromJSON").is_some())
}

/// Has an authenticator make a passkey as `options` say. `None` when the person or the browser does not want to.
pub async fn create_passkey(options: &str) -> Option<String> {
    ask("create", "parseCreationOptionsFromJSON", options).await
}

/// Has an authenticator sign as `options` say. `None` when the person or the browser does not want to.
pub async fn get_passkey(options: &str) -> Option<String> {
    ask("get", "parseRequestOptionsFromJSON", options).await
}

/// Opens `address` in this tab, from the server: who one is has changed.
pub fn leave_for(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_href(address);
    }
}

async fn ask(method: &str, parser: &str, options: &str) -> Option<String> {
    let interface = interface()?;
    let options = function(&interface, parser)?.call1(&interface, &JSON::parse(options).ok()?).ok()?;
    let argument = Object::new();
    Reflect::set(&argument, &"publicKey".into(), &options).ok()?;
    let credentials = Reflect::get(&web_sys::window()?.navigator(), &"credentials".into()).ok()?;
    let promise: Promise = function(&credentials, method)?.call1(&credentials, &argument).ok()?.dyn_into().ok()?;
    let credential = JsFuture::from(promise).await.ok()?;
    JSON::stringify(&credential).ok()?.as_string()
}

fn interface() -> Option<JsValue> {
    let interface = Reflect::get(&js_sys::global(), &"PublicKeyCredential".into()).ok()?;
    (!interface.is_undefined()).then_some(interface)
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
