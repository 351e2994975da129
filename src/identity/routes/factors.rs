//! The forms of second factors.

mod app_begin;
mod app_confirm;
mod app_off;
mod codes;
mod finish;
mod passkey_add;
mod passkey_forms;
mod passkey_sign_in;
mod reset;

use axum::http::HeaderMap;

use crate::identity::server::factors::Owner;
use crate::identity::server::{Caller, Token, cookie};
use crate::paths;
use crate::platform::body::Form;
use crate::platform::route::limit;
use crate::platform::{AppState, Audience, Route};
use std::net::SocketAddr;

/// The rows of the route table.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post(paths::SIGN_IN_CODE, Audience::Everyone, limit::FORM, finish::finish),
        Route::post(paths::SECURITY_APP, Audience::Everyone, limit::FORM, app_begin::begin),
        Route::post(paths::SECURITY_APP_CONFIRM, Audience::Everyone, limit::FORM, app_confirm::confirm),
        Route::post(paths::SECURITY_APP_OFF, Audience::Everyone, limit::FORM, app_off::switch_off),
        Route::post(paths::SECURITY_CODES, Audience::Everyone, limit::FORM, codes::make),
        Route::post(paths::PASSKEY_OPTIONS, Audience::Everyone, limit::FORM, passkey_add::options),
        Route::post(paths::PASSKEYS, Audience::Everyone, limit::FORM, passkey_add::add),
        Route::post(
            "/account/security/passkeys/{passkey}/rename",
            Audience::Everyone,
            limit::FORM,
            passkey_forms::rename,
        ),
        Route::post(
            "/account/security/passkeys/{passkey}/remove",
            Audience::Everyone,
            limit::FORM,
            passkey_forms::remove,
        ),
        Route::post(paths::SIGN_IN_PASSKEY_OPTIONS, Audience::Everyone, limit::FORM, passkey_sign_in::options),
        Route::post(paths::SIGN_IN_PASSKEY, Audience::Everyone, limit::FORM, passkey_sign_in::sign_in),
        Route::post("/admin/users/{user}/factors/reset", Audience::Administrators, limit::FORM, reset::reset),
    ]
}

/// Who sent `form`, for changes of their own factors.
struct Asker {
    caller: Caller,
    peer: SocketAddr,
    session: Option<Token>,
}

impl Asker {
    fn of(state: &AppState, caller: Caller, peer: SocketAddr, form: &Form) -> Self {
        Self::with(state, caller, peer, &form.head.headers)
    }

    fn with(state: &AppState, caller: Caller, peer: SocketAddr, headers: &HeaderMap) -> Self {
        Self { caller, peer, session: cookie::token(&state.config, headers) }
    }

    fn owner(&self) -> Owner<'_> {
        Owner { caller: &self.caller, peer: self.peer.ip(), session: self.session.as_ref() }
    }
}

/// The values by which a page shows recovery codes, this once.
fn shown(codes: Vec<String>) -> Vec<(String, String)> {
    codes.into_iter().map(|code| ("recovery".to_owned(), code)).collect()
}
