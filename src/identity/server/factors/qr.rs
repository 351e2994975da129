//! QR codes.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel};

use crate::identity::factors::QrCode;
use crate::platform::AppError;

/// `text` as a QR code, to be read from a screen.
pub(super) fn picture(text: &str) -> Result<QrCode, AppError> {
    let code = qrcode::QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| AppError::Unexpected(format!("a QR code of {} bytes: {error}", text.len())))?;
    let (size, colors) = (code.width(), code.into_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(size).enumerate() {
        // One piece for the dark modules beside one another.
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{x} {y}h{}v1H{x}z", run.len());
            }
            x += run.len();
        }
    }
    Ok(QrCode { size, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_begins_with_a_finder_pattern() {
        let picture = picture("otpauth://totp/x").unwrap();
        assert_eq!(picture.size, 25);
        assert!(picture.path.starts_with("M0 0h7v1H0z"), "{}", picture.path);
        assert!(picture.path.contains("M18 0h7v1H18z"), "{}", picture.path);
    }

    #[test]
    fn what_is_too_long_is_an_error() {
        assert!(super::picture(&"x".repeat(3000)).is_err());
    }
}
