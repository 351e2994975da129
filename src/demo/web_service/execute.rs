//! RRS Execute: the request/response service, synchronous.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use serde_json::{Map, Value};

use super::access::Access;
use super::body::{check_global_parameters, parse, wrong};
use super::data_table::{Answer, COLUMN};
use crate::demo::arguments::Arguments;
use crate::demo::error::{Detail, ServiceError};

pub(super) async fn execute(
    _: Access,
    arguments: Arguments,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Answer>, ServiceError> {
    let details = match arguments.query("details") {
        Some(text) if text.eq_ignore_ascii_case("true") => true,
        Some(text) if text.eq_ignore_ascii_case("false") => false,
        None => false,
        Some(_) => {
            let detail = Detail::new("ArgumentInvalid", "details", "details must be true or false.");
            return Err(ServiceError::bad_argument(detail));
        }
    };
    let body = parse(&body?)?;
    check_global_parameters(&body).map_err(ServiceError::bad_argument)?;
    let texts = selected(&body)?;
    Ok(Json(Answer::new(texts, details)))
}

/// The answer to a table without the selected column.
pub(in crate::demo) fn column_not_found() -> ServiceError {
    let message = format!("ColumnNames must name the column {COLUMN} exactly once.");
    ServiceError::bad_argument(Detail::new("ColumnNotFound", "Inputs.input1.ColumnNames", message))
}

fn bad(place: impl Into<String>, expected: &str) -> ServiceError {
    ServiceError::bad_argument(wrong(place, expected))
}

/// The texts in the selected column of the table `Inputs.input1`.
fn selected(body: &Map<String, Value>) -> Result<Vec<String>, ServiceError> {
    let inputs = body.get("Inputs").and_then(Value::as_object).ok_or_else(|| bad("Inputs", "a JSON object"))?;
    let table = inputs.get("input1").and_then(Value::as_object);
    let table = table.ok_or_else(|| bad("Inputs.input1", "a JSON object with ColumnNames and Values"))?;
    let names = array(table, "ColumnNames", "an array of column names")?;
    let rows = array(table, "Values", "an array of rows")?;
    if let Some(index) = names.iter().position(|name| !name.is_string()) {
        return Err(bad(format!("Inputs.input1.ColumnNames[{index}]"), "a string"));
    }
    let mut columns = (0..names.len()).filter(|column| names[*column] == COLUMN);
    let (Some(column), None) = (columns.next(), columns.next()) else {
        return Err(column_not_found());
    };
    rows.iter().enumerate().map(|(number, row)| text(row, number, names.len(), column)).collect()
}

fn array<'a>(table: &'a Map<String, Value>, name: &str, expected: &str) -> Result<&'a [Value], ServiceError> {
    let place = || format!("Inputs.input1.{name}");
    table.get(name).and_then(Value::as_array).map(Vec::as_slice).ok_or_else(|| bad(place(), expected))
}

/// The text in `column` of the row `number`, all of whose `width` cells must be good.
fn text(row: &Value, number: usize, width: usize, column: usize) -> Result<String, ServiceError> {
    let place = || format!("Inputs.input1.Values[{number}]");
    let Some(cells) = row.as_array().filter(|cells| cells.len() == width) else {
        return Err(bad(place(), &format!("an array with one value for each of the {width} columns")));
    };
    let is_bad = |cell: &Value| matches!(cell, Value::Null | Value::Array(_) | Value::Object(_));
    if let Some(index) = cells.iter().position(is_bad) {
        return Err(bad(format!("{}[{index}]", place()), "a string, a number or a boolean"));
    }
    Ok(match &cells[column] {
        Value::String(text) => text.clone(),
        scalar => scalar.to_string(),
    })
}
