//! The subscription with which a call goes through the gateway.

use crate::catalog::model::Location;
use crate::console::model::ConsoleRequest;
use crate::kernel::ids::SubscriptionId;

/// What stands in code samples in place of a key, which the browser does not have.
const PLACEHOLDER: &str = "YOUR-SUBSCRIPTION-KEY";

/// The subscription that is chosen, and where its calls go.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ChosenSubscription {
    /// Its id.
    pub id: SubscriptionId,
    /// The API's address on the gateway.
    pub base_url: String,
    /// What names the API's version besides.
    pub version: Option<(Location, String, String)>,
    /// The header in which clients send the key.
    pub key_header: String,
}

impl ChosenSubscription {
    /// `call` with what names the API's version.
    pub fn with_version(&self, mut call: ConsoleRequest) -> ConsoleRequest {
        match self.version.clone() {
            Some((Location::Header, name, label)) => call.headers.push((name, label)),
            Some((_, name, label)) => call.query.push((name, label)),
            None => {}
        }
        call
    }

    /// The call as a client program makes it: with a key.
    pub fn with_key(&self, call: ConsoleRequest) -> ConsoleRequest {
        let mut call = self.with_version(call);
        call.headers.push((self.key_header.clone(), PLACEHOLDER.to_owned()));
        call
    }
}
