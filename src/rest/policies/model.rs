//! Policies as programs see them.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::kernel::{ApiError, FieldError, Message};
use crate::platform::AppError;
use crate::policies::model::{Placed, PolicySet};
use crate::policies::server::strict::{self, NotAPolicy};

/// The policies of a scope. In each section they act in this order.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct Policies {
    /// Each says which one it is, where it stands and what it is told. One with the id of a policy that is there goes on
    /// counting where that one stood.
    #[schema(
        value_type = Vec<Object>,
        max_items = 100,
        example = json!([{"section": "inbound", "kind": "rate-limit", "calls": 5, "seconds": 60}])
    )]
    policies: Vec<Value>,
}

impl Policies {
    /// What a program sees of `set`.
    ///
    /// # Errors
    /// When a policy cannot be written.
    pub(super) fn of(set: &PolicySet) -> Result<Self, AppError> {
        let written = set.policies.iter().map(serde_json::to_value).collect::<Result<_, _>>();
        Ok(Self { policies: written.map_err(|error| AppError::Unexpected(error.to_string()))? })
    }

    /// What the program has sent.
    ///
    /// # Errors
    /// `Invalid` at those that cannot be understood.
    pub(super) fn read(self) -> Result<Vec<Placed>, ApiError> {
        let mut fields = Vec::new();
        let mut policies = Vec::new();
        for (at, policy) in self.policies.into_iter().enumerate() {
            match strict::read(policy) {
                Ok(placed) => policies.push(placed),
                Err(NotAPolicy::UnknownField { field, known }) => fields.push(FieldError {
                    field: format!("policies.{at}.{field}"),
                    message: Message::NotOneOf { allowed: known },
                }),
                Err(NotAPolicy::Unreadable(reason)) => {
                    fields
                        .push(FieldError { field: format!("policies.{at}"), message: Message::Unreadable { reason } });
                }
            }
        }
        if fields.is_empty() { Ok(policies) } else { Err(ApiError::Invalid { fields }) }
    }
}
