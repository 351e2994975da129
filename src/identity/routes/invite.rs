//! `POST /admin/users/invite`

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::model::Role;
use crate::identity::server::Caller;
use crate::identity::server::invite::{Invitation, invite_with};
use crate::kernel::ids::GroupId;
use crate::kernel::{ApiError, Message};
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Invites somebody and leads to their account's page.
pub(super) async fn invite(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    form: Form,
) -> Response {
    match carry_out(&state, &caller, &form).await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn carry_out(state: &AppState, caller: &Caller, form: &Form) -> Result<String, AppError> {
    let permit = caller.administrator()?;
    let role = Role::parse(form.value("role")).ok_or_else(|| {
        let allowed = Role::ALL.map(Role::as_str).join(", ");
        ApiError::field("role", Message::NotOneOf { allowed })
    })?;
    let groups = form.pairs.iter().filter(|(name, _)| name == "groups");
    let groups: Vec<GroupId> = groups.map(|(_, id)| id.clone().into()).collect();
    let invitation = Invitation { email: form.value("email"), name: form.value("name"), role, groups: &groups };
    let id = invite_with(state, &permit, &invitation).await?;
    Ok(paths::admin_user(&id))
}
