//! The room's forms.

mod account_name;
mod account_password;
mod close;
mod confirm;
mod confirm_again;
mod create_group;
mod create_provider;
mod delete_group;
mod delete_provider;
mod factors;
mod invite;
mod move_provider;
mod new_password;
mod reset;
mod sessions;
mod setup;
mod sign_in;
mod sign_in_callback;
mod sign_in_with;
mod sign_out;
mod sign_up;
mod test_provider;
mod theme;
mod tokens;
mod unlink;
mod update_group;
mod update_provider;
mod update_user;

use crate::paths;
use crate::platform::route::limit;
use crate::platform::{Audience, Route};

/// The room's rows of the route table.
#[must_use]
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::post(paths::SIGN_IN, Audience::Everyone, limit::FORM, sign_in::sign_in),
        Route::post(paths::SIGN_OUT, Audience::Everyone, limit::FORM, sign_out::sign_out),
        Route::post(paths::SIGN_UP, Audience::Everyone, limit::FORM, sign_up::sign_up),
        Route::post(paths::SETUP, Audience::Everyone, limit::FORM, setup::set_up),
        Route::post(paths::CONFIRM, Audience::Everyone, limit::FORM, confirm::confirm),
        Route::post(paths::CONFIRM_AGAIN, Audience::Everyone, limit::FORM, confirm_again::confirm_again),
        Route::post(paths::RESET_PASSWORD, Audience::Everyone, limit::FORM, reset::ask),
        Route::post(paths::NEW_PASSWORD, Audience::Everyone, limit::FORM, new_password::set_password),
        Route::post(paths::ACCOUNT_NAME, Audience::Everyone, limit::FORM, account_name::change_name),
        Route::post(paths::ACCOUNT_PASSWORD, Audience::Everyone, limit::FORM, account_password::change_password),
        Route::post(paths::CLOSE_ACCOUNT, Audience::Everyone, limit::FORM, close::close),
        Route::post(paths::END_SESSIONS, Audience::Everyone, limit::FORM, sessions::end_all),
        Route::post("/account/sessions/{session}/end", Audience::Everyone, limit::FORM, sessions::end),
        Route::get("/sign-in/with/{provider}", Audience::Everyone, sign_in_with::back),
        Route::post("/sign-in/with/{provider}", Audience::Everyone, limit::FORM, sign_in_with::begin),
        Route::get("/sign-in/callback/{provider}", Audience::Everyone, sign_in_callback::callback),
        Route::post("/account/identities/{identity}/unlink", Audience::Everyone, limit::FORM, unlink::unlink),
        Route::post(paths::ADMIN_NEW_PROVIDER, Audience::Administrators, limit::FORM, create_provider::create),
        Route::post(
            "/admin/identity-providers/{provider}",
            Audience::Administrators,
            limit::FORM,
            update_provider::update,
        ),
        Route::post(
            "/admin/identity-providers/{provider}/test",
            Audience::Administrators,
            limit::FORM,
            test_provider::test,
        ),
        Route::post(
            "/admin/identity-providers/{provider}/move",
            Audience::Administrators,
            limit::FORM,
            move_provider::move_by_one,
        ),
        Route::post(
            "/admin/identity-providers/{provider}/delete",
            Audience::Administrators,
            limit::FORM,
            delete_provider::delete,
        ),
        Route::post(paths::TOKENS, Audience::Everyone, limit::FORM, tokens::make),
        Route::post("/account/tokens/{token}/revoke", Audience::Everyone, limit::FORM, tokens::end),
        Route::post(paths::THEME, Audience::Everyone, limit::FORM, theme::choose_theme),
        Route::post(paths::ADMIN_INVITE, Audience::Administrators, limit::FORM, invite::invite),
        Route::post("/admin/users/{user}", Audience::Administrators, limit::FORM, update_user::update),
        Route::post(paths::ADMIN_GROUPS, Audience::Administrators, limit::FORM, create_group::create),
        Route::post("/admin/groups/{group}", Audience::Administrators, limit::FORM, update_group::update),
        Route::post("/admin/groups/{group}/delete", Audience::Administrators, limit::FORM, delete_group::delete),
    ];
    routes.extend(factors::routes());
    routes
}
