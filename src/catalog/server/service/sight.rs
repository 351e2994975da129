//! Who sees what of the catalog.

use crate::catalog::model::Api;
use crate::catalog::server::store::Sight;
use crate::identity::server::Caller;

/// What `caller` sees.
pub(super) fn sight(caller: &Caller) -> Sight {
    Sight {
        everything: caller.sees_everything(),
        signed_in: caller.signed_in().is_some(),
        groups: caller.groups().to_vec(),
        publisher: caller.publishes_as().map(ToString::to_string).unwrap_or_default(),
    }
}

/// What is seen by whoever sees everything.
pub(super) fn everything() -> Sight {
    Sight { everything: true, ..Sight::default() }
}

/// Whether `caller` sees `api`: what the lists' SQL says of many, of one.
pub(super) fn may_see(caller: &Caller, api: &Api) -> bool {
    let Sight { everything, signed_in, groups, publisher } = sight(caller);
    let is_own = api.owner.as_ref().is_some_and(|owner| owner.as_str() == publisher);
    let visibility = &api.input.visibility;
    let is_for_them = visibility.guests
        || (visibility.developers && signed_in)
        || visibility.groups.iter().any(|group| groups.contains(group));
    everything || is_own || (api.input.published && is_for_them)
}
