//! What goes to and fro while an authenticator is asked. Its code is loaded when somebody presses the button.

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::kernel::ApiError;
use crate::paths;
use crate::ui::browser::{self, Abort};

/// How asking an authenticator ended.
pub(super) enum End {
    /// It goes on at this address.
    Done(String),
    /// The person or the browser did not want to.
    GivenUp,
    /// The server refused.
    Refused(ApiError),
}

/// Signs somebody in, after the password if it is a second `step`, and goes on to `next`.
#[lazy]
pub(super) async fn sign_in(step: bool, next: String) -> End {
    let options = match post(paths::SIGN_IN_PASSKEY_OPTIONS, &json!({ "step": step })).await {
        Ok(options) => options,
        Err(error) => return End::Refused(error),
    };
    let credential = browser::get_passkey(&options).await;
    send(paths::SIGN_IN_PASSKEY, credential, json!({ "step": step, "next": next })).await
}

/// Adds a passkey of this `name`; the `password` is empty for whoever signed in just now.
#[lazy]
pub(super) async fn add(name: String, password: String) -> End {
    let options = match post(paths::PASSKEY_OPTIONS, &json!({ "name": name, "password": password })).await {
        Ok(options) => options,
        Err(error) => return End::Refused(error),
    };
    let credential = browser::create_passkey(&options).await;
    send(paths::PASSKEYS, credential, json!({ "name": name })).await
}

/// Sends the authenticator's answer among `fields`.
async fn send(path: &str, credential: Option<String>, mut fields: Value) -> End {
    let credential = credential.and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let (Some(credential), Some(object)) = (credential, fields.as_object_mut()) else { return End::GivenUp };
    object.insert("credential".to_owned(), credential);
    match post(path, &fields).await {
        Ok(answer) => {
            let answer: Option<Value> = serde_json::from_str(&answer).ok();
            let next = answer.as_ref().and_then(|answer| answer.get("next")?.as_str());
            End::Done(next.unwrap_or(paths::HOME).to_owned())
        }
        Err(error) => End::Refused(error),
    }
}

async fn post(path: &str, json: &Value) -> Result<String, ApiError> {
    let mut bytes = Vec::new();
    browser::post(path, &json.to_string(), &[], &Abort::default(), |more| bytes.extend_from_slice(more)).await?;
    String::from_utf8(bytes).map_err(|_| ApiError::Unreachable)
}
