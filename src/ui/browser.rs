//! Every call of the browser's own interfaces. [`super::browser`] is this file in the browser and `browser_stub.rs` on
//! the server, where no event handler ever runs.

mod early;
mod editor;
mod passkeys;
mod slack;
mod storage;

use js_sys::{Array, Reflect, Uint8Array};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Blob, BlobPropertyBag, Event, File, FocusOptions, FormData, HtmlElement, HtmlFormElement,
    HtmlInputElement, ReadableStreamDefaultReader, RequestInit, RequestRedirect, Response, SubmitEvent, Url,
};

use crate::kernel::ApiError;
use crate::paths;
use early::TypedEarly;
pub use editor::{EDITOR, load_editor, select};
pub use passkeys::{create_passkey, get_passkey, knows_passkeys, leave_for};
pub use storage::{hand_over, is_handed_over, keep, kept, take_over};

/// Milliseconds since the page was opened, with a fraction.
#[must_use]
pub fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// What time it is, in milliseconds since 1970-01-01T00:00:00Z, as the browser's clock has it.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds are whole numbers")]
pub fn time() -> i64 {
    js_sys::Date::now() as i64
}

/// `path` on this portal as an address to pass on.
#[must_use]
pub fn absolute(path: &str) -> String {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    origin + path
}

/// Makes the page that the server sent interactive, which waits for the code of a lazy page, and sets `data-hydrated` on
/// the document's element at the next frame: by then the parts of the page that waited for data have been hydrated too,
/// because the page brought the data along. What was typed until then is not lost.
pub fn hydrate<N: leptos::IntoView>(app: impl FnOnce() -> N + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        let Some(body) = leptos::prelude::document().body() else { return };
        let typed = TypedEarly::watch();
        leptos::mount::hydrate_from_async(body, app).await.forget();
        leptos::prelude::request_animation_frame(|| {
            typed.hand_over();
            if let Some(root) = element("html") {
                let _ = root.set_attribute("data-hydrated", "");
            }
        });
    });
}

/// `text` as `document.title` takes it: as it is. On the server it becomes part of the HTML and is escaped.
#[must_use]
pub fn title(text: &str) -> String {
    text.to_owned()
}

/// Opens the link that was pressed where it stands, if it has a `data-part`: the path, relative to the link's, of HTML of
/// ours that takes its place. When that fails the link is followed as any other. A `<details>` whose summary was pressed opens its part, too.
pub fn open_part(event: leptos::ev::MouseEvent) {
    let pressed = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(pressed) = pressed else { return };
    let is_summary = pressed.closest("summary").ok().flatten();
    let link = match &is_summary {
        Some(summary) => {
            summary.parent_element().and_then(|details| details.query_selector("a[data-part]").ok().flatten())
        }
        None => pressed.closest("a[data-part]").ok().flatten(),
    };
    let Some(link) = link else { return };
    if event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let Some(place) = link.parent_element() else { return };
    let attribute = |name: &str| link.get_attribute(name).unwrap_or_default();
    let locale = element("html").and_then(|html| html.get_attribute("lang")).unwrap_or_default();
    let address = paths::part(&attribute("href"), &attribute("data-part"), &locale);
    if is_summary.is_none() {
        event.prevent_default();
    }
    wasm_bindgen_futures::spawn_local(async move {
        match fetch_html(&address).await {
            Some(html) => {
                place.set_inner_html(&html);
                if is_summary.is_some() {
                    return;
                }
                // The link that had the keyboard's focus is gone.
                let _ = place.set_attribute("tabindex", "-1");
                if let Ok(place) = place.dyn_into::<HtmlElement>() {
                    let _ = place.focus();
                }
            }
            None => {
                if let Some(window) = web_sys::window() {
                    let _ = window.location().set_href(&link.get_attribute("href").unwrap_or_default());
                }
            }
        }
    });
}

