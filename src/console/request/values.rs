//! Whether a parameter's value is one that its operation takes.

use super::headers;
use crate::catalog::model::{Location, Parameter, ParameterType};
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

/// The value to send, given what was filled in; `None` for one that is left out.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check<'v>(parameter: &Parameter, value: Option<&'v str>) -> Result<Option<&'v str>, Message> {
    let value = match value {
        None | Some("") if is_required(parameter) => return Err(Message::Required),
        None => return Ok(None),
        Some(value) if !parameter.location.is_in_url() => headers::check_value(value)?,
        Some(value) => value,
    };
    if !parameter.allowed.is_empty() {
        if parameter.allowed.iter().any(|allowed| allowed == value) {
            return Ok(Some(value));
        }
        return Err(Message::NotOneOf { allowed: parameter.allowed.join(", ") });
    }
    match parameter.kind {
        ParameterType::Integer if !is_integer(value) => Err(Message::NotAnInteger),
        ParameterType::Number if !is_number(value) => Err(Message::NotANumber),
        ParameterType::Boolean if !matches!(value, "true" | "false") => Err(Message::NotABoolean),
        _ => Ok(Some(value)),
    }
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A decimal number with or without an exponent. `f64` alone would take `inf` and `NaN` as well.
fn is_number(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    text.bytes().all(is_part) && text.parse::<f64>().is_ok()
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
        assert_eq!(check(&optional, Some("")), Ok(Some("")));
        let required = parameter(ParameterType::String, true, &[]);
        assert_eq!(check(&required, None), Err(Message::Required));
        assert_eq!(check(&required, Some("")), Err(Message::Required));
        let path = Parameter { location: Location::Path, ..optional };
        assert_eq!(check(&path, None), Err(Message::Required), "a path cannot do without its parameter");
    }

    #[test]
    fn only_allowed_values_pass() {
        let enumerated = parameter(ParameterType::String, false, &["a", "b"]);
        assert_eq!(check(&enumerated, Some("b")), Ok(Some("b")));
        assert_eq!(check(&enumerated, Some("c")), Err(Message::NotOneOf { allowed: "a, b".to_owned() }));
    }

    #[test]
    fn a_header_s_value_is_one() {
        let header = Parameter { location: Location::Header, ..parameter(ParameterType::String, false, &[]) };
        assert_eq!(check(&header, Some(" a ")), Ok(Some("a")));
        assert_eq!(check(&header, Some("a\r\nb: c")), Err(Message::NotAHeaderValue));
    }
}
