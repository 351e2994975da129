//! The groups that people have from providers.

use sqlx::SqliteConnection;

use super::store;
use crate::kernel::ids::{GroupId, ProviderId, UserId};
use crate::platform::AppError;

/// Has `user` be in exactly these groups as far as `provider` is concerned: what somebody gave by hand, or another provider, stays.
pub(super) async fn replace(
    db: &mut SqliteConnection,
    provider: &ProviderId,
    user: &UserId,
    groups: &[GroupId],
) -> Result<(), AppError> {
    store::delete_memberships(db, provider, user).await?;
    for group in groups {
        store::insert_membership(db, provider, user, group).await?;
    }
    delete_unfounded(db, Some(user)).await
}

/// Takes `user`, or everybody, out of the groups that neither anybody nor any provider says they are in.
pub(in crate::identity::server) async fn delete_unfounded(
    db: &mut SqliteConnection,
    user: Option<&UserId>,
) -> Result<(), AppError> {
    store::delete_unfounded_members(db, user).await
}
