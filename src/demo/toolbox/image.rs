//! A picture: a loggia before an evening sky.

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

use super::png;
use crate::demo::error::ServiceError;

/// The picture's size in pixels.
const WIDTH: u32 = 320;
const HEIGHT: u32 = 160;

/// The distance between two arches, the radius of an arch, where its curve ends and where the floor begins.
const BAY: u32 = 80;
const RADIUS: u32 = 31;
const SPRING: u32 = 60;
const FLOOR: u32 = 140;

pub(super) async fn image() -> Result<impl IntoResponse, ServiceError> {
    let png = png::encode(WIDTH, HEIGHT, pixel).map_err(|_| ServiceError::internal())?;
    Ok(([(CONTENT_TYPE, "image/png")], png))
}

fn pixel(x: u32, y: u32) -> [u8; 3] {
    let aside = (x % BAY).abs_diff(BAY / 2);
    let above = SPRING.saturating_sub(y);
    let is_open = y < FLOOR && aside * aside + above * above < RADIUS * RADIUS;
    if is_open { sky(y) } else { wall(y) }
}

fn sky(y: u32) -> [u8; 3] {
    let fade = |top: u32, bottom: u32| u8::try_from((top * (FLOOR - y) + bottom * y) / FLOOR).unwrap_or(u8::MAX);
    [fade(60, 255), fade(80, 190), fade(160, 120)]
}

const fn wall(y: u32) -> [u8; 3] {
    if y < FLOOR { [226, 208, 184] } else { [150, 110, 84] }
}
