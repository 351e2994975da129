//! `rewrite-uri`: another path of the backend, made of the operation's parameters.

use super::call::Target;
use super::query;
use super::stop::Refusal;
use crate::catalog::template::{Encoded, PairValue, UrlTemplate};
use crate::kernel::Message;
use crate::policies::model::RewriteUri;
use axum::http::StatusCode;

/// A compiled template.
#[derive(Clone, Debug)]
pub struct Rewrite {
    template: UrlTemplate,
    copies_query: bool,
}

impl Rewrite {
    /// `None` when the template is not in order.
    pub(super) fn compile(rewrite: &RewriteUri) -> Option<Self> {
        Some(Self { template: UrlTemplate::parse(&rewrite.template).ok()?, copies_query: rewrite.copy_query })
    }

    /// Where a call goes instead of `target`, whose operation has the template `operation` and these values in its path.
    /// Values are percent-encoded and no segment can be `.` or `..`, so it stays below the backend's own address.
    pub(super) fn apply(
        &self,
        operation: &str,
        path_values: &[(String, String)],
        target: &Target,
    ) -> Result<Target, Refusal> {
        let unreadable = |_| Refusal::broken("The operation's URL template cannot be read.");
        let operation = UrlTemplate::parse(operation).map_err(unreadable)?;
        let mut values: Vec<(String, Encoded)> =
            path_values.iter().map(|(name, value)| (name.clone(), Encoded::of(value))).collect();
        let mut consumed = Vec::new();
        for pair in operation.query().unwrap_or_default() {
            if let PairValue::Parameter(name) = pair.value
                && let Some(value) = query::value(&target.query, &pair.name)
            {
                values.push((name.to_owned(), Encoded::of(&value)));
            }
            consumed.push(pair.name);
        }
        let known = operation.parameters();
        if let Some(unknown) =
            self.template.parameters().iter().find(|one| known.iter().all(|known| known.name != one.name))
        {
            let name = &unknown.name;
            return Err(Refusal::broken(format!(
                "A policy of this API asks for the parameter {name}, which the operation does not have."
            )));
        }
        let value = |name: &str| values.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        let expanded = self.template.expand(value).map_err(|errors| {
            let message = match errors.first() {
                Some(error) if error.message == Message::DotSegment => {
                    format!("The parameter {} cannot be a dot segment.", error.field)
                }
                Some(error) => format!("The parameter {} is missing.", error.field),
                None => "A parameter is missing.".to_owned(),
            };
            Refusal::new(StatusCode::BAD_REQUEST, message)
        })?;
        let mut query = expanded.query.unwrap_or_default();
        if self.copies_query {
            let named: Vec<String> = query::pairs(&query).map(|(name, _)| name).collect();
            for (name, pair) in query::pairs(&target.query) {
                if !consumed.contains(&name) && !named.contains(&name) {
                    if !query.is_empty() {
                        query.push('&');
                    }
                    query.push_str(pair);
                }
            }
        }
        Ok(Target { path: expanded.path, query })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::*;

    const OPERATION: &str = "/pets/{id}/toys/{toy}?api-version={v}&all={all}";

    fn rewritten(template: &str, copy_query: bool, values: &[(&str, &str)], query: &str) -> Result<String, Refusal> {
        let rewrite = Rewrite::compile(&RewriteUri { template: template.to_owned(), copy_query }).unwrap();
        let values: Vec<_> = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let target = Target { path: "/before".to_owned(), query: query.to_owned() };
        let target = rewrite.apply(OPERATION, &values, &target)?;
        Ok(if target.query.is_empty() { target.path } else { format!("{}?{}", target.path, target.query) })
    }

    #[test]
    fn a_path_is_made_of_the_operations_parameters() {
        let values = [("id", "a/b c"), ("toy", "7")];
        for (template, copies, query, expected) in [
            ("/v2/{toy}", false, "x=1", "/v2/7"),
            ("/v2/{id}", true, "x=%2f&y&api-version=2", "/v2/a%2Fb%20c?x=%2f&y"),
            ("/v2?version={v}", true, "api-version=2.0&x=1", "/v2?version=2.0&x=1"),
            ("/v2?version={v}&x=fixed", true, "x=1", "/v2?x=fixed"),
            ("/", true, "", "/"),
        ] {
            assert_eq!(rewritten(template, copies, &values, query).as_deref(), Ok(expected), "{template} {query}");
        }
        assert_eq!(rewritten("/{nobody}", false, &values, "").unwrap_err().status, 500);
        assert_eq!(rewritten("/{v}", false, &values, "").unwrap_err().status, 400);
        for dots in [".", "..", "%2e%2E", "%252e."] {
            assert_eq!(rewritten("/{id}/x", false, &[("id", dots)], "").unwrap_err().status, 400, "{dots}");
        }
    }

    proptest! {
        #[test]
        fn it_never_leaves_the_backends_own_path(id in "\\PC{1,12}", toy in "[./\\\\%2eEfF;:@?#]{1,8}", v in "\\PC{0,6}") {
            let query = format!("api-version={}", crate::paths::encode(&v));
            let Ok(path) = rewritten("/in/{id}/{toy}?v={v}", true, &[("id", &id), ("toy", &toy)], &query) else {
                return Ok(());
            };
            let url = Url::parse(&format!("http://backend.test/base{path}")).unwrap();
            prop_assert!(url.path().starts_with("/base/in/"), "{}", url);
            prop_assert_eq!(url.path_segments().unwrap().count(), 4, "{}", url);
            prop_assert_eq!(url.host_str(), Some("backend.test"));
            prop_assert_eq!(url.fragment(), None);
        }
    }
}
