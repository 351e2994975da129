//! Taking the content coding off a body, so that it can be shown.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use async_compression::codecs::zstd::params::DParameter;
use async_compression::tokio::bufread::{BrotliDecoder, DeflateDecoder, GzipDecoder, ZlibDecoder, ZstdDecoder};
use axum::http::{HeaderMap, header};
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncRead, ReadBuf};

/// The largest window that a zstd body may ask us to hold, as a power of two (RFC 9659: 8 MiB).
const ZSTD_WINDOW: u32 = 23;

/// The content coding of a body (RFC 9110 section 8.4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// None.
    Identity,
    /// `gzip`.
    Gzip,
    /// `br`.
    Brotli,
    /// `deflate`: zlib, or without its frame, as some servers have it.
    Deflate,
    /// `zstd`.
    Zstd,
    /// One that we do not know, or several.
    Unknown,
}

impl Coding {
    /// The coding that `headers` name.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let mut codings = headers
            .get_all(header::CONTENT_ENCODING)
            .iter()
            .flat_map(|value| value.as_bytes().split(|&byte| byte == b','))
            .map(|coding| coding.trim_ascii().to_ascii_lowercase())
            .filter(|coding| !coding.is_empty() && coding != b"identity");
        match (codings.next().as_deref(), codings.next()) {
            (None, _) => Self::Identity,
            (Some(b"gzip" | b"x-gzip"), None) => Self::Gzip,
            (Some(b"br"), None) => Self::Brotli,
            (Some(b"deflate"), None) => Self::Deflate,
            (Some(b"zstd"), None) => Self::Zstd,
            _ => Self::Unknown,
        }
    }

    /// A reader of what `body` is without its coding; a plain one when `body` shows at once that it has none.
    ///
    /// # Errors
    /// When the first bytes of `body` cannot be read.
    pub(super) async fn decode<R: AsyncBufRead + Unpin>(self, mut body: R) -> io::Result<Decoded<R>> {
        Ok(match self {
            Self::Identity | Self::Unknown => Decoded::Plain(body),
            Self::Gzip => {
                let mut decoder = GzipDecoder::new(body);
                decoder.multiple_members(true);
                Decoded::Gzip(decoder)
            }
            Self::Brotli => Decoded::Brotli(Box::new(BrotliDecoder::new(body))),
            Self::Deflate => match body.fill_buf().await? {
                beginning if is_zlib(beginning) => Decoded::Zlib(ZlibDecoder::new(body)),
                // Without a frame nearly every text is the beginning of something.
                beginning if std::str::from_utf8(beginning).is_ok() && !beginning.is_empty() => Decoded::Plain(body),
                _ => Decoded::Deflate(DeflateDecoder::new(body)),
            },
            Self::Zstd => {
                let mut decoder = ZstdDecoder::with_params(body, &[DParameter::window_log_max(ZSTD_WINDOW)]);
                decoder.multiple_members(true);
                Decoded::Zstd(decoder)
            }
        })
    }
}

/// Whether `bytes` begin as RFC 1950 section 2.2 has it.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..] if method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]) % 31 == 0)
}

/// A body without its coding.
pub(super) enum Decoded<R> {
    Plain(R),
    Gzip(GzipDecoder<R>),
    Brotli(Box<BrotliDecoder<R>>),
    Zlib(ZlibDecoder<R>),
    Deflate(DeflateDecoder<R>),
    Zstd(ZstdDecoder<R>),
}

impl<R> Decoded<R> {
    /// The body with its coding.
    pub(super) fn into_inner(self) -> R
    where
        R: AsyncBufRead,
    {
        match self {
            Self::Plain(body) => body,
            Self::Gzip(decoder) => decoder.into_inner(),
            Self::Brotli(decoder) => decoder.into_inner(),
            Self::Zlib(decoder) => decoder.into_inner(),
            Self::Deflate(decoder) => decoder.into_inner(),
            Self::Zstd(decoder) => decoder.into_inner(),
        }
    }
}

impl<R: AsyncBufRead + Unpin> AsyncRead for Decoded<R> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(body) => Pin::new(body).poll_read(cx, buffer),
            Self::Gzip(decoder) => Pin::new(decoder).poll_read(cx, buffer),
            Self::Brotli(decoder) => Pin::new(decoder).poll_read(cx, buffer),
            Self::Zlib(decoder) => Pin::new(decoder).poll_read(cx, buffer),
            Self::Deflate(decoder) => Pin::new(decoder).poll_read(cx, buffer),
            Self::Zstd(decoder) => Pin::new(decoder).poll_read(cx, buffer),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn one_known_coding_is_taken_off_and_anything_else_is_left_on() {
        for (values, coding) in [
            (&[][..], Coding::Identity),
            (&["identity", ""], Coding::Identity),
            (&["GZIP"], Coding::Gzip),
            (&[" x-gzip , identity"], Coding::Gzip),
            (&["br"], Coding::Brotli),
            (&["deflate"], Coding::Deflate),
            (&["zstd"], Coding::Zstd),
            (&["gzip, br"], Coding::Unknown),
            (&["gzip", "gzip"], Coding::Unknown),
            (&["compress"], Coding::Unknown),
        ] {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::CONTENT_ENCODING, HeaderValue::from_static(value));
            }
            assert_eq!(Coding::of(&headers), coding, "{values:?}");
        }
    }
}
