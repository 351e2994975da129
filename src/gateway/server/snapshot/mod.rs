//! What the gateway knows: APIs, products and keys, as they were committed last. A snapshot never changes; a change makes
//! another, which shares all that is the same.

mod api;
mod policies;
mod read;
mod sharded;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

pub(super) use api::{Api, Family, Operation};
use policies::Policies;

pub(super) use read::Means;
use sharded::Sharded;

use super::limits::Tier;
use crate::catalog::server::service::GatewayApi;
use crate::credentials::server::gateway::Kept;
use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, ProductId, SubscriptionId};
use crate::products::server::grants::{Grant, Granted, GrantedProduct, GrantedScope};

/// A subscription and what it has used up.
#[derive(Debug)]
pub(super) struct Subscriber {
    pub(super) granted: Arc<Granted>,
    /// What its tier lets it use.
    pub(super) tier: Tier,
}

/// A key.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// Until when it opens.
    pub(super) valid_until: Option<Timestamp>,
    pub(super) subscriber: Arc<Subscriber>,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshot {
    /// The number of the last change that is in it.
    change: i64,
    apis: Sharded<ApiId, Arc<Api>>,
    /// By suffix.
    families: Sharded<Box<str>, Arc<Family>>,
    /// The most segments of a suffix.
    depth: usize,
    keys: Sharded<[u8; 32], Key>,
    of_subscription: Sharded<SubscriptionId, Box<[[u8; 32]]>>,
    product_apis: Arc<HashMap<ProductId, HashSet<ApiId>>>,
    /// What is done to calls besides passing them on.
    pub(super) policies: Arc<Policies>,
    /// The published products of each API that has one, in order.
    offers: Arc<HashMap<ApiId, Box<[ProductId]>>>,
    /// APIs of products for which nobody has to subscribe.
    open_apis: Arc<HashSet<ApiId>>,
}

impl Snapshot {
    /// The APIs whose suffix `path` begins with, the longest suffix first, and what follows it. `path` has no slash in front.
    pub(super) fn family<'s, 'p>(&'s self, path: &'p str) -> Option<(&'s Family, &'p str)> {
        (1..=self.depth).rev().find_map(|depth| {
            let end = match path.match_indices('/').nth(depth - 1) {
                Some((at, _)) => at,
                None if path.bytes().filter(|byte| *byte == b'/').count() + 1 == depth => path.len(),
                None => return None,
            };
            let (suffix, rest) = path.split_at_checked(end)?;
            let suffix = if suffix.contains('%') { Cow::Owned(crate::paths::decode(suffix)) } else { suffix.into() };
            let family = self.families.get(&*suffix)?;
            Some((&**family, rest.strip_prefix('/').unwrap_or_default()))
        })
    }

    /// The key with this hash.
    pub(super) fn key(&self, hash: &[u8; 32]) -> Option<&Key> {
        self.keys.get(hash)
    }

    /// Whether `api` may be called without a key although it asks for one.
    pub(super) fn is_open(&self, api: &ApiId) -> bool {
        !self.open_apis.is_empty() && self.open_apis.contains(api)
    }

    /// Whether `api` is in `product`.
    pub(super) fn is_in(&self, api: &ApiId, product: &ProductId) -> bool {
        self.product_apis.get(product).is_some_and(|apis| apis.contains(api))
    }

    /// The published products that `api` is in.
    pub(super) fn offers(&self, api: &ApiId) -> &[ProductId] {
        self.offers.get(api).map_or(&[], |products| &**products)
    }

    /// A subscription that has keys.
    pub(super) fn subscriber(&self, id: &SubscriptionId) -> Option<&Arc<Subscriber>> {
        let hash = self.of_subscription.get(id)?.first()?;
        self.key(hash).map(|key| &key.subscriber)
    }

    /// How many APIs and keys there are.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.apis.len(), self.keys.len())
    }

    /// Puts an API with its credential there, or takes it away.
    fn put_api(&mut self, means: &Means<'_>, id: &ApiId, api: Option<(GatewayApi, Option<Kept>)>) {
        if let Some(old) = self.apis.remove(id) {
            let left = self.families.get(&old.suffix).map(|family| Family {
                versions: family.versions.iter().filter(|api| api.id != *id).cloned().collect(),
                ..Family::clone(family)
            });
            match left.filter(|family| !family.versions.is_empty()) {
                Some(family) => self.families.insert(old.suffix.clone(), Arc::new(family)),
                None => drop(self.families.remove(&old.suffix)),
            }
        }
        let compiled = api.and_then(|(api, credential)| Api::compile(api, credential, means.backends));
        let Some((api, scheme, parameter)) = compiled else { return };
        let mut versions = self.families.get(&api.suffix).map(|family| family.versions.clone()).unwrap_or_default();
        versions.push(Arc::clone(&api));
        self.depth = self.depth.max(api.suffix.split('/').count());
        self.families.insert(api.suffix.clone(), Arc::new(Family { scheme, parameter, versions }));
        self.apis.insert(api.id.clone(), api);
    }

    /// Puts the keys of a subscription there, in place of those that it had.
    fn put_grants(&mut self, means: &Means<'_>, grants: Vec<Grant>) {
        let mut rest = grants.as_slice();
        while let [first, ..] = rest {
            let id = &first.subscription.id;
            let (own, others) = rest.split_at(rest.iter().take_while(|grant| grant.subscription.id == *id).count());
            rest = others;
            self.remove_grants(id);
            let tier = Tier::of(&first.subscription, means.limits);
            let subscriber = Arc::new(Subscriber { granted: Arc::clone(&first.subscription), tier });
            for grant in own {
                let key = Key { valid_until: grant.valid_until, subscriber: Arc::clone(&subscriber) };
                self.keys.insert(grant.hash, key);
            }
            self.of_subscription.insert(id.clone(), own.iter().map(|grant| grant.hash).collect());
        }
    }

    fn remove_grants(&mut self, id: &SubscriptionId) {
        for hash in self.of_subscription.remove(id).unwrap_or_default() {
            self.keys.remove(&hash);
        }
    }

    /// Puts the products there, in place of those that there were.
    fn put_products(&mut self, products: Vec<GrantedProduct>, apis: Vec<(ProductId, ApiId)>) {
        // Of those that are published, whether they are open.
        let published: HashMap<ProductId, bool> = products
            .into_iter()
            .filter(|product| product.published)
            .map(|product| (product.id, !product.requires_subscription))
            .collect();
        let mut product_apis: HashMap<ProductId, HashSet<ApiId>> = HashMap::new();
        let mut offers: HashMap<ApiId, BTreeSet<ProductId>> = HashMap::new();
        let mut open_apis = HashSet::new();
        for (product, api) in apis {
            if let Some(is_open) = published.get(&product) {
                offers.entry(api.clone()).or_default().insert(product.clone());
                if *is_open {
                    open_apis.insert(api.clone());
                }
            }
            product_apis.entry(product).or_default().insert(api);
        }
        self.product_apis = Arc::new(product_apis);
        self.offers = Arc::new(offers.into_iter().map(|(api, ids)| (api, ids.into_iter().collect())).collect());
        self.open_apis = Arc::new(open_apis);
    }
}

impl Subscriber {
    /// The product that it is to.
    pub(super) fn product(&self) -> Option<&ProductId> {
        match &self.granted.scope {
            GrantedScope::Product { product, .. } => Some(product),
            GrantedScope::Api(_) | GrantedScope::AllApis => None,
        }
    }
}
