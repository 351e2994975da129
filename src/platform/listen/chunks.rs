//! Following a chunked body (RFC 9112 section 7.1) to its end, without keeping any of it. Whatever passes here passes
//! `hyper`'s decoder with the same boundaries; white space in chunk sizes and bare line feeds do not.

use axum::http::StatusCode;

use super::head::Refusal;

/// Where in the body the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chunks {
    /// In a chunk's size, after this many digits.
    Size { size: u64, digits: u8 },
    /// In a chunk's extensions, which mean nothing to us.
    Extension { size: u64 },
    /// At the LF of the size's line.
    SizeEnd { size: u64 },
    /// In a chunk's data, with this much still to come.
    Data { left: u64 },
    /// At the CR after the data.
    DataCr,
    /// At the LF after the data.
    DataLf,
    /// At the start of a trailer's line, after this many bytes of trailers.
    Line { trailers: usize },
    /// Within a trailer's line.
    Trailer { trailers: usize },
    /// At the LF of a trailer's line.
    TrailerEnd { trailers: usize },
    /// At the LF of the last, empty line.
    LastLf,
    /// Behind the body.
    Done,
}

/// Sixteen hexadecimal digits are 64 bits; one less, and no sum of ours can overflow.
const DIGITS: u8 = 15;

impl Chunks {
    pub(super) const START: Self = Self::Size { size: 0, digits: 0 };

    /// Goes on by as many of `bytes` as belong to the body and are in order, and tells how many; the refusal comes when
    /// the very first is not.
    pub(super) fn follow(&mut self, bytes: &[u8], most_trailers: usize) -> Result<usize, Refusal> {
        let mut done = 0;
        while let Some(&byte) = bytes.get(done) {
            if let Self::Data { left } = *self {
                let step = left.min((bytes.len() - done) as u64);
                *self = if step == left { Self::DataCr } else { Self::Data { left: left - step } };
                done += usize::try_from(step).unwrap_or_default();
                continue;
            }
            match self.after(byte, most_trailers) {
                Ok(Self::Done) => {
                    *self = Self::Done;
                    return Ok(done + 1);
                }
                Ok(next) => *self = next,
                Err(refusal) if done == 0 => return Err(refusal),
                Err(_) => return Ok(done),
            }
            done += 1;
        }
        Ok(done)
    }

    fn after(self, byte: u8, most_trailers: usize) -> Result<Self, Refusal> {
        Ok(match (self, byte) {
            (Self::Size { size, digits }, _) if byte.is_ascii_hexdigit() && digits < DIGITS => {
                let digit = char::from(byte).to_digit(16).unwrap_or_default();
                Self::Size { size: size * 16 + u64::from(digit), digits: digits + 1 }
            }
            (Self::Size { size, digits: 1.. } | Self::Extension { size }, b'\r') => Self::SizeEnd { size },
            (Self::Size { size, digits: 1.. }, b';') => Self::Extension { size },
            (Self::Extension { size }, _) if byte != b'\n' => Self::Extension { size },
            (Self::SizeEnd { size: 0 }, b'\n') => Self::Line { trailers: 0 },
            (Self::SizeEnd { size }, b'\n') => Self::Data { left: size },
            (Self::DataCr, b'\r') => Self::DataLf,
            (Self::DataLf, b'\n') => Self::START,
            (Self::Line { .. }, b'\r') => Self::LastLf,
            (Self::Line { trailers } | Self::Trailer { trailers }, _) if trailers >= most_trailers => {
                return Err(Refusal::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "too many trailers"));
            }
            (Self::Trailer { trailers }, b'\r') => Self::TrailerEnd { trailers: trailers + 1 },
            (Self::Line { trailers } | Self::Trailer { trailers }, _) if byte != b'\n' => {
                Self::Trailer { trailers: trailers + 1 }
            }
            (Self::TrailerEnd { trailers }, b'\n') => Self::Line { trailers: trailers + 1 },
            (Self::LastLf, b'\n') => Self::Done,
            _ => return Err(Refusal::bad("a malformed chunk")),
        })
    }
}
