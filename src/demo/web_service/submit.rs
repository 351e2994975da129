//! BES Submit: a job is made, but not yet started.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use serde_json::{Map, Value};

use super::access::Access;
use super::body::{check_global_parameters, parse, wrong};
use super::storage::Place;
use crate::demo::backend::Backend;
use crate::demo::error::{Detail, ServiceError};

pub(super) async fn submit(
    _: Access,
    State(backend): State<Backend>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<String>, ServiceError> {
    let body = parse(&body?)?;
    check(&body)?;
    let output = body.get("Outputs").and_then(|outputs| outputs.get("output1"));
    Ok(Json(backend.jobs.submit(&Place::of(body.get("Input")), &Place::of(output))))
}

/// Checks that the body names the blob to read and the one to write.
fn check(body: &Map<String, Value>) -> Result<(), ServiceError> {
    let mut wrongs = Vec::new();
    check_blob(body.get("Input"), "Input", &mut wrongs);
    match body.get("Outputs") {
        Some(Value::Object(outputs)) => check_blob(outputs.get("output1"), "Outputs.output1", &mut wrongs),
        _ => wrongs.push(wrong_outputs()),
    }
    wrongs.extend(check_global_parameters(body).err());
    if wrongs.is_empty() { Ok(()) } else { Err(ServiceError::bad_arguments(wrongs)) }
}

/// The answer to a body that does not say where to write.
pub(in crate::demo) fn no_outputs() -> ServiceError {
    ServiceError::bad_argument(wrong_outputs())
}

fn wrong_outputs() -> Detail {
    wrong("Outputs", "a JSON object with output1")
}

fn check_blob(blob: Option<&Value>, place: &str, wrongs: &mut Vec<Detail>) {
    let Some(Value::Object(blob)) = blob else {
        wrongs.push(wrong(place, "a JSON object with ConnectionString and RelativeLocation"));
        return;
    };
    for member in ["ConnectionString", "RelativeLocation"] {
        let is_text = blob.get(member).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty());
        if !is_text {
            wrongs.push(wrong(format!("{place}.{member}"), "a string that is not empty"));
        }
    }
}
