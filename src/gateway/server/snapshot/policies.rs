//! The policies of all scopes, ready to act.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Api, Operation};
use crate::gateway::server::policy::{ActiveSet, Chain, compile};
use crate::kernel::ids::{ApiId, ProductId};
use crate::policies::model::{PolicySet, Scope};

/// By scope.
#[derive(Clone, Debug, Default)]
pub(in crate::gateway::server) struct Policies {
    global: Option<Arc<ActiveSet>>,
    products: HashMap<ProductId, Arc<ActiveSet>>,
    apis: HashMap<ApiId, Arc<ActiveSet>>,
    operations: HashMap<ApiId, HashMap<String, Arc<ActiveSet>>>,
}

impl Policies {
    /// Puts the policies of a scope there, in place of those that it had.
    pub(super) fn put(&mut self, scope: Scope, set: &PolicySet) {
        let active = (!set.policies.is_empty()).then(|| Arc::new(compile(scope.clone(), set)));
        match scope {
            Scope::Global => self.global = active,
            Scope::Product(id) => put(&mut self.products, id, active),
            Scope::Api(id) => put(&mut self.apis, id, active),
            Scope::Operation { api, operation } => {
                put(self.operations.entry(api).or_default(), operation, active);
            }
        }
    }

    /// Those of all calls.
    pub(in crate::gateway::server) fn global(&self) -> Option<&ActiveSet> {
        self.global.as_deref()
    }

    /// Those of a product.
    pub(in crate::gateway::server) fn of_product(&self, product: &ProductId) -> Option<&ActiveSet> {
        self.products.get(product).map(|set| &**set)
    }

    /// Those that a call passes.
    pub(in crate::gateway::server) fn chain(
        &self,
        api: &Api,
        operation: Option<&Operation>,
        product: Option<&ProductId>,
    ) -> Chain<'_> {
        let of_product = || self.of_product(product?);
        let of_operation = || self.operations.get(&api.id)?.get(&*operation?.slug).map(|set| &**set);
        Chain([
            self.global.as_deref(),
            if self.products.is_empty() { None } else { of_product() },
            if self.apis.is_empty() { None } else { self.apis.get(&api.id).map(|set| &**set) },
            if self.operations.is_empty() { None } else { of_operation() },
        ])
    }
}

fn put<K: Eq + std::hash::Hash>(sets: &mut HashMap<K, Arc<ActiveSet>>, key: K, active: Option<Arc<ActiveSet>>) {
    match active {
        Some(active) => drop(sets.insert(key, active)),
        None => drop(sets.remove(&key)),
    }
}
