//! Who makes a request, and the permits that only a check can give out.

use std::ops::Deref;

use crate::audit::server::{Actor, Reader};
use crate::identity::model::{Role, User};
use crate::identity::token::Scope;
use crate::kernel::ApiError;
use crate::kernel::ids::{GroupId, UserId};

/// Who makes the request at hand. The session middleware puts it into the request; renderings find it as a context.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    user: Option<User>,
    groups: Vec<GroupId>,
    /// What their program's token is called and lets them do at most; `None` for who signed in.
    token: Option<(String, Scope)>,
}

/// The permit to publish, and who has it. A service that takes one cannot be reached without it, and asks it whether it is
/// good for the API that is to be changed.
#[derive(Clone, Debug)]
pub struct Publisher {
    caller: Caller,
    actor: Actor,
}

/// The permit to administer, and who has it. It is a permit to publish, too, which is good for every API.
#[derive(Clone, Debug)]
pub struct Administrator(Publisher);

impl Caller {
    /// Somebody who has signed in.
    #[must_use]
    pub const fn user(user: User) -> Self {
        Self { user: Some(user), groups: Vec::new(), token: None }
    }

    /// The same, who was put into these groups.
    #[must_use]
    pub fn in_groups(self, groups: Vec<GroupId>) -> Self {
        Self { groups, ..self }
    }

    /// The same, whose program shows a token of this name and scope.
    #[must_use]
    pub fn by_token(self, name: String, scope: Scope) -> Self {
        Self { token: Some((name, scope)), ..self }
    }

    /// Somebody who has not.
    #[must_use]
    pub const fn guest() -> Self {
        Self { user: None, groups: Vec::new(), token: None }
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
        self.user.as_ref().is_some_and(|user| user.role.sees_everything())
    }

    /// Whether what belongs to `owner`, such as an API, is theirs to change, as far as their role goes.
    #[must_use]
    pub fn may_change(&self, owner: Option<&UserId>) -> bool {
        match &self.user {
            Some(user) if user.role == Role::Administrator => true,
            Some(_) => owner.is_some() && owner == self.publishes_as(),
            None => false,
        }
    }

    /// Whose APIs they see before these are published, too, and look after: a publisher their own.
    #[must_use]
    pub fn publishes_as(&self) -> Option<&UserId> {
        self.user.as_ref().filter(|user| user.role == Role::Publisher).map(|user| &user.id)
    }

    /// The groups that they were put into.
    #[must_use]
    pub fn groups(&self) -> &[GroupId] {
        &self.groups
    }

    /// Who they are in the audit log.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match (&self.user, &self.token) {
            (Some(user), _) if user.id.as_str().is_empty() => Actor::command(),
            (Some(user), None) => Actor::user(&user.id, &user.email),
            (Some(user), Some((token, _))) => Actor::user(&user.id, &user.email).with_token(token),
            (None, _) => Actor::visitor(),
        }
    }

    /// The permit to read the audit log, which whoever sees everything has.
    ///
    /// # Errors
    /// [`ApiError::Unauthenticated`] for guests, [`ApiError::Forbidden`] for others who may not.
    pub fn audit_reader(&self) -> Result<Reader, ApiError> {
        match &self.user {
            None => Err(ApiError::Unauthenticated),
            Some(_) if self.sees_everything() => Ok(Reader::of_whoever_sees_everything()),
            Some(_) => Err(ApiError::Forbidden),
        }
    }

    /// Whether the token that they come with, if any, lets them do what `scope` stands for.
    #[must_use]
    pub fn has_scope(&self, scope: Scope) -> bool {
        self.token.as_ref().is_none_or(|(_, held)| *held >= scope)
    }

    /// The permit to administer.
    ///
    /// # Errors
    /// [`ApiError::Unauthenticated`] for guests, [`ApiError::Forbidden`] for others who may not, and for tokens that only
    /// read.
    pub fn administrator(&self) -> Result<Administrator, ApiError> {
        self.permit(|role| role == Role::Administrator).map(Administrator)
    }

    /// The permit to publish, which administrators have for all APIs and publishers for their own.
    ///
    /// # Errors
    /// As [`Caller::administrator`].
    pub fn publisher(&self) -> Result<Publisher, ApiError> {
        self.permit(Role::publishes)
    }

    fn permit(&self, is_for: impl Fn(Role) -> bool) -> Result<Publisher, ApiError> {
        match &self.user {
            None => Err(ApiError::Unauthenticated),
            Some(user) if is_for(user.role) && self.has_scope(Scope::Write) => {
                Ok(Publisher { caller: self.clone(), actor: self.actor() })
            }
            Some(_) => Err(ApiError::Forbidden),
        }
    }
}

impl Publisher {
    /// Whose permit it is, for the audit log.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Who has it. What they do not see, they are not told that they may not change.
    #[must_use]
    pub const fn caller(&self) -> &Caller {
        &self.caller
    }

    /// Whose it is what they add; `None` for the program and its commands.
    #[must_use]
    pub fn owner(&self) -> Option<&UserId> {
        self.caller.signed_in().map(|user| &user.id).filter(|id| !id.as_str().is_empty())
    }

    /// Whether the permit is good for what belongs to `owner`.
    #[must_use]
    pub fn may_change(&self, owner: Option<&UserId>) -> bool {
        self.caller.may_change(owner)
    }
}

impl Administrator {
    /// The permit of whoever runs the program's commands on the data directory.
    #[must_use]
    pub fn operator() -> Self {
        Self(Publisher { caller: Caller::operator(), actor: Actor::command() })
    }

    /// The permit of the program itself.
    #[must_use]
    pub fn system() -> Self {
        Self(Publisher { caller: Caller::operator(), actor: Actor::system() })
    }
}

/// Whoever may administer may publish, so one permit stands wherever the lesser one is asked for.
impl Deref for Administrator {
    type Target = Publisher;

    fn deref(&self) -> &Publisher {
        &self.0
    }
}
