//! A JSON document of any size, made while it is sent.

use std::convert::Infallible;
use std::fmt::Write as _;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::IntoResponse;
use futures_util::stream;

use crate::demo::arguments::Arguments;
use crate::demo::error::ServiceError;

/// How many bytes a line has. It divides a kilobyte, so that any number of kilobytes is a whole number of lines.
const LINE: u64 = 64;

/// How many lines are made at once: 32 KiB.
const CHUNK: u64 = 512;

pub(super) async fn large(arguments: Arguments) -> Result<impl IntoResponse, ServiceError> {
    let kilobytes = arguments.query_number("kilobytes", 1..=32 * 1024_u64, 1024)?;
    let bytes = kilobytes * 1024;
    let lines = bytes / LINE;
    let chunks = (0..lines.div_ceil(CHUNK)).map(move |chunk| chunk * CHUNK..lines.min((chunk + 1) * CHUNK)).map(
        move |numbers| {
            let mut text = String::with_capacity(usize::try_from(CHUNK * LINE).unwrap_or_default());
            numbers.for_each(|number| write_line(&mut text, number, lines));
            Ok::<_, Infallible>(Bytes::from(text))
        },
    );
    let headers = [(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_LENGTH, bytes.to_string())];
    Ok((headers, Body::from_stream(stream::iter(chunks))))
}

/// Writes the line `number` of `lines`: one element of the array, filled up with white space.
fn write_line(text: &mut String, number: u64, lines: u64) {
    let open = if number == 0 { '[' } else { ' ' };
    let close = if number + 1 == lines { ']' } else { ',' };
    let square = number * number;
    let even = number.is_multiple_of(2);
    let _ = writeln!(text, r#"{open}{{"number":{number:>9},"square":{square:>18},"even":{even:>5}}}{close}"#);
}
