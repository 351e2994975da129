//! The form of an API.

use super::fields::{Fields, Pairs};
use super::order::in_form_order;
use super::servers::ServerDraft;
use super::visibility;
use crate::catalog::model::{Api, ApiInput, KEY_HEADER, KEY_QUERY, Scheme, VersionScheme, Visibility};
use crate::catalog::rules;
use crate::kernel::{Checks, FieldError, Message};

/// The name of the field that asks whose the API is.
const OWNER: &str = "owner";

/// What the form of an API holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiDraft {
    /// The guide's *Web API name*.
    pub name: String,
    /// What readers see instead of the name.
    pub display_name: String,
    /// The URL-safe id in portal addresses.
    pub slug: String,
    /// Markdown.
    pub description: String,
    /// The guide's *Web service URL*.
    pub service_url: String,
    /// Further servers.
    pub servers: Vec<ServerDraft>,
    /// The guide's *Web API URL suffix*.
    pub suffix: String,
    /// The word for the guide's *Web API URL scheme*.
    pub scheme: String,
    /// Words separated by commas.
    pub tags: String,
    /// A version label.
    pub version: String,
    /// The word for how calls name the version.
    pub version_scheme: String,
    /// The header or the query parameter that names the version.
    pub version_parameter: String,
    /// Whether calls on the gateway need a key.
    pub subscription_required: bool,
    /// The header in which the key comes; empty for the usual one.
    pub key_header: String,
    /// The query parameter in which it comes; empty for the usual one.
    pub key_query: String,
    /// Whether anybody but administrators may see it.
    pub published: bool,
    /// Who may see it once it is published.
    pub visibility: Visibility,
    /// The e-mail address of whoever it belongs to; `None` where the form does not ask.
    pub owner: Option<String>,
    /// The revision that the form was filled from; empty for a new API.
    pub revision: String,
}

impl ApiDraft {
    /// The form for a new API, with what it proposes.
    #[must_use]
    pub fn new() -> Self {
        Self {
            scheme: Scheme::default().as_str().to_owned(),
            version_scheme: VersionScheme::default().as_str().to_owned(),
            subscription_required: true,
            key_header: KEY_HEADER.to_owned(),
            key_query: KEY_QUERY.to_owned(),
            ..Self::default()
        }
    }

    /// The draft that a form was submitted with.
    #[must_use]
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let form = Fields::read(pairs);
        Self {
            name: form.text("name"),
            display_name: form.text("display_name"),
            slug: form.text("slug"),
            description: form.text("description"),
            service_url: form.text("service_url"),
            servers: ServerDraft::read_all(&form),
            suffix: form.text("suffix"),
            scheme: form.text("scheme"),
            tags: form.text("tags"),
            version: form.text("version"),
            version_scheme: form.text("version_scheme"),
            version_parameter: form.text("version_parameter"),
            subscription_required: form.ticked("subscription_required"),
            key_header: form.text("key_header"),
            key_query: form.text("key_query"),
            published: form.ticked("published"),
            visibility: visibility::read(pairs),
            owner: pairs.iter().any(|(name, _)| name == OWNER).then(|| form.text(OWNER)),
            revision: form.text("revision"),
        }
    }

    /// The pairs that a form with this in it submits, in the order of its fields.
    #[must_use]
    pub fn to_pairs(&self) -> Pairs {
        let mut pairs: Pairs = [
            ("name", &self.name),
            ("service_url", &self.service_url),
            ("suffix", &self.suffix),
            ("scheme", &self.scheme),
            ("display_name", &self.display_name),
            ("slug", &self.slug),
            ("version", &self.version),
            ("tags", &self.tags),
            ("version_scheme", &self.version_scheme),
            ("version_parameter", &self.version_parameter),
            ("key_header", &self.key_header),
            ("key_query", &self.key_query),
            ("description", &self.description),
            ("revision", &self.revision),
        ]
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .into();
        ServerDraft::write_all(&self.servers, &mut pairs);
        if self.subscription_required {
            pairs.push(("subscription_required".to_owned(), "on".to_owned()));
        }
        if self.published {
            pairs.push(("published".to_owned(), "on".to_owned()));
        }
        visibility::write(&self.visibility, &mut pairs);
        pairs.extend(self.owner.iter().map(|owner| (OWNER.to_owned(), owner.clone())));
        pairs
    }

    /// What the publisher says of the API.
    ///
    /// # Errors
    /// The complaints about fields, in the order of the form.
    pub fn check(&self) -> Result<ApiInput, Vec<FieldError>> {
        let mut checks = Checks::new();
        let scheme = checks.take(
            "scheme",
            Scheme::parse(&self.scheme)
                .ok_or_else(|| Message::NotOneOf { allowed: Scheme::ALL.map(Scheme::as_str).join(", ") }),
        );
        // A form from before there were schemes, or one made by hand, has no such field.
        let version_scheme = match self.version_scheme.as_str() {
            "" => Some(VersionScheme::None),
            word => checks.take("version_scheme", VersionScheme::parse(word).ok_or_else(not_a_version_scheme)),
        };
        let input = rules::tidy_api(ApiInput {
            name: self.name.clone(),
            display_name: self.display_name.clone(),
            slug: self.slug.clone(),
            description: self.description.clone(),
            service_url: self.service_url.clone(),
            servers: self.servers.iter().map(ServerDraft::server).collect(),
            suffix: self.suffix.clone(),
            scheme: scheme.unwrap_or_default(),
            tags: self.tags.split(',').map(str::to_owned).collect(),
            version: self.version.clone(),
            version_scheme: version_scheme.unwrap_or_default(),
            version_parameter: self.version_parameter.clone(),
            subscription_required: self.subscription_required,
            key_header: self.key_header.clone(),
            key_query: self.key_query.clone(),
            published: self.published,
            visibility: self.visibility.clone(),
        });
        let mut complaints = checks.into_fields();
        complaints.extend(rules::check_api(&input));
        if complaints.is_empty() { Ok(input) } else { Err(in_form_order(complaints, &self.to_pairs())) }
    }

    /// The revision that the form was filled from. One that is not a number was never given out: no API has it.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision.parse().unwrap_or(i64::MIN)
    }
}

