//! The groups that administrators made.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::apply::ApplyError;
use super::folder::{Files, FolderError};
use super::text;
use crate::identity::model::Group;
use crate::identity::server::Administrator;
use crate::identity::server::groups::service::{self, GroupInput};
use crate::kernel::ids::GroupId;
use crate::platform::{AppError, AppState};

/// Their file.
pub(super) const PLACE: &str = "groups.yaml";

#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    groups: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
}

/// Names and descriptions.
pub(super) type Described = BTreeMap<String, String>;

/// The groups that a portal has.
pub(super) struct Known(Vec<Group>);

impl Known {
    pub(super) async fn load(state: &AppState, permit: &Administrator) -> Result<Self, AppError> {
        Ok(Self(service::groups(state, permit).await?))
    }

    pub(super) fn names(&self) -> HashMap<GroupId, String> {
        self.0.iter().map(|group| (group.id.clone(), group.name.clone())).collect()
    }

    pub(super) fn ids(&self) -> HashMap<String, GroupId> {
        self.0.iter().map(|group| (group.name.clone(), group.id.clone())).collect()
    }

    pub(super) fn described(&self) -> Described {
        self.0.iter().map(|group| (group.name.clone(), group.description.clone())).collect()
    }

    /// Makes the groups as the file has them; removes others if `prune` says so.
    pub(super) async fn establish(
        &self,
        state: &AppState,
        permit: &Administrator,
        wanted: &Described,
        prune: bool,
    ) -> Result<(), ApplyError> {
        let refused = |error| ApplyError::refused(PLACE, error);
        for (name, description) in wanted {
            let input = GroupInput { name: name.clone(), description: description.clone() };
            match self.0.iter().find(|group| group.name == *name) {
                Some(group) if group.description == *description => {}
                Some(group) => service::update_group(state, permit, &group.id, input).await.map_err(refused)?,
                None => drop(service::create_group(state, permit, input).await.map_err(refused)?),
            }
        }
        for group in self.0.iter().filter(|group| prune && !wanted.contains_key(&group.name)) {
            service::delete_group(state, permit, &group.id).await.map_err(refused)?;
        }
        Ok(())
    }
}

/// The file that says so.
pub(super) fn files(described: &Described) -> Result<Files, AppError> {
    let entry =
        |(name, description): (&String, &String)| Entry { name: name.clone(), description: description.clone() };
    let file = File { groups: described.iter().map(entry).collect() };
    Ok(Files::from([(PLACE.to_owned(), text::write(&file)?)]))
}

/// What the file says; without one there are no groups.
pub(super) fn parse(bytes: Option<&[u8]>) -> Result<Described, FolderError> {
    let File { groups } = text::parse(PLACE, bytes.unwrap_or_default())?;
    let mut described = Described::new();
    for Entry { name, description } in groups {
        if described.insert(name.clone(), description).is_some() {
            return Err(FolderError::wrong(PLACE, &format!("there are two groups called {name}")));
        }
    }
    Ok(described)
}
