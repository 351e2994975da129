//! How a parameter's value becomes text of a request (OpenAPI 3.1, Parameter Object, *Style Values*).

use crate::catalog::model::{Location, Parameter};
use crate::catalog::template::Encoded;

/// A parameter's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// One text.
    Text(String),
    /// Several.
    Items(Vec<String>),
    /// Several with names.
    Members(Vec<(String, String)>),
}

impl Value {
    /// The texts with whatever separates names from values in `pairs` and nothing else decided yet.
    fn pieces(&self, between: &str) -> Vec<Encoded> {
        match self {
            Self::Text(text) => vec![Encoded::of(text)],
            Self::Items(items) => items.iter().map(|item| Encoded::of(item)).collect(),
            Self::Members(members) => members
                .iter()
                .map(|(name, value)| Encoded::joined([Encoded::of(name), Encoded::of(value)], between))
                .collect(),
        }
    }
}

/// Whether each of several values stands by itself.
fn explodes(parameter: &Parameter) -> bool {
    let in_pairs = matches!(parameter.location, Location::Query | Location::Cookie);
    parameter.explode.unwrap_or(in_pairs && matches!(parameter.style.as_str(), "" | "form" | "deepObject" | "cookie"))
}

/// What stands in the path in the parameter's place.
pub(super) fn in_path(parameter: &Parameter, value: &Value) -> Encoded {
    let explode = explodes(parameter);
    let pieces = value.pieces(if explode { "=" } else { "," });
    match parameter.style.as_str() {
        "label" => Encoded::joined(pieces, if explode { "." } else { "," }).behind("."),
        "matrix" => {
            let name = Encoded::of(&parameter.name);
            let named = |value: Encoded| match value.is_empty() {
                true => name.clone(),
                false => Encoded::joined([name.clone(), value], "="),
            };
            match value {
                Value::Members(_) if explode => Encoded::joined(pieces, ";").behind(";"),
                Value::Items(_) if explode => Encoded::joined(pieces.into_iter().map(named), ";").behind(";"),
                _ => named(Encoded::joined(pieces, ",")).behind(";"),
            }
        }
        _ => Encoded::joined(pieces, ","),
    }
}

/// The pairs of the query.
pub(super) fn in_query(parameter: &Parameter, value: &Value) -> Vec<(Encoded, Encoded)> {
    let name = Encoded::of(&parameter.name);
    match value {
        Value::Members(members) if parameter.style == "deepObject" => {
            let below = |member: &str| Encoded::of(&format!("{}[{member}]", parameter.name));
            members.iter().map(|(member, value)| (below(member), Encoded::of(value))).collect()
        }
        Value::Members(members) if explodes(parameter) => {
            members.iter().map(|(member, value)| (Encoded::of(member), Encoded::of(value))).collect()
        }
        Value::Items(_) if explodes(parameter) => {
            value.pieces("").into_iter().map(|item| (name.clone(), item)).collect()
        }
        value => vec![(name, Encoded::joined(value.pieces(separator(parameter)), separator(parameter)))],
    }
}

/// What stands in a template's pair `name={parameter}` in the parameter's place.
pub(super) fn in_template(parameter: &Parameter, value: &Value, name: &str) -> Encoded {
    let again = format!("&{}=", Encoded::of(name).as_str());
    let separator = match value {
        Value::Items(_) if explodes(parameter) => &again,
        _ => separator(parameter),
    };
    Encoded::joined(value.pieces(separator), separator)
}

/// The value of a header.
pub(super) fn in_header(parameter: &Parameter, value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Items(items) => items.join(","),
        Value::Members(members) => {
            let between = if explodes(parameter) { "=" } else { "," };
            members.iter().map(|(name, value)| format!("{name}{between}{value}")).collect::<Vec<_>>().join(",")
        }
    }
}

/// The pairs of the header `Cookie`. What a cookie cannot hold is percent-encoded (RFC 6265 section 4.1.1).
pub(super) fn in_cookie(parameter: &Parameter, value: &Value) -> Vec<String> {
    let pair = |name: &str, value: &str| format!("{name}={}", cookie_value(value));
    match value {
        Value::Items(items) if explodes(parameter) => items.iter().map(|item| pair(&parameter.name, item)).collect(),
        Value::Members(members) if explodes(parameter) => {
            members.iter().map(|(name, value)| pair(name, value)).collect()
        }
        Value::Text(text) => vec![pair(&parameter.name, text)],
        value => vec![format!("{}={}", parameter.name, Encoded::joined(value.pieces(","), ",").as_str())],
    }
}