/// What is said of a word that is no versioning scheme.
pub(super) fn not_a_version_scheme() -> Message {
    Message::NotOneOf { allowed: VersionScheme::ALL.map(VersionScheme::as_str).join(", ") }
}

impl From<&Api> for ApiDraft {
    fn from(api: &Api) -> Self {
        let input = &api.input;
        Self {
            name: input.name.clone(),
            display_name: input.display_name.clone(),
            slug: input.slug.clone(),
            description: input.description.clone(),
            service_url: input.service_url.clone(),
            servers: ServerDraft::filled_all(&input.servers),
            suffix: input.suffix.clone(),
            scheme: input.scheme.as_str().to_owned(),
            tags: input.tags.join(", "),
            version: input.version.clone(),
            version_scheme: input.version_scheme.as_str().to_owned(),
            version_parameter: input.version_parameter.clone(),
            subscription_required: input.subscription_required,
            key_header: input.key_header.clone(),
            key_query: input.key_query.clone(),
            published: input.published,
            visibility: input.visibility.clone(),
            owner: None,
            revision: api.revision.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn guide() -> ApiDraft {
        ApiDraft {
            name: " AzureML Demo API ".to_owned(),
            service_url: "https://ussouthcentral.services.azureml.net".to_owned(),
            suffix: "azureml-demo".to_owned(),
            tags: "machine learning, ,demo ,".to_owned(),
            ..ApiDraft::new()
        }
    }

    #[test]
    fn what_the_guide_types_is_accepted() {
        let input = guide().check().unwrap();
        assert_eq!(input.name, "AzureML Demo API");
        assert_eq!(input.scheme, Scheme::Https);
        assert_eq!(input.tags, ["machine learning", "demo"]);
        assert!(!input.published);
    }

    #[test]
    fn every_complaint_comes_at_once_and_in_the_order_of_the_form() {
        let draft = ApiDraft { name: String::new(), service_url: "ftp://x".into(), scheme: "gopher".into(), ..guide() };
        let fields: Vec<_> = draft.check().unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["name", "service_url", "scheme"]);
    }

    #[test]
    fn a_revision_made_by_hand_matches_nothing() {
        assert_eq!(ApiDraft { revision: "7".into(), ..guide() }.revision(), 7);
        assert_eq!(ApiDraft { revision: "x".into(), ..guide() }.revision(), i64::MIN);
    }

    proptest! {
        #[test]
        fn a_draft_survives_its_form(texts in proptest::collection::vec("[^\r]{0,12}", 15), ticked: bool, is_owned: bool) {
            let text = |at: usize| texts[at].clone();
            let draft = ApiDraft {
                name: text(0),
                display_name: text(1),
                slug: text(2),
                description: text(3),
                service_url: text(4),
                servers: Vec::new(),
                suffix: text(5),
                scheme: text(6),
                tags: text(7),
                version: text(8),
                version_scheme: text(10),
                version_parameter: text(11),
                subscription_required: ticked,
                key_header: text(12),
                key_query: text(13),
                published: ticked,
                visibility: Visibility::default(),
                owner: is_owned.then(|| text(14)),
                revision: text(9),
            };
            prop_assert_eq!(ApiDraft::from_pairs(&draft.to_pairs()), draft);
        }
    }
}
