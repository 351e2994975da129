//! Changes of parts: JSON Merge Patch (RFC 7396).

use axum::http::HeaderMap;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Problem, json};
use crate::platform::AppError;

/// The media type.
pub const MEDIA_TYPE: &str = "application/merge-patch+json";

/// The fields of `resource` with what `body` says of some of them: the same as a PUT would send. What is `null` is left out,
/// and so gets its default. Of `made`, which the portal itself says of it, nothing can be changed.
///
/// # Errors
/// 415 when it was not sent as a merge patch; 400 when it is none, or would make something else than what is expected.
pub fn patched<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: &[u8],
    resource: &impl Serialize,
    made: &[&str],
) -> Result<T, Problem> {
    if json::media_type(headers) != MEDIA_TYPE {
        return Err(json::unsupported(MEDIA_TYPE));
    }
    let patch: Map<String, Value> = json::object(body)?;
    let fields = serde_json::to_value(resource).map_err(|error| AppError::Unexpected(error.to_string()))?;
    let Value::Object(mut fields) = fields else { return Err(AppError::Unexpected("a field".to_owned()).into()) };
    fields.retain(|name, _| !made.contains(&name.as_str()));
    merge(&mut fields, patch);
    serde_json::from_value(Value::Object(fields)).map_err(|error| json::not_understood(&error))
}

/// `MergePatch` of RFC 7396 section 2, of two objects. A body's depth is limited, so it comes to an end.
fn merge(target: &mut Map<String, Value>, patch: Map<String, Value>) {
    for (name, value) in patch {
        match value {
            Value::Null => drop(target.remove(&name)),
            Value::Object(patch) => {
                let mut fields = match target.remove(&name) {
                    Some(Value::Object(fields)) => fields,
                    _ => Map::new(),
                };
                merge(&mut fields, patch);
                target.insert(name, Value::Object(fields));
            }
            value => drop(target.insert(name, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The examples of RFC 7396, appendix A, as far as they are about objects.
    #[test]
    fn objects_are_merged_as_the_standard_says() {
        for (target, patch, merged) in [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b"}), json!({"b": "c"}), json!({"a": "b", "b": "c"})),
            (json!({"a": "b"}), json!({"a": null}), json!({})),
            (json!({"a": "b", "b": "c"}), json!({"a": null}), json!({"b": "c"})),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "c"}), json!({"a": ["b"]}), json!({"a": ["b"]})),
            (json!({"a": {"b": "c"}}), json!({"a": {"b": "d", "c": null}}), json!({"a": {"b": "d"}})),
            (json!({"a": [{"b": "c"}]}), json!({"a": [1]}), json!({"a": [1]})),
            (json!({"e": null}), json!({"a": 1}), json!({"e": null, "a": 1})),
            (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
        ] {
            let (Value::Object(mut fields), Value::Object(patch)) = (target, patch) else { unreachable!() };
            merge(&mut fields, patch);
            assert_eq!(Value::Object(fields), merged);
        }
    }
}
