//! `loggia user list`

use clap::Args;
use serde_json::{Value, json};

use crate::cli::failure::Failure;
use crate::cli::{on_data, say};
use crate::identity::model::Account;
use crate::identity::server::Administrator;
use crate::identity::server::people::service::accounts;
use crate::kernel::PageRequest;
use crate::platform::config::Choices;

/// The options.
#[derive(Args, Debug)]
pub struct List {
    /// Prints JSON, for programs
    #[arg(long)]
    json: bool,
    /// Lists the accounts that have this in their e-mail address
    #[arg(long, default_value = "", hide_default_value = true)]
    search: String,
}

impl List {
    pub(super) async fn run(self, choices: Choices) -> Result<(), Failure> {
        on_data(choices, async |state| {
            let mut all = Vec::new();
            for number in 1.. {
                let page = PageRequest::new(number, PageRequest::LARGEST);
                let found = accounts(state, &Administrator::operator(), &self.search, page).await?.accounts;
                let last = found.last();
                all.extend(found.items);
                if number >= last {
                    break;
                }
            }
            if self.json {
                say(&Value::from_iter(all.iter().map(as_json)).to_string());
            } else {
                all.iter().for_each(|account| say(&line(account)));
            }
            Ok(())
        })
        .await
    }
}

fn groups(account: &Account) -> Vec<&str> {
    account.groups.iter().map(|(_, name)| name.as_str()).collect()
}

fn as_json(account: &Account) -> Value {
    json!({
        "id": account.user.id,
        "email": account.user.email,
        "role": account.user.role,
        "state": account.state,
        "created_at": account.created_at.rfc3339(),
        "groups": groups(account),
    })
}

/// Columns with a tab between them.
fn line(account: &Account) -> String {
    let cells = [
        account.user.email.clone(),
        account.user.role.as_str().to_owned(),
        account.state.as_str().to_owned(),
        account.created_at.to_string(),
        groups(account).join(", "),
    ];
    cells.join("\t").trim_end().to_owned()
}
