//! `loggia subscription`: subscriptions from the command line, for whoever may write the data directory.

use clap::{ArgGroup, Args, Subcommand};
use serde_json::{Value, json};

use super::failure::Failure;
use super::{on_data, say};
use crate::identity::server::{Administrator, Caller};
use crate::kernel::ids::SubscriptionId;
use crate::kernel::{ApiError, PageRequest, Timestamp};
use crate::platform::config::Choices;
use crate::platform::{AppError, AppState};
use crate::products::model::{NewSubscription, Subscription, SubscriptionFilter, SubscriptionScope};
use crate::products::server::service;

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Adds a subscription, which is active at once, and prints its keys.
    Add(Add),
    /// Lists the subscriptions, the newest first.
    List(List),
    /// Stops a subscription for a while; its keys fail from the next call on.
    Suspend(One),
    /// Lets a subscription's keys open, again or at last.
    Activate(One),
    /// Ends a subscription for good; its keys fail from the next call on.
    Cancel(One),
}

/// The options of `loggia subscription add`.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("scope").required(true).args(["product", "api", "all_apis"])))]
pub struct Add {
    /// The product's id
    #[arg(long, value_name = "PRODUCT")]
    product: Option<String>,
    /// An API instead, named by its address in the portal
    #[arg(long, value_name = "API")]
    api: Option<String>,
    /// All APIs instead
    #[arg(long)]
    all_apis: bool,
    /// The e-mail address of whose it is; without it, nobody's
    #[arg(long)]
    email: Option<String>,
    /// The product's tier [default: the first]
    #[arg(long, requires = "product")]
    tier: Option<String>,
    /// What it is called [default: what the product or the API is]
    #[arg(long)]
    name: Option<String>,
    /// When it expires, such as 2027-01-31T18:00:00Z [default: never]
    #[arg(long, value_name = "MOMENT")]
    expires_at: Option<Timestamp>,
    /// Prints one JSON object instead of sentences
    #[arg(long)]
    json: bool,
}

/// The options of `loggia subscription list`.
#[derive(Args, Debug)]
pub struct List {
    /// Prints JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Which subscription.
#[derive(Args, Debug)]
pub struct One {
    /// Its id, as `loggia subscription list` says it
    #[arg(value_name = "ID")]
    id: String,
}

/// Runs a command on the data that `choices` name.
///
/// # Errors
/// [`Failure`], for the person at the terminal.
pub async fn run(command: Command, choices: Choices) -> Result<(), Failure> {
    on_data(choices, async |state| {
        let permit = Administrator::operator();
        match command {
            Command::Add(add) => run_add(state, &permit, add).await?,
            Command::List(List { json }) => run_list(state, &permit, json).await?,
            Command::Suspend(One { id }) => {
                let done = service::suspend(state, &permit, &id.clone().into(), "").await;
                tell(&id, "suspended", done)?;
            }
            Command::Activate(One { id }) => {
                tell(&id, "active", service::activate(state, &permit, &id.clone().into()).await)?;
            }
            Command::Cancel(One { id }) => {
                tell(&id, "cancelled", service::cancel(state, &Caller::operator(), &id.clone().into(), "").await)?;
            }
        }
        Ok(())
    })
    .await
}

async fn run_add(state: &AppState, permit: &Administrator, add: Add) -> Result<(), Failure> {
    let new = NewSubscription {
        email: add.email.unwrap_or_default(),
        product: add.product.unwrap_or_default(),
        tier: add.tier.unwrap_or_default(),
        api: add.api.unwrap_or_default(),
        all_apis: add.all_apis,
        name: add.name.unwrap_or_default(),
        expires_at: add.expires_at,
    };
    let (id, keys) = service::create_subscription(state, permit, &new).await?;
    let (primary, secondary) = (keys.primary.as_str(), keys.secondary.as_str());
    if add.json {
        say(&json!({ "id": id, "primaryKey": primary, "secondaryKey": secondary }).to_string());
    } else {
        say(&format!("Subscription {id}."));
        say(&format!("Primary key: {primary}"));
        say(&format!("Secondary key: {secondary}"));
    }
    Ok(())
}

async fn run_list(state: &AppState, permit: &Administrator, json: bool) -> Result<(), Failure> {
    let mut all = Vec::new();
    for number in 1.. {
        let page = PageRequest::new(number, PageRequest::LARGEST);
        let filter = SubscriptionFilter::default();
        let found = service::admin_subscriptions(state, permit, &filter, page).await?.subscriptions;
        let last = found.last();
        all.extend(found.items);
        if number >= last {
            break;
        }
    }
    if json {
        say(&Value::from_iter(all.iter().map(as_json)).to_string());
    } else {
        all.iter().for_each(|subscription| say(&line(subscription)));
    }
    Ok(())
}

/// Says what became of the subscription `id`.
fn tell(id: &str, state: &str, done: Result<(), AppError>) -> Result<(), Failure> {
    match done {
        Ok(()) => {
            say(&format!("Subscription {id} is {state}."));
            Ok(())
        }
        Err(AppError::Api(ApiError::NotFound)) => {
            Err(Failure::Arguments(format!("there is no subscription {id}; loggia subscription list says the ids")))
        }
        Err(AppError::Api(ApiError::Conflict)) => Err(Failure::Arguments(format!(
            "subscription {id} cannot become {state}: look at loggia subscription list"
        ))),
        Err(error) => Err(error.into()),
    }
}

fn as_json(it: &Subscription) -> Value {
    let (product, api) = match &it.scope {
        SubscriptionScope::Product { product, .. } => (Some(product.as_str()), None),
        SubscriptionScope::Api(api) => (None, Some(api.as_str())),
        SubscriptionScope::AllApis => (None, None),
    };
    json!({
        "id": it.id,
        "name": it.name,
        "email": it.owner.as_ref().map(|(_, email)| email),
        "product": product,
        "tier": it.tier.as_ref().map(|tier| &tier.name),
        "api": api,
        "state": it.state,
        "createdAt": it.created_at.rfc3339(),
        "expiresAt": it.expires_at.map(Timestamp::rfc3339),
        "lastUsedAt": it.last_used_at.map(Timestamp::rfc3339),
    })
}

/// Columns with a tab between them.
fn line(it: &Subscription) -> String {
    let id: &SubscriptionId = &it.id;
    let owner = it.owner.as_ref().map_or("nobody", |(_, email)| email);
    let scope = match (&it.scope, &it.tier) {
        (SubscriptionScope::Product { product, .. }, Some(tier)) => format!("{product} ({})", tier.name),
        (SubscriptionScope::AllApis, _) => "all APIs".to_owned(),
        _ => it.scope_name.clone(),
    };
    [id.as_str(), owner, it.state.as_str(), &scope, &it.name].join("\t")
}
