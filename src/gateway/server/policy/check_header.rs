//! `check-header`: asks for a header, and for one of some values.

use axum::http::{HeaderMap, HeaderName, StatusCode};

use super::stop::Refusal;
use crate::policies::model::CheckHeader;

/// A compiled check.
#[derive(Clone, Debug)]
pub struct Check {
    name: HeaderName,
    values: Vec<String>,
    ignore_case: bool,
    refusal: Refusal,
}

impl Check {
    /// `None` when name or status are none.
    pub(super) fn compile(check: &CheckHeader) -> Option<Self> {
        Some(Self {
            name: HeaderName::try_from(check.name.as_str()).ok()?,
            values: check.values.clone(),
            ignore_case: check.ignore_case,
            refusal: Refusal::new(StatusCode::from_u16(check.status).ok()?, check.message.as_str()),
        })
    }

    pub(super) fn check(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let mut found = headers.get_all(&self.name).iter().peekable();
        let is_there = found.peek().is_some();
        // Of several values the backend may take any, so each has to be one of those.
        let is_fine = is_there && (self.values.is_empty() || found.all(|value| self.is_listed(value.as_bytes())));
        if is_fine { Ok(()) } else { Err(self.refusal.clone()) }
    }

    fn is_listed(&self, value: &[u8]) -> bool {
        self.values.iter().any(|listed| {
            if self.ignore_case { value.eq_ignore_ascii_case(listed.as_bytes()) } else { value == listed.as_bytes() }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_has_to_be_there_and_be_as_it_should() {
        for (values, ignore_case, sent, passes) in [
            (vec![], false, vec!["anything"], true),
            (vec![], false, vec![], false),
            (vec!["a", "b"], false, vec!["b"], true),
            (vec!["a", "b"], false, vec!["B"], false),
            (vec!["a", "b"], true, vec!["B"], true),
            (vec!["a", "b"], false, vec!["a", "evil"], false),
            (vec!["a", "b"], false, vec!["a", "b"], true),
            (vec!["a"], false, vec![], false),
        ] {
            let check = Check::compile(&CheckHeader {
                name: "X-Team".to_owned(),
                values: values.iter().map(|value| (*value).to_owned()).collect(),
                ignore_case,
                status: 403,
                message: "No.".to_owned(),
            })
            .unwrap();
            let mut headers = HeaderMap::new();
            for value in &sent {
                headers.append("x-team", value.parse().unwrap());
            }
            let refusal = check.check(&headers).err();
            assert_eq!(refusal.is_none(), passes, "{values:?} {sent:?}");
            assert!(refusal.is_none_or(|refusal| refusal.status == 403 && refusal.message == "No."));
        }
    }
}