fn cookie_value(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut value, character| {
        match character {
            ' ' | ';' | '"' | ',' | '\\' => value.push_str(Encoded::of(character.encode_utf8(&mut [0; 4])).as_str()),
            c => value.push(c),
        }
        value
    })
}

/// What separates several values in one pair of the query, encoded.
fn separator(parameter: &Parameter) -> &'static str {
    match parameter.style.as_str() {
        "spaceDelimited" => "%20",
        "pipeDelimited" => "%7C",
        "tabDelimited" => "%09",
        _ => ",",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(location: Location, style: &str, explode: Option<bool>) -> Parameter {
        Parameter { name: "color".to_owned(), location, style: style.to_owned(), explode, ..Parameter::default() }
    }

    fn values() -> [Value; 3] {
        let owned = |text: &str| text.to_owned();
        let items = ["blue", "black"].map(owned).to_vec();
        let members = [("R", "100"), ("G", "20 0")].map(|(name, value)| (owned(name), owned(value))).to_vec();
        [Value::Text(owned("blue")), Value::Items(items), Value::Members(members)]
    }

    #[test]
    fn paths_follow_the_table_of_the_specification() {
        for (style, explode, expected) in [
            ("", None, ["blue", "blue,black", "R,100,G,20%200"]),
            ("simple", Some(true), ["blue", "blue,black", "R=100,G=20%200"]),
            ("label", None, [".blue", ".blue,black", ".R,100,G,20%200"]),
            ("label", Some(true), [".blue", ".blue.black", ".R=100.G=20%200"]),
            ("matrix", None, [";color=blue", ";color=blue,black", ";color=R,100,G,20%200"]),
            ("matrix", Some(true), [";color=blue", ";color=blue;color=black", ";R=100;G=20%200"]),
        ] {
            let parameter = parameter(Location::Path, style, explode);
            let found = values().map(|value| in_path(&parameter, &value).as_str().to_owned());
            assert_eq!(found, expected, "{style} {explode:?}");
        }
    }

    #[test]
    fn queries_follow_the_table_of_the_specification() {
        for (style, explode, expected) in [
            ("", None, ["color=blue", "color=blue&color=black", "R=100&G=20%200"]),
            ("form", Some(false), ["color=blue", "color=blue,black", "color=R,100,G,20%200"]),
            ("spaceDelimited", None, ["color=blue", "color=blue%20black", "color=R%20100%20G%2020%200"]),
            ("pipeDelimited", None, ["color=blue", "color=blue%7Cblack", "color=R%7C100%7CG%7C20%200"]),
            ("pipeDelimited", Some(true), ["color=blue", "color=blue&color=black", "R=100&G=20%200"]),
            ("deepObject", None, ["color=blue", "color=blue&color=black", "color%5BR%5D=100&color%5BG%5D=20%200"]),
        ] {
            let parameter = parameter(Location::Query, style, explode);
            let found = values().map(|value| {
                let pairs = in_query(&parameter, &value);
                pairs
                    .iter()
                    .map(|(name, value)| format!("{}={}", name.as_str(), value.as_str()))
                    .collect::<Vec<_>>()
                    .join("&")
            });
            assert_eq!(found, expected, "{style} {explode:?}");
        }
        let exploded = in_template(&parameter(Location::Query, "", None), &values()[1], "the color");
        assert_eq!(exploded.as_str(), "blue&the%20color=black");
    }

    #[test]
    fn headers_and_cookies_are_not_encoded_further_than_they_must_be() {
        for (explode, expected) in
            [(None, ["blue", "blue,black", "R,100,G,20 0"]), (Some(true), ["blue", "blue,black", "R=100,G=20 0"])]
        {
            let parameter = parameter(Location::Header, "", explode);
            assert_eq!(values().map(|value| in_header(&parameter, &value)), expected);
        }
        let cookies =
            |explode| values().map(|value| in_cookie(&parameter(Location::Cookie, "", explode), &value).join("; "));
        assert_eq!(cookies(None), ["color=blue", "color=blue; color=black", "R=100; G=20%200"]);
        assert_eq!(cookies(Some(false)), ["color=blue", "color=blue,black", "color=R,100,G,20%200"]);
    }
}
