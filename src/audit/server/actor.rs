//! Who did something, and from where.

use crate::audit::model::ActorKind;
use crate::kernel::ids::UserId;
use crate::platform::origin::Origin;

/// Who does something, from where: it is taken down with what they change.
#[derive(Clone, Debug)]
pub struct Actor {
    pub(super) kind: ActorKind,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) detail: String,
    pub(super) origin: Origin,
}

impl Actor {
    /// The person `id`, whose e-mail address is `email`.
    #[must_use]
    pub fn user(id: &UserId, email: &str) -> Self {
        Self { id: id.as_str().to_owned(), name: email.to_lowercase(), ..Self::nameless(ActorKind::User) }
    }

    /// The same, by a program that has their token called `token`.
    #[must_use]
    pub fn with_token(self, token: &str) -> Self {
        Self { kind: ActorKind::Token, detail: token.to_owned(), ..self }
    }

    /// Whoever runs a command on the data directory.
    #[must_use]
    pub fn command() -> Self {
        Self::nameless(ActorKind::Command)
    }

    /// The program by itself.
    #[must_use]
    pub fn system() -> Self {
        Self::nameless(ActorKind::System)
    }

    /// Somebody who has not signed in.
    #[must_use]
    pub fn visitor() -> Self {
        Self::nameless(ActorKind::Visitor)
    }

    fn nameless(kind: ActorKind) -> Self {
        let (id, name, detail) = Default::default();
        Self { kind, id, name, detail, origin: Origin::current() }
    }
}
