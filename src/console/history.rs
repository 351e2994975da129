//! The calls that somebody made, as their lists show them.

use serde::{Deserialize, Serialize};

use super::kept::KeptRequest;
use crate::kernel::ids::HistoryId;
use crate::kernel::{Failure, Page, Timestamp};

/// How many calls are kept of each person with an account.
pub const KEPT: u32 = 200;
/// How many calls a browser keeps of whoever has none.
pub const KEPT_IN_BROWSER: usize = 50;
/// How much a browser keeps, in bytes; most let a site have five million.
const BROWSER_BYTES: usize = 1_000_000;

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// An answer arrived whole, with this status.
    Answered {
        /// The status code.
        status: u16,
    },
    /// None did.
    Failed {
        /// Why not.
        failure: Failure,
    },
    /// The person stopped it, or left.
    Cancelled,
}

/// A call as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Its id.
    pub id: HistoryId,
    /// When it was made.
    pub called_at: Timestamp,
    /// The operation's HTTP verb.
    pub verb: String,
    /// What readers called the operation then.
    pub display_name: String,
    /// What readers called its API then.
    pub api_title: String,
    /// The API's part of portal addresses.
    pub api: String,
    /// The operation's part of portal addresses.
    pub operation: String,
    /// Whether the API still has this operation.
    pub is_there: bool,
    /// How it ended.
    pub ended: Ended,
    /// How long it took in all, in microseconds.
    pub total: u64,
    /// How many bytes of body were sent.
    pub sent: u64,
    /// How many bytes of body arrived.
    pub received: u64,
}

/// The calls of one operation, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// When the list was made.
    pub now: Timestamp,
    /// The calls.
    pub entries: Vec<HistoryEntry>,
}

/// A page of all calls of somebody, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// When the list was made.
    pub now: Timestamp,
    /// The calls.
    pub page: Page<HistoryEntry>,
}

/// A call that the browser keeps by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowserCall {
    /// What lists show.
    pub entry: HistoryEntry,
    /// The call.
    pub kept: KeptRequest,
}

/// What a browser keeps, from its `text`; nothing when that is none of ours.
#[must_use]
pub fn from_browser(text: &str) -> Vec<BrowserCall> {
    serde_json::from_str(text).unwrap_or_default()
}

/// `calls`, the latest first, as a browser keeps them: those that fit.
#[must_use]
pub fn for_browser(calls: &[BrowserCall]) -> String {
    let mut text = String::from("[");
    for call in calls.iter().take(KEPT_IN_BROWSER) {
        let Ok(json) = serde_json::to_string(call) else { continue };
        if text.len() + json.len() > BROWSER_BYTES {
            // The latest ones matter most, but a single long one need not push all others out.
            continue;
        }
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&json);
    }
    text.push(']');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::kept::keep;
    use crate::console::model::{ConsoleRequest, RequestBody};

    fn call(number: i64, length: usize) -> BrowserCall {
        let body = RequestBody::Text { content_type: String::new(), text: "a".repeat(length) };
        let request = ConsoleRequest {
            operation: "o".to_owned().into(),
            environment: None,
            server: None,
            timeout: None,
            subscription: None,
            follow: None,
            parameters: vec![],
            query: vec![],
            headers: vec![],
            credentials: vec![],
            body: Some(body),
        };
        let entry = HistoryEntry {
            id: number.to_string().into(),
            called_at: Timestamp(number),
            verb: "GET".to_owned(),
            display_name: "O".to_owned(),
            api_title: "A".to_owned(),
            api: "a".to_owned(),
            operation: "o".to_owned(),
            is_there: true,
            ended: Ended::Answered { status: 200 },
            total: 1,
            sent: 0,
            received: 0,
        };
        BrowserCall { entry, kept: keep(&request) }
    }

    #[test]
    fn the_browser_keeps_the_last_ones_that_fit() {
        let calls: Vec<_> = (0..60).rev().map(|number| call(number, 10)).collect();
        assert_eq!(from_browser(&for_browser(&calls)), calls[..KEPT_IN_BROWSER]);

        let long: Vec<_> = (0..6).map(|number| call(number, if number < 5 { 250_000 } else { 10 })).collect();
        let kept = from_browser(&for_browser(&long));
        let numbers: Vec<_> = kept.iter().map(|call| call.entry.called_at.0).collect();
        assert_eq!(numbers, [0, 1, 2, 5]);
        assert!(for_browser(&long).len() <= BROWSER_BYTES + 1);

        for text in ["", "null", "{}", "[1]"] {
            assert_eq!(from_browser(text), [], "{text}");
        }
    }
}
