//! What tests of policies have in common.

use std::net::SocketAddr;

use loggia::products::model::NewSubscription;
use serde_json::{Value, json};

use crate::gateway::support::{Portal, nobodys};

/// Product, API and operation of a scope.
pub type Place = [&'static str; 3];

pub const API: Place = ["", "pets", ""];

/// A portal whose API needs no key.
pub async fn open(service: SocketAddr) -> Portal {
    Portal::with(service, |_| (), |api| api.subscription_required = false).await
}

pub async fn get(portal: &Portal, query: &str, lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    portal.call("GET", &format!("/pets/api/things/7{query}"), &lines).await
}

/// All values of a header, in their order.
pub fn values(message: &str, name: &str) -> Vec<String> {
    let head = message.split("\r\n\r\n").next().unwrap();
    let lines = head.lines().skip(1).filter_map(|line| line.split_once(": "));
    lines.filter(|(written, _)| written.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned()).collect()
}

pub fn set_header(section: &str, name: &str, value: &str, exists: &str) -> Value {
    json!({"kind": "set-header", "section": section, "name": name, "value": value, "exists": exists})
}

/// A key to every API.
pub async fn key(portal: &Portal) -> String {
    portal.subscribe_as(NewSubscription { all_apis: true, ..nobodys() }).await.0
}
