//! From an address back to the values of a template's parameters.

use super::{Part, Token, UrlTemplate};
use crate::paths::decode;

/// How a path ends as a template says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathMatch<'p> {
    /// What stands before the part that matched.
    pub before: &'p str,
    /// The names and decoded values of the path's parameters.
    pub values: Vec<(String, String)>,
    /// How many segments have no parameter. The more, the closer the match.
    pub fixed: usize,
}

impl UrlTemplate {
    /// Compares the end of `path`, percent-encoded and without query, with the template's path. What the service's own
    /// address adds in front does not matter.
    #[must_use]
    pub fn match_end<'p>(&self, path: &'p str) -> Option<PathMatch<'p>> {
        let mut found = PathMatch { before: path, values: Vec::new(), fixed: 0 };
        for part in self.segments.iter().rev() {
            let (before, segment) = found.before.rsplit_once('/')?;
            let values = match_segment(part, segment)?;
            found.before = before;
            found.fixed += usize::from(values.is_empty());
            found.values.extend(values);
        }
        Some(found)
    }
}

/// The values of the parameters in `part`, if `segment` can be made of it.
fn match_segment(part: &Part, segment: &str) -> Option<Vec<(String, String)>> {
    let mut values = Vec::new();
    let mut rest = decoded(segment);
    let mut tokens = part.as_slice();
    while let [token, after @ ..] = tokens {
        tokens = after;
        match token {
            Token::Literal(text) => rest = rest.strip_prefix(decoded(text).as_str())?.to_owned(),
            Token::Parameter(name) => {
                // Up to the next fixed text; the last parameter takes all that is left.
                let end = match after {
                    [] => rest.len(),
                    [Token::Literal(text)] => rest.strip_suffix(decoded(text).as_str())?.len(),
                    [Token::Literal(text), ..] => rest.find(decoded(text).as_str())?,
                    [Token::Parameter(_), ..] => rest.chars().next()?.len_utf8(),
                };
                let (value, left) = rest.split_at_checked(end).filter(|(value, _)| !value.is_empty())?;
                values.push((name.clone(), value.to_owned()));
                rest = left.to_owned();
            }
        }
    }
    rest.is_empty().then_some(values)
}

/// A segment's text: unlike in a query, `+` is a plus sign.
fn decoded(text: &str) -> String {
    decode(&text.replace('+', "%2B"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(template: &str, path: &str) -> Option<(String, String)> {
        let found = UrlTemplate::parse(template).unwrap();
        let found = found.match_end(path)?;
        let values: Vec<_> = found.values.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Some((found.before.to_owned(), values.join(" ")))
    }

    #[test]
    fn a_path_is_taken_apart_from_its_end() {
        for (template, path, expected) in [
            ("/pets/{id}", "/pets/7", Some(("", "id=7"))),
            ("/pets/{id}", "/api/v1/pets/a%2Fb%20c+d", Some(("/api/v1", "id=a/b c+d"))),
            ("/pets/{id}", "/pets/", None),
            ("/pets/{id}", "/pets", None),
            ("/pets/{id}", "/cats/7", None),
            ("/pets", "/v1/pets", Some(("/v1", ""))),
            ("/pets", "/mypets", None),
            ("/pets/", "/pets/", Some(("", ""))),
            ("/", "/", Some(("", ""))),
            ("/a%20b/{x}", "/a%20b/%C5%BC", Some(("", "x=ż"))),
            ("/files/{name}.{ext}", "/files/a.tar.gz", Some(("", "name=a ext=tar.gz"))),
            ("/files/{name}.json", "/files/a.json.json", Some(("", "name=a.json"))),
            ("/jobs/{id}:start", "/jobs/x:stop", None),
            ("/{a}{b}", "/xyz", Some(("", "a=x b=yz"))),
        ] {
            // Parameters are found from the last segment to the first.
            let expected = expected.map(|(before, values)| (before.to_owned(), values.to_owned()));
            assert_eq!(values(template, path), expected, "{template} {path}");
        }
        assert_eq!(values("/a/{x}/b/{y}", "/a/1/b/2"), Some((String::new(), "y=2 x=1".to_owned())));
    }
}
