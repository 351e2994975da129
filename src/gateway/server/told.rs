//! How far the limits of a subscription are used up, for whoever shows it.

use std::sync::{Arc, Weak};

use super::{Gateway, Parts};
use crate::analytics::server::tell_limits;

impl Gateway {
    /// Lets itself be asked, for as long as there is this gateway.
    pub(super) fn tell_limits(&self) {
        let gateway: Weak<Parts> = Arc::downgrade(&self.0);
        let limits_of = Arc::new(move |id: &_| {
            let Some(gateway) = gateway.upgrade() else { return Vec::new() };
            let snapshot = gateway.current.load();
            snapshot.subscriber(id).map(|subscriber| subscriber.tier.used(gateway.state.clock.now())).unwrap_or_default()
        });
        tell_limits(&self.state, limits_of);
    }
}
