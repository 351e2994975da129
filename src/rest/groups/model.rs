//! Groups as programs see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::identity::model::{self, User};
use crate::identity::server::groups::service::GroupInput;

/// A group of people.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Group {
    id: String,
    name: String,
    description: String,
}

/// What of it only the portal says.
pub(in crate::rest) const MADE: [&str; 1] = ["id"];

/// What is said of a group.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct GroupFields {
    /// What it is called; not one of Administrators, Developers and Guests.
    #[schema(
        min_length = 1,
        max_length = 100,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*[^\s\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069][^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$",
        example = "Partners"
    )]
    name: String,
    /// What it is for.
    #[serde(default)]
    #[schema(max_length = 1000)]
    description: String,
}

/// Somebody in a group.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Member {
    /// The id of their account.
    id: String,
    email: String,
}

/// Somebody who is to be put into a group.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct MemberFields {
    /// The e-mail address of their account.
    #[schema(min_length = 3, max_length = 254, example = "ada@example.com")]
    pub(super) email: String,
}

/// Without the number of its people: to put somebody into it is no change of the group itself.
impl From<model::Group> for Group {
    fn from(it: model::Group) -> Self {
        Self { id: it.id.to_string(), name: it.name, description: it.description }
    }
}

impl From<GroupFields> for GroupInput {
    fn from(it: GroupFields) -> Self {
        Self { name: it.name, description: it.description }
    }
}

impl From<User> for Member {
    fn from(it: User) -> Self {
        Self { id: it.id.to_string(), email: it.email }
    }
}
