//! An answer that takes its time.

use std::time::Duration;

use axum::Json;
use serde_json::{Value, json};

use crate::demo::arguments::Arguments;
use crate::demo::error::ServiceError;

pub(super) async fn delay(arguments: Arguments) -> Result<Json<Value>, ServiceError> {
    let seconds = arguments.path_number("seconds", 0.0..=60.0_f64)?;
    tokio::time::sleep(Duration::from_secs_f64(seconds)).await;
    Ok(Json(json!({ "delayed_seconds": seconds })))
}
