//! What the frame around every page shows.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::identity::model::{Theme, User};

/// What the frame around every page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The instance's name.
    pub name: String,
    /// The organization that runs it.
    pub organization_name: String,
    /// Whom to write to.
    pub administrator_email: Option<String>,
    /// Who has signed in.
    pub user: Option<User>,
    /// Whether people may create an account by themselves.
    pub sign_up: bool,
    /// Whether there are products that they see.
    pub has_products: bool,
    /// Whether there are terms of use.
    pub has_terms: bool,
    /// Whether an administrator wrote what the home page begins with.
    pub has_home_text: bool,
    /// The address of the image in the header; the portal's own sign where there is none.
    pub logo: Option<String>,
    /// The address of the stylesheet with the chosen accent colour, for the head of the document.
    #[serde(skip)]
    pub stylesheet: Option<String>,
    /// How the page is to look.
    pub theme: Theme,
}

impl Frame {
    /// The frame of the page at hand. The server puts it into the rendering's context, and the page carries it to the
    /// browser.
    #[must_use]
    pub fn load() -> Self {
        SharedValue::new(|| use_context::<Self>().unwrap_or_default()).into_inner()
    }
}
