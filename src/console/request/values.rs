//! Whether a parameter's value is one that its operation takes.

use super::headers;
use super::several::{items, members};
use super::style::Value;
use crate::catalog::model::{Location, Parameter, ParameterType};
use crate::console::variables::is_unknown;
use crate::kernel::Message;

/// The name of a parameter's field in complaints, such as `path.workspace`.
#[must_use]
pub fn field(name: &str, location: Location) -> String {
    let place = match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    format!("{place}.{name}")
}

/// Whether a call must have a value for it. A path cannot do without its parameters.
#[must_use]
pub fn is_required(parameter: &Parameter) -> bool {
    parameter.required || parameter.location == Location::Path
}

/// The value to send, given what was filled in; `None` for one that is left out. Of a value that is not known here nobody
/// can say that it is wrong.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check(parameter: &Parameter, value: Option<&str>) -> Result<Option<Value>, Message> {
    let value = match value {
        None | Some("") if is_required(parameter) => return Err(Message::Required),
        None => return Ok(None),
        Some(value) if !parameter.location.is_in_url() => headers::check_value(value)?,
        Some(value) => value,
    };
    let is_open = is_unknown(value);
    let value = match parameter.kind {
        ParameterType::Array => Value::Items(items(value)),
        ParameterType::Object => match members(value) {
            Ok(members) => return Ok(Some(Value::Members(members))),
            Err(_) if is_open => Value::Text(value.to_owned()),
            Err(message) => return Err(message),
        },
        _ => Value::Text(value.to_owned()),
    };
    if is_open {
        return Ok(Some(value));
    }
    let texts = match &value {
        Value::Text(text) => std::slice::from_ref(text),
        Value::Items(items) => items,
        Value::Members(_) => &[],
    };
    if !parameter.allowed.is_empty() {
        if texts.iter().all(|text| parameter.allowed.contains(text)) {
            return Ok(Some(value));
        }
        return Err(Message::NotOneOf { allowed: parameter.allowed.join(", ") });
    }
    let is_wrong = |is_right: fn(&str) -> bool| texts.iter().any(|text| !is_right(text));
    match parameter.kind {
        ParameterType::Integer if is_wrong(is_integer) => Err(Message::NotAnInteger),
        ParameterType::Number if is_wrong(is_number) => Err(Message::NotANumber),
        ParameterType::Boolean if is_wrong(|text| matches!(text, "true" | "false")) => Err(Message::NotABoolean),
        _ => Ok(Some(value)),
    }
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A decimal number with or without an exponent, as Rust reads one, but neither infinite nor NaN. What the standard
/// library reads numbers with is larger than most pages, and only whether it is one counts here.
fn is_number(text: &str) -> bool {
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let mantissa = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let has_digit = !(whole.is_empty() && fraction.is_empty());
    has_digit && are_digits(whole) && are_digits(fraction) && is_integer(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(kind: ParameterType, required: bool, allowed: &[&str]) -> Parameter {
        Parameter {
            name: "p".to_owned(),
            location: Location::Query,
            kind,
            required,
            allowed: allowed.iter().map(|&value| value.to_owned()).collect(),
            ..Parameter::default()
        }
    }

    #[test]
    fn values_have_their_parameter_s_type() {
        use ParameterType::{Boolean, Integer, Number, String};
        for (kind, value, expected) in [
            (String, "", Ok(())),
            (String, "anything\r\n", Ok(())),
            (Integer, "-42", Ok(())),
            (Integer, "123456789012345678901234567890", Ok(())),
            (Integer, "4.2", Err(Message::NotAnInteger)),
            (Integer, "", Err(Message::NotAnInteger)),
            (Integer, "-", Err(Message::NotAnInteger)),
            (Integer, "٤", Err(Message::NotAnInteger)),
            (Number, "-1.5e-3", Ok(())),
            (Number, "+.5E+7", Ok(())),
            (Number, "5.", Ok(())),
            (Number, "1e400", Ok(())),
            (Number, ".", Err(Message::NotANumber)),
            (Number, "", Err(Message::NotANumber)),
            (Number, "-", Err(Message::NotANumber)),
            (Number, "1e", Err(Message::NotANumber)),
            (Number, "1e5e5", Err(Message::NotANumber)),
            (Number, "1.2.3", Err(Message::NotANumber)),
            (Number, "1e2.5", Err(Message::NotANumber)),
            (Number, "--1", Err(Message::NotANumber)),
            (Number, "NaN", Err(Message::NotANumber)),
            (Number, "inf", Err(Message::NotANumber)),
            (Number, "1,5", Err(Message::NotANumber)),
            (Boolean, "true", Ok(())),
            (Boolean, "True", Err(Message::NotABoolean)),
        ] {
            let given = check(&parameter(kind, false, &[]), Some(value));
            assert_eq!(given.map(|_| ()), expected, "{kind:?} {value:?}");
        }
    }

    #[test]
    fn required_values_are_filled_in_and_optional_ones_may_be_left_out_or_empty() {
        let optional = parameter(ParameterType::String, false, &[]);
        assert_eq!(check(&optional, None), Ok(None));
        assert_eq!(check(&optional, Some("")), Ok(Some(Value::Text(String::new()))));
        let required = parameter(ParameterType::String, true, &[]);
        assert_eq!(check(&required, None), Err(Message::Required));
        assert_eq!(check(&required, Some("")), Err(Message::Required));
        let path = Parameter { location: Location::Path, ..optional };
        assert_eq!(check(&path, None), Err(Message::Required), "a path cannot do without its parameter");
    }

    #[test]
    fn only_allowed_values_pass() {
        let enumerated = parameter(ParameterType::String, false, &["a", "b"]);
        assert_eq!(check(&enumerated, Some("b")), Ok(Some(Value::Text("b".to_owned()))));
        assert_eq!(check(&enumerated, Some("c")), Err(Message::NotOneOf { allowed: "a, b".to_owned() }));
    }

    #[test]
    fn several_values_are_typed_with_commas_or_as_json() {
        let listed = parameter(ParameterType::Array, false, &[]);
        let of = |items: &[&str]| Ok(Some(Value::Items(items.iter().map(|&item| item.to_owned()).collect())));
        for (text, expected) in [
            ("a, b", of(&["a", "b"])),
            ("", of(&[""])),
            ("[a", of(&["[a"])),
            (r#"["a,b", 1, true, {"c": 2}]"#, of(&["a,b", "1", "true", r#"{"c":2}"#])),
            ("[]", of(&[])),
        ] {
            assert_eq!(check(&listed, Some(text)), expected, "{text}");
        }
        let enumerated = parameter(ParameterType::Array, false, &["a", "b"]);
        assert_eq!(check(&enumerated, Some("b,a")), of(&["b", "a"]));
        assert_eq!(check(&enumerated, Some("a,c")), Err(Message::NotOneOf { allowed: "a, b".to_owned() }));
    }

    #[test]
    fn named_values_are_typed_as_pairs_or_as_json() {
        let named = parameter(ParameterType::Object, false, &[]);
        let expected =
            Ok(Some(Value::Members(vec![("a".to_owned(), "1".to_owned()), ("b".to_owned(), "x y".to_owned())])));
        assert_eq!(check(&named, Some("a=1, b=x y")), expected);
        assert_eq!(check(&named, Some(r#"{"a": 1, "b": "x y"}"#)), expected);
        assert_eq!(check(&named, Some("a")), Err(Message::NotNamedValues));
    }

    #[test]
    fn what_is_not_known_is_not_wrong() {
        let hidden = crate::console::variables::unknown("key");
        let text = Ok(Some(Value::Text(hidden.clone())));
        for kind in [ParameterType::Integer, ParameterType::Boolean, ParameterType::Object] {
            assert_eq!(check(&parameter(kind, true, &[]), Some(&hidden)), text, "{kind:?}");
        }
        assert_eq!(check(&parameter(ParameterType::String, true, &["a"]), Some(&hidden)), text);
    }

    #[test]
    fn a_header_s_value_is_one() {
        let header = Parameter { location: Location::Header, ..parameter(ParameterType::String, false, &[]) };
        assert_eq!(check(&header, Some(" a ")), Ok(Some(Value::Text("a".to_owned()))));
        assert_eq!(check(&header, Some("a\r\nb: c")), Err(Message::NotAHeaderValue));
    }
}
