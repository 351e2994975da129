//! What the files say.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::folder::{Files, FolderError};
use super::text;
use crate::catalog::model::{ApiInput, KEY_HEADER, KEY_QUERY, Scheme, VersionScheme, Visibility};
use crate::kernel::ids::GroupId;
use crate::openapi::model::Server;

/// The file that says which format the others have.
pub(super) const HEADER: &str = "loggia.yaml";
/// The format that this program writes, and reads.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
}

/// `loggia.yaml`.
pub(super) fn header() -> Files {
    Files::from([(HEADER.to_owned(), format!("format: {FORMAT}\n").into_bytes())])
}

/// Refuses files of another format.
pub(super) fn check_header(bytes: &[u8]) -> Result<(), FolderError> {
    let Header { format } = text::parse(HEADER, bytes)?;
    if format == FORMAT {
        return Ok(());
    }
    Err(FolderError::wrong(
        HEADER,
        &format!("format {FORMAT} was expected, not {format}; another loggia wrote these files"),
    ))
}

/// `api.yaml`: what the form of an API says. Groups are named, since their ids differ from portal to portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ApiFile {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    display_name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    service_url: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    servers: Vec<Server>,
    suffix: String,
    #[serde(default)]
    scheme: Scheme,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    version: String,
    #[serde(default, skip_serializing_if = "is_none")]
    version_scheme: VersionScheme,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    version_parameter: String,
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    subscription_required: bool,
    /// Empty for the usual ones, as in files from before there were any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key_header: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key_query: String,
    #[serde(default)]
    published: bool,
    /// The e-mail address of whose it is, empty for nobody's; without it, it is whose it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) owner: Option<String>,
    #[serde(default)]
    visible_to: VisibleTo,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct VisibleTo {
    guests: bool,
    developers: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<String>,
}

impl Default for VisibleTo {
    fn default() -> Self {
        let Visibility { guests, developers, .. } = Visibility::default();
        Self { guests, developers, groups: Vec::new() }
    }
}

impl VisibleTo {
    /// What the file says of it, where groups have these names.
    pub(super) fn new(visibility: Visibility, names: &HashMap<GroupId, String>) -> Self {
        let Visibility { guests, developers, groups } = visibility;
        let groups = groups.iter().filter_map(|group| names.get(group).cloned()).collect();
        let mut visible_to = Self { guests, developers, groups };
        visible_to.sort();
        visible_to
    }

    /// Brings it into the order in which it is written.
    pub(super) fn sort(&mut self) {
        self.groups.sort();
    }

    /// What the file means, where groups have these ids.
    ///
    /// # Errors
    /// The name of a group that is not among them.
    pub(super) fn visibility(self, ids: &HashMap<String, GroupId>) -> Result<Visibility, String> {
        let group = |name: String| ids.get(&name).cloned().ok_or(name);
        Ok(Visibility {
            guests: self.guests,
            developers: self.developers,
            groups: self.groups.into_iter().map(group).collect::<Result<_, _>>()?,
        })
    }
}

fn is_none(scheme: &VersionScheme) -> bool {
    *scheme == VersionScheme::None
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants a reference")]
const fn is_yes(is: &bool) -> bool {
    *is
}

fn unless(usual: &str, text: String) -> String {
    if text == usual { String::new() } else { text }
}

fn or(usual: &str, text: String) -> String {
    if text.is_empty() { usual.to_owned() } else { text }
}

impl ApiFile {
    /// What the file says of an API that belongs to `owner`, and whose groups have these names.
    pub(super) fn new(input: ApiInput, owner: String, names: &HashMap<GroupId, String>) -> Self {
        Self {
            name: input.name,
            display_name: input.display_name,
            description: input.description,
            service_url: input.service_url,
            servers: input.servers,
            suffix: input.suffix,
            scheme: input.scheme,
            tags: input.tags,
            version: input.version,
            version_scheme: input.version_scheme,
            version_parameter: input.version_parameter,
            subscription_required: input.subscription_required,
            key_header: unless(KEY_HEADER, input.key_header),
            key_query: unless(KEY_QUERY, input.key_query),
            published: input.published,
            owner: Some(owner),
            visible_to: VisibleTo::new(input.visibility, names),
        }
    }

    /// The API `slug` as the file says it.
    ///
    /// # Errors
    /// The name of a group that is not among `groups`.
    pub(super) fn input(self, slug: &str, groups: &HashMap<String, GroupId>) -> Result<ApiInput, String> {
        Ok(ApiInput {
            name: self.name,
            display_name: self.display_name,
            slug: slug.to_owned(),
            description: self.description,
            service_url: self.service_url,
            servers: self.servers,
            suffix: self.suffix,
            scheme: self.scheme,
            tags: self.tags,
            version: self.version,
            version_scheme: self.version_scheme,
            version_parameter: self.version_parameter,
            subscription_required: self.subscription_required,
            key_header: or(KEY_HEADER, self.key_header),
            key_query: or(KEY_QUERY, self.key_query),
            published: self.published,
            visibility: self.visible_to.visibility(groups)?,
        })
    }
}
