//! The room's forms.

mod account_name;
mod account_password;
mod close;
mod confirm;
mod confirm_again;
mod create_group;
mod delete_group;
mod new_password;
mod reset;
mod sessions;
mod sign_in;
mod sign_out;
mod sign_up;
mod theme;
mod tokens;
mod update_group;
mod update_user;

use crate::paths;
use crate::platform::route::limit;
use crate::platform::{Audience, Route};

/// The room's rows of the route table.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        Route::post(paths::SIGN_IN, Audience::Everyone, limit::FORM, sign_in::sign_in),
        Route::post(paths::SIGN_OUT, Audience::Everyone, limit::FORM, sign_out::sign_out),
        Route::post(paths::SIGN_UP, Audience::Everyone, limit::FORM, sign_up::sign_up),
        Route::post(paths::CONFIRM, Audience::Everyone, limit::FORM, confirm::confirm),
        Route::post(paths::CONFIRM_AGAIN, Audience::Everyone, limit::FORM, confirm_again::confirm_again),
        Route::post(paths::RESET_PASSWORD, Audience::Everyone, limit::FORM, reset::ask),
        Route::post(paths::NEW_PASSWORD, Audience::Everyone, limit::FORM, new_password::set_password),
        Route::post(paths::ACCOUNT_NAME, Audience::Everyone, limit::FORM, account_name::change_name),
        Route::post(paths::ACCOUNT_PASSWORD, Audience::Everyone, limit::FORM, account_password::change_password),
        Route::post(paths::CLOSE_ACCOUNT, Audience::Everyone, limit::FORM, close::close),
        Route::post(paths::END_SESSIONS, Audience::Everyone, limit::FORM, sessions::end_all),
        Route::post("/account/sessions/{session}/end", Audience::Everyone, limit::FORM, sessions::end),
        Route::post(paths::TOKENS, Audience::Everyone, limit::FORM, tokens::make),
        Route::post("/account/tokens/{token}/revoke", Audience::Everyone, limit::FORM, tokens::end),
        Route::post(paths::THEME, Audience::Everyone, limit::FORM, theme::choose_theme),
        Route::post("/admin/users/{user}", Audience::Administrators, limit::FORM, update_user::update),
        Route::post(paths::ADMIN_GROUPS, Audience::Administrators, limit::FORM, create_group::create),
        Route::post("/admin/groups/{group}", Audience::Administrators, limit::FORM, update_group::update),
        Route::post("/admin/groups/{group}/delete", Audience::Administrators, limit::FORM, delete_group::delete),
    ]
}
