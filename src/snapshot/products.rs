//! The products, without the subscriptions to them.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::apply::ApplyError;
use super::folder::{Files, FolderError};
use super::model::VisibleTo;
use super::text;
use crate::catalog::server::service as catalog;
use crate::identity::server::Administrator;
use crate::kernel::ids::{ApiId, GroupId, ProductId};
use crate::platform::{AppError, AppState};
use crate::products::model::{Product, ProductInput, Tier};
use crate::products::server::service;

/// Their file.
pub(super) const PLACE: &str = "products.yaml";

#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    products: Vec<Entry>,
}

/// What the form of a product says. APIs and groups are named, since their ids differ from portal to portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    terms: String,
    #[serde(default)]
    published: bool,
    #[serde(default = "yes")]
    requires_subscription: bool,
    #[serde(default)]
    requires_approval: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subscription_limit: Option<u32>,
    #[serde(default)]
    visible_to: VisibleTo,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    apis: Vec<String>,
    tiers: Vec<TierEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TierEntry {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    price: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rate_limit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quota: Option<String>,
}

const fn yes() -> bool {
    true
}

/// Products by their ids.
pub(super) type Described = BTreeMap<String, Entry>;

/// The products that a portal has.
pub(super) struct Known {
    products: Vec<Product>,
    /// The slugs of all APIs.
    slugs: HashMap<ApiId, String>,
}

impl Known {
    pub(super) async fn load(state: &AppState, permit: &Administrator) -> Result<Self, AppError> {
        let slugs = catalog::all_titles(state, permit).await?.into_iter().map(|api| (api.id, api.slug)).collect();
        Ok(Self { products: service::all_products(state, permit).await?, slugs })
    }

    /// What the file says of them; the groups have these names.
    pub(super) fn described(&self, names: &HashMap<GroupId, String>) -> Described {
        let entry = |product: &Product| {
            let input = product.input.clone();
            let mut apis: Vec<String> = input.apis.iter().filter_map(|api| self.slugs.get(api).cloned()).collect();
            apis.sort();
            let entry = Entry {
                id: input.id.to_string(),
                name: input.name,
                description: input.description,
                terms: input.terms,
                published: input.published,
                requires_subscription: input.requires_subscription,
                requires_approval: input.requires_approval,
                subscription_limit: input.subscription_limit,
                visible_to: VisibleTo::new(input.visibility, names),
                apis,
                tiers: input.tiers.into_iter().map(TierEntry::from).collect(),
            };
            (entry.id.clone(), entry)
        };
        self.products.iter().map(entry).collect()
    }

    /// Makes the products as the file has them, where groups have these ids; removes others if `prune` says so.
    pub(super) async fn establish(
        &self,
        state: &AppState,
        permit: &Administrator,
        wanted: &Described,
        groups: (&HashMap<GroupId, String>, &HashMap<String, GroupId>),
        prune: bool,
    ) -> Result<(), ApplyError> {
        let refused = |error| ApplyError::refused(PLACE, error);
        let (names, ids) = groups;
        let before = self.described(names);
        let apis: HashMap<&str, &ApiId> = self.slugs.iter().map(|(id, slug)| (slug.as_str(), id)).collect();
        for product in self.products.iter().filter(|product| prune && !wanted.contains_key(product.input.id.as_str())) {
            service::delete_product(state, permit, &product.input.id).await.map_err(refused)?;
        }
        for (id, entry) in wanted.iter().filter(|(id, entry)| before.get(*id) != Some(*entry)) {
            let input = entry.clone().input(&apis, ids)?;
            match self.products.iter().find(|product| product.input.id.as_str() == id) {
                Some(known) => {
                    let id = ProductId::from(id.clone());
                    service::update_product(state, permit, &id, known.revision, input).await.map_err(refused)?;
                }
                None => drop(service::create_product(state, permit, input).await.map_err(refused)?),
            }
        }
        Ok(())
    }
}

impl Entry {
    fn input(
        self,
        apis: &HashMap<&str, &ApiId>,
        groups: &HashMap<String, GroupId>,
    ) -> Result<ProductInput, FolderError> {
        let wrong = |what: &str, name: &str| FolderError::wrong(PLACE, &format!("there is no {what} {name}"));
        let api = |slug: &String| apis.get(slug.as_str()).map(|id| (*id).clone()).ok_or_else(|| wrong("API", slug));
        Ok(ProductInput {
            visibility: self.visible_to.visibility(groups).map_err(|name| wrong("group", &name))?,
            apis: self.apis.iter().map(api).collect::<Result<_, _>>()?,
            tiers: self.tiers.into_iter().map(TierEntry::tier).collect::<Result<_, _>>()?,
            id: self.id.into(),
            name: self.name,
            description: self.description,
            terms: self.terms,
            published: self.published,
            requires_subscription: self.requires_subscription,
            requires_approval: self.requires_approval,
            subscription_limit: self.subscription_limit,
        })
    }
}

impl TierEntry {
    fn tier(self) -> Result<Tier, FolderError> {
        let wrong = |text: &str| FolderError::wrong(PLACE, &format!("{text} is no limit such as 5/1m or 100/7d"));
        Ok(Tier {
            id: None,
            name: self.name,
            price: self.price,
            rate_limit: self.rate_limit.map(|text| text.parse().map_err(|_| wrong(&text))).transpose()?,
            quota: self.quota.map(|text| text.parse().map_err(|_| wrong(&text))).transpose()?,
        })
    }
}

impl From<Tier> for TierEntry {
    fn from(tier: Tier) -> Self {
        Self {
            name: tier.name,
            price: tier.price,
            rate_limit: tier.rate_limit.map(|limit| limit.to_string()),
            quota: tier.quota.map(|quota| quota.to_string()),
        }
    }
}

/// Refuses products of APIs that are not among `slugs`, those that there will be.
pub(super) fn check(described: &Described, slugs: &[String]) -> Result<(), FolderError> {
    let missing = described.values().flat_map(|entry| &entry.apis).find(|slug| !slugs.contains(slug));
    match missing {
        Some(slug) => Err(FolderError::wrong(PLACE, &format!("there is no API {slug}"))),
        None => Ok(()),
    }
}

/// The file that says so.
pub(super) fn files(described: &Described) -> Result<Files, AppError> {
    let file = File { products: described.values().cloned().collect() };
    Ok(Files::from([(PLACE.to_owned(), text::write(&file)?)]))
}

/// What the file says; `None` without one, which leaves everything as it is.
pub(super) fn parse(bytes: Option<&[u8]>) -> Result<Option<Described>, FolderError> {
    let Some(bytes) = bytes else { return Ok(None) };
    let File { products } = text::parse(PLACE, bytes)?;
    let mut described = Described::new();
    for mut entry in products {
        entry.apis.sort();
        entry.visible_to.sort();
        if let Some(other) = described.insert(entry.id.clone(), entry) {
            return Err(FolderError::wrong(PLACE, &format!("there are two products with the id {}", other.id)));
        }
    }
    Ok(Some(described))
}