async fn fetch_html(address: &str) -> Option<String> {
    let response = JsFuture::from(web_sys::window()?.fetch_with_str(address)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// Moves the keyboard's focus to the element `id`.
pub fn focus(id: &str) {
    if let Some(element) = element(&format!("#{id}")) {
        let _ = element.focus();
    }
}

/// Moves the keyboard's focus to the first element that `selector` finds, and brings it into view.
pub fn focus_first(selector: &str) {
    if let Some(element) = element(selector) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// Brings the element `container` into view and moves the keyboard's focus to its first field.
pub fn focus_first_field(container: &str) {
    if let Some(container) = element(&format!("#{container}")) {
        container.scroll_into_view();
    }
    let controls = [":is(input, select, textarea):not([type=checkbox])", "button"];
    let field = controls.iter().find_map(|control| element(&format!("#{container} {control}:enabled")));
    if let Some(field) = field {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = field.focus_with_options(&options);
    }
}

/// The names and values that `form` would be submitted with, in the order of the form. Files are left out.
#[must_use]
pub fn form_pairs(form: &HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = FormData::new_with_form(form) else { return Vec::new() };
    data.entries()
        .into_iter()
        .filter_map(|entry| {
            let entry: Array = entry.ok()?.dyn_into().ok()?;
            Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
        })
        .collect()
}

/// Takes the values without a name out of a form's data, as browsers do.
pub fn drop_unnamed(data: &FormData) {
    data.delete("");
}

/// The value of the button that submits a form.
#[must_use]
pub fn submitter_value(event: &SubmitEvent) -> Option<String> {
    event.submitter()?.get_attribute("value")
}

/// Shows the page in `theme`, `light`, `dark` or `system`, and has the server remember it.
pub fn set_theme(theme: &str) {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|page| page.document_element());
    if let Some(root) = root {
        let _ = if theme == "system" {
            root.remove_attribute("data-theme")
        } else {
            root.set_attribute("data-theme", theme)
        };
    }
    let form = format!("theme={}", paths::encode(theme));
    wasm_bindgen_futures::spawn_local(async move {
        // Without the server the choice holds until the page is left; there is nobody to tell.
        let _ = fetch(paths::THEME, Some("application/x-www-form-urlencoded"), &form.into(), None).await;
    });
}

/// Brings the element `id` into view, unless it is there already.
pub fn bring_into_view(id: &str) {
    if let Some(element) = element(&format!("#{id}")) {
        let top = element.get_bounding_client_rect().top();
        let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
        if top < 0.0 || top > height / 2.0 {
            element.scroll_into_view();
        }
    }
}

/// How far what is in the element `id` is scrolled, and how high the element is, in pixels.
#[must_use]
pub fn scrolled(id: &str) -> Option<(f64, f64)> {
    let element = element(&format!("#{id}"))?;
    Some((f64::from(element.scroll_top()), f64::from(element.client_height())))
}

/// Scrolls what is in the element `id` to this many pixels.
#[expect(clippy::cast_possible_truncation, reason = "no page is higher than 2^31 pixels")]
pub fn scroll_to(id: &str, top: f64) {
    if let Some(element) = element(&format!("#{id}")) {
        element.set_scroll_top(top as i32);
    }
}

/// Whether what is in the element `id` is scrolled to its end, or nearly so.
#[must_use]
pub fn is_at_end(id: &str) -> bool {
    element(&format!("#{id}"))
        .is_none_or(|element| element.scroll_height() - element.scroll_top() - element.client_height() < 40)
}

/// Opens `url` in a small window that knows nothing of this one, if the browser lets us.
pub fn open_window(url: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.open_with_url_and_target_and_features(url, "_blank", "popup,noopener,width=560,height=720");
    }
}

/// Copies `text`; whether the browser let us.
pub async fn copy(text: String) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Only secure origins have a clipboard.
    let clipboard = Reflect::get(&window.navigator(), &"clipboard".into()).unwrap_or(JsValue::UNDEFINED);
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(&text)).await.is_ok()
}

/// Has the browser save `text` as a file of this name.
pub fn save(name: &str, text: &str) {
    let Some(url) = object_url(text.as_bytes(), "application/octet-stream") else { return };
    let link = leptos::prelude::document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", name);
        link.click();
    }
    // The download has begun with the click.
    leptos::prelude::set_timeout(move || revoke_object_url(&url), std::time::Duration::from_secs(60));
}

