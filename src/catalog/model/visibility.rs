//! Who sees an API.

use serde::{Deserialize, Serialize};

use crate::kernel::ids::GroupId;

/// Who sees a published API besides administrators and support. At first that is everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visibility {
    /// Azure API Management's group *Guests*: everybody, signed in or not.
    pub guests: bool,
    /// Its group *Developers*: everybody who has signed in.
    pub developers: bool,
    /// The people of these groups.
    pub groups: Vec<GroupId>,
}

impl Default for Visibility {
    fn default() -> Self {
        Self { guests: true, developers: true, groups: Vec::new() }
    }
}
