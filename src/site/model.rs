//! What the frame around every page shows.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::identity::model::User;

/// Dark, light, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order in which the switch offers them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word that stands for it in the form, the cookie and the page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == word)
    }
}

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
