//! The guide's products, with the guide's API in them.

use crate::identity::server::Administrator;
use crate::kernel::ids::ApiId;
use crate::platform::{AppError, AppState};
use crate::products::model::{ProductInput, Quota, RateLimit, Tier};
use crate::products::server::service::create_product;

const MINUTE: u32 = 60;
const WEEK: u64 = 7 * 24 * 60 * 60;

/// Makes *Starter* and *Unlimited*, as Azure API Management has them, of the API `api`.
pub(super) async fn seed(state: &AppState, permit: &Administrator, api: &ApiId) -> Result<(), AppError> {
    for product in [starter(api.clone()), unlimited(api.clone())] {
        create_product(state, permit, product).await?;
    }
    Ok(())
}

fn starter(api: ApiId) -> ProductInput {
    let tier = Tier {
        name: "Starter".to_owned(),
        price: "Free".to_owned(),
        rate_limit: Some(RateLimit { calls: 5, seconds: MINUTE }),
        quota: Some(Quota { calls: Some(100), kilobytes: None, seconds: WEEK }),
        ..Tier::default()
    };
    let description = "Subscribers can make 5 calls a minute, up to 100 calls a week.";
    ProductInput {
        description: description.to_owned(),
        apis: vec![api],
        ..ProductInput::new("starter", "Starter", tier)
    }
}

fn unlimited(api: ApiId) -> ProductInput {
    let tier = Tier { name: "Unlimited".to_owned(), ..Tier::default() };
    let description = "Subscribers have unlimited access. An administrator approves each subscription.";
    ProductInput {
        description: description.to_owned(),
        requires_approval: true,
        apis: vec![api],
        ..ProductInput::new("unlimited", "Unlimited", tier)
    }
}
