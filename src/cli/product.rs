//! `loggia product`: products from the command line, for whoever may write the data directory.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::failure::Failure;
use super::{on_data, say};
use crate::identity::server::Administrator;
use crate::kernel::PageRequest;
use crate::platform::config::Choices;
use crate::products::model::{ProductInput, ProductSummary, Quota, RateLimit, Tier};
use crate::products::server::service;

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Adds a product with one tier, which is published at once.
    Add(Add),
    /// Lists the products.
    List(List),
}

/// The options of `loggia product add`.
#[derive(Args, Debug)]
pub struct Add {
    /// What commands and addresses call it: lower-case letters, digits and hyphens
    #[arg(long)]
    id: String,
    /// What people call it
    #[arg(long)]
    name: String,
    /// How many calls a subscription has in a short time, such as 5/1m; without it, any number
    #[arg(long, value_parser = rate_limit, value_name = "CALLS/TIME")]
    rate_limit: Option<RateLimit>,
    /// How many calls or kilobytes it has in a long time, such as 100/7d, 500KB/7d or 100,500KB/7d; without it, any number
    #[arg(long, value_parser = quota, value_name = "AMOUNT/TIME")]
    quota: Option<Quota>,
    /// What it is for, in Markdown
    #[arg(long, default_value = "", hide_default_value = true)]
    description: String,
    /// Lets calls through without a subscription
    #[arg(long)]
    open: bool,
    /// Lets subscriptions wait for an administrator's approval
    #[arg(long)]
    approval: bool,
}

/// The options of `loggia product list`.
#[derive(Args, Debug)]
pub struct List {
    /// Prints JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Runs a command on the data that `choices` name.
///
/// # Errors
/// [`Failure`], for the person at the terminal.
pub async fn run(command: Command, choices: Choices) -> Result<(), Failure> {
    on_data(choices, async |state| {
        let permit = Administrator::operator();
        match command {
            Command::Add(add) => {
                let product = service::create_product(state, &permit, add.input()).await?;
                say(&format!("Added {}. It is at /products/{}.", product.input.name, product.input.id));
            }
            Command::List(List { json }) => {
                let mut all = Vec::new();
                for number in 1.. {
                    let page = PageRequest::new(number, PageRequest::LARGEST);
                    let found = service::admin_products(state, &permit, "", page).await?;
                    let last = found.last();
                    all.extend(found.items);
                    if number >= last {
                        break;
                    }
                }
                if json {
                    say(&Value::from_iter(all.iter().map(as_json)).to_string());
                } else {
                    all.iter().for_each(|product| say(&line(product)));
                }
            }
        }
        Ok(())
    })
    .await
}

impl Add {
    fn input(self) -> ProductInput {
        let tier = Tier {
            id: None,
            name: self.name.clone(),
            price: String::new(),
            rate_limit: self.rate_limit,
            quota: self.quota,
        };
        ProductInput {
            description: self.description,
            requires_subscription: !self.open,
            requires_approval: self.approval,
            ..ProductInput::new(&self.id, &self.name, tier)
        }
    }
}

fn as_json(product: &ProductSummary) -> Value {
    let tier = |tier: &Tier| {
        json!({
            "name": tier.name,
            "price": tier.price,
            "rateLimit": tier.rate_limit.map(|limit| limit.to_string()),
            "quota": tier.quota.map(|quota| quota.to_string()),
        })
    };
    json!({
        "id": product.id,
        "name": product.name,
        "published": product.published,
        "requiresSubscription": product.requires_subscription,
        "requiresApproval": product.requires_approval,
        "apis": product.apis,
        "tiers": Value::from_iter(product.tiers.iter().map(tier)),
    })
}

/// Columns with a tab between them.
fn line(product: &ProductSummary) -> String {
    let limits = product.tiers.iter().map(|tier| {
        let limits = [tier.rate_limit.map(|limit| limit.to_string()), tier.quota.map(|quota| quota.to_string())];
        let limits: Vec<String> = limits.into_iter().flatten().collect();
        if limits.is_empty() { tier.name.clone() } else { format!("{} ({})", tier.name, limits.join(", ")) }
    });
    let apis = if product.apis == 1 { "1 API".to_owned() } else { format!("{} APIs", product.apis) };
    let state = if product.published { "published" } else { "draft" };
    let tiers = limits.collect::<Vec<_>>().join("; ");
    [product.id.as_str(), &product.name, state, &apis, &tiers].join("\t")
}

fn rate_limit(text: &str) -> Result<RateLimit, &'static str> {
    text.parse().map_err(|_| "a number of calls and a time of at most a day were expected, such as 5/1m")
}

fn quota(text: &str) -> Result<Quota, &'static str> {
    text.parse().map_err(|_| "an amount and a time of at most 366 days were expected, such as 100/7d or 500KB/7d")
}
