//! Who makes a request, and the permits that only a check can give out.

use crate::identity::model::{Role, User};
use crate::identity::token::Scope;
use crate::kernel::ApiError;
use crate::kernel::ids::GroupId;

/// Who makes the request at hand. The session middleware puts it into the request; renderings find it as a context.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    user: Option<User>,
    groups: Vec<GroupId>,
    /// What a token lets them do at most; `None` for who signed in.
    scope: Option<Scope>,
}

/// The permit to administer. A service that takes one cannot be reached without it.
#[derive(Clone, Debug)]
pub struct Administrator(());

impl Caller {
    /// Somebody who has signed in.
    #[must_use]
    pub const fn user(user: User) -> Self {
        Self { user: Some(user), groups: Vec::new(), scope: None }
    }

    /// The same, who was put into these groups.
    #[must_use]
    pub fn in_groups(self, groups: Vec<GroupId>) -> Self {
        Self { groups, ..self }
    }

    /// The same, whose program shows a token with this scope.
    #[must_use]
    pub fn by_token(self, scope: Scope) -> Self {
        Self { scope: Some(scope), ..self }
    }

    /// Somebody who has not.
    #[must_use]
    pub const fn guest() -> Self {
        Self { user: None, groups: Vec::new(), scope: None }
    }

    /// Whoever runs the program's commands on the data directory, and so may see everything in it.
    #[must_use]
    pub fn operator() -> Self {
        let id = String::new().into();
        Self::user(User { id, email: String::new(), role: Role::Administrator })
    }

    /// The caller of the rendering or server function that is running; a guest where there is none.
    #[must_use]
    pub fn current() -> Self {
        leptos::prelude::use_context().unwrap_or_default()
    }

    /// The person, when they have signed in.
    #[must_use]
    pub const fn signed_in(&self) -> Option<&User> {
        self.user.as_ref()
    }

    /// Whether they see whatever there is, drafts too.
    #[must_use]
    pub fn sees_everything(&self) -> bool {
        self.user.as_ref().is_some_and(|user| matches!(user.role, Role::Administrator | Role::Support))
    }

    /// The groups that they were put into.
    #[must_use]
    pub fn groups(&self) -> &[GroupId] {
        &self.groups
    }

    /// Whether the token that they come with, if any, lets them do what `scope` stands for.
    #[must_use]
    pub fn has_scope(&self, scope: Scope) -> bool {
        self.scope.is_none_or(|held| held >= scope)
    }

    /// The permit to administer.
    ///
    /// # Errors
    /// [`ApiError::Unauthenticated`] for guests, [`ApiError::Forbidden`] for others who may not, and for tokens that only
    /// read.
    pub fn administrator(&self) -> Result<Administrator, ApiError> {
        match &self.user {
            None => Err(ApiError::Unauthenticated),
            Some(user) if user.role == Role::Administrator && self.has_scope(Scope::Write) => Ok(Administrator(())),
            Some(_) => Err(ApiError::Forbidden),
        }
    }
}

impl Administrator {
    /// The permit of the program itself and of whoever runs its commands on the data directory.
    #[must_use]
    pub const fn operator() -> Self {
        Self(())
    }
}
