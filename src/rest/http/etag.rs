//! Entity tags: what a program has seen of a resource, so that it overwrites nothing that it has not.

use axum::http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Problem;
use crate::kernel::ApiError;
use crate::platform::AppError;
use crate::platform::rng::hex;

/// The tag of a resource as it is sent: it changes whenever anything of it does.
pub fn of(resource: &impl Serialize) -> String {
    let text = serde_json::to_vec(resource).unwrap_or_default();
    let hash = hex(&Sha256::digest(text));
    format!("\"{}\"", hash.get(..32).unwrap_or_default())
}

/// What a program has seen of a resource. A service asks inside the transaction that changes it whether it is still so;
/// where it is not, its `Conflict` becomes 412 by [`raced`].
#[derive(Clone, Debug)]
pub struct Seen {
    /// `None` for whatever it is.
    tag: Option<String>,
}

impl Seen {
    /// A resource as it was read, and nothing else.
    pub fn of(resource: &impl Serialize) -> Self {
        Self { tag: Some(of(resource)) }
    }

    /// Whether `resource` is still so.
    pub fn is_still(&self, resource: &impl Serialize) -> bool {
        self.tag.as_ref().is_none_or(|tag| *tag == of(resource))
    }
}

/// Checks that the caller has seen `resource` as it is (RFC 9110 section 13.1.1); for `*` that is whatever it is.
///
/// # Errors
/// 428 without `If-Match`; 412 when none of its tags is this one.
pub fn check(headers: &HeaderMap, resource: &impl Serialize) -> Result<Seen, Problem> {
    let mut given = headers.get_all(header::IF_MATCH).iter().peekable();
    if given.peek().is_none() {
        let detail = "The header If-Match is expected: the ETag of the resource as you have read it.";
        return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, detail));
    }
    let tag = of(resource);
    let tags = given.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).map(str::trim);
    let matching: Vec<&str> = tags.filter(|known| *known == "*" || *known == tag).collect();
    if matching.is_empty() {
        return Err(changed());
    }
    let is_any = matching.contains(&"*");
    Ok(Seen { tag: (!is_any).then_some(tag) })
}

/// The error of a service that found that somebody came in between, which `check` could not see.
pub fn raced(error: AppError) -> Problem {
    match error.into_api() {
        ApiError::Conflict => changed(),
        error => error.into(),
    }
}

fn changed() -> Problem {
    let detail = "Somebody else changed it since you have read it: read it again, and send its new ETag as If-Match.";
    Problem::new(StatusCode::PRECONDITION_FAILED, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_tag_of_what_is_there_matches() {
        let tag = of(&"a");
        for (given, status) in [
            (vec![tag.clone()], None),
            (vec!["*".to_owned()], None),
            (vec![format!("\"x\", {tag}")], None),
            (vec!["\"x\"".to_owned(), tag.clone()], None),
            (vec![], Some(StatusCode::PRECONDITION_REQUIRED)),
            (vec![of(&"b")], Some(StatusCode::PRECONDITION_FAILED)),
            (vec![format!("W/{tag}")], Some(StatusCode::PRECONDITION_FAILED)),
        ] {
            let mut headers = HeaderMap::new();
            for value in &given {
                headers.append(header::IF_MATCH, value.parse().unwrap());
            }
            let answer = check(&headers, &"a")
                .err()
                .map(|problem| axum::response::IntoResponse::into_response(problem).status());
            assert_eq!(answer, status, "{given:?}");
        }
    }
}
