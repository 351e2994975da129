//! What opens the demo's web service. These are no secrets: they stand in the documentation that everybody reads, and
//! they stay the same so that what a visitor copied yesterday works today.

/// The workspace.
pub const WORKSPACE: &str = "322d52744e430fc3436dd420769f6916";

/// The web service in it.
pub const SERVICE: &str = "939fc7a2cfcf714681d57a8d9d6303d8";

/// The API key, sent as `Authorization: Bearer <key>`.
pub const KEY: &str = "hj/lr4nWsmH2/TwRTZGaCh/yYzXwxzSarimduNhgU/tQzJg4zXUEMKGTe18RikCafXRe3wvZjyCqp1XQ7JfHMw==";