/// An address under which this page can use `bytes`, until [`revoke_object_url`] or until the page is left.
#[must_use]
pub fn object_url(bytes: &[u8], media_type: &str) -> Option<String> {
    let properties = BlobPropertyBag::new();
    properties.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &properties).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Gives back the memory behind an address of [`object_url`].
pub fn revoke_object_url(url: &str) {
    let _ = Url::revoke_object_url(url);
}

/// Ends a running [`post`].
///
/// Wrapped, so that components can keep it as they keep everything else: signals for values of one thread only would
/// panic on the server, where the thread that renders a page is not the one that forgets it.
#[derive(Clone, Debug)]
pub struct Abort(SendWrapper<Option<AbortController>>);

impl Default for Abort {
    fn default() -> Self {
        Self(SendWrapper::new(AbortController::new().ok()))
    }
}

impl Abort {
    /// Ends the request that was given this.
    pub fn abort(&self) {
        if let Some(controller) = &*self.0 {
            controller.abort();
        }
    }
}

/// A file that a person chose.
#[derive(Clone, Debug)]
pub struct PickedFile(SendWrapper<File>);

impl PickedFile {
    /// The one that was chosen in the field that `event` is about.
    #[must_use]
    pub fn of(event: &Event) -> Option<Self> {
        let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
        field.files()?.get(0).map(|file| Self(SendWrapper::new(file)))
    }

    /// Its name, without a folder.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// How many bytes it has.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    pub fn size(&self) -> u64 {
        self.0.size() as u64
    }
}

/// Sends `json` to `path` on our server and hands over the answer's bytes as they arrive. With `files` it is the field
/// `call` of a form whose other fields they are.
///
/// # Errors
/// What the server answered instead, or [`ApiError::Unreachable`].
pub async fn post(
    path: &str,
    json: &str,
    files: &[PickedFile],
    abort: &Abort,
    mut on_bytes: impl FnMut(&[u8]),
) -> Result<(), ApiError> {
    let sent = if files.is_empty() {
        fetch(path, Some("application/json"), &json.into(), abort.0.as_ref()).await
    } else {
        // The browser names the type by itself, with the boundary that it chooses.
        fetch(path, None, &form(json, files).map_err(|_| ApiError::Unreachable)?, abort.0.as_ref()).await
    };
    let response = sent.map_err(|_| ApiError::Unreachable)?;
    // A form's route that leads elsewhere: the redirect is not followed (WHATWG Fetch, opaque-redirect filtered response).
    if response.status() == 0 {
        return Ok(());
    }
    if !response.ok() {
        let text = response.text().map_err(|_| ApiError::Unreachable)?;
        let text = JsFuture::from(text).await.map_err(|_| ApiError::Unreachable)?;
        let error = serde_json::from_str(&text.as_string().unwrap_or_default());
        return Err(error.unwrap_or(ApiError::Unreachable));
    }
    let Some(body) = response.body() else { return Ok(()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    while let Some(bytes) = read(&reader).await.map_err(|_| ApiError::Unreachable)? {
        on_bytes(&bytes.to_vec());
    }
    Ok(())
}

fn form(json: &str, files: &[PickedFile]) -> Result<JsValue, JsValue> {
    let form = FormData::new()?;
    form.append_with_str("call", json)?;
    for file in files {
        form.append_with_blob_and_filename("file", &file.0, &file.name())?;
    }
    Ok(form.into())
}

async fn fetch(
    path: &str,
    content_type: Option<&str>,
    body: &JsValue,
    abort: Option<&AbortController>,
) -> Result<Response, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_redirect(RequestRedirect::Manual);
    init.set_body(body);
    if let Some(controller) = abort {
        init.set_signal(Some(&controller.signal()));
    }
    let request = web_sys::Request::new_with_str_and_init(path, &init)?;
    if let Some(content_type) = content_type {
        request.headers().set("Content-Type", content_type)?;
    }
    JsFuture::from(window.fetch_with_request(&request)).await?.dyn_into()
}

/// The next piece of a stream; `None` at its end.
async fn read(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, JsValue> {
    let result = JsFuture::from(reader.read()).await?;
    if Reflect::get(&result, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    Ok(Some(Reflect::get(&result, &"value".into())?.dyn_into()?))
}

fn element(selector: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.query_selector(selector).ok()??.dyn_into().ok()
}
