//! A minimal PNG encoder (W3C PNG, third edition): 8-bit RGB, no filter, one IDAT chunk.

use std::io::{self, Write as _};

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Bit depth 8, colour type RGB, and the only compression, filter and interlace methods: deflate, adaptive, none.
const FORMAT: [u8; 5] = [8, 2, 0, 0, 0];

/// The picture of `width` by `height` pixels whose colours (red, green, blue) `pixel` tells by column and row.
///
/// # Errors
/// When the compression fails.
pub(super) fn encode(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 3]) -> io::Result<Vec<u8>> {
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::default());
    for y in 0..height {
        let filter = [0];
        let colours = (0..width).flat_map(|x| pixel(x, y));
        rows.write_all(&filter.into_iter().chain(colours).collect::<Vec<u8>>())?;
    }
    let mut png = SIGNATURE.to_vec();
    write_chunk(&mut png, *b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &FORMAT].concat())?;
    write_chunk(&mut png, *b"IDAT", &rows.finish()?)?;
    write_chunk(&mut png, *b"IEND", &[])?;
    Ok(png)
}

fn write_chunk(png: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) -> io::Result<()> {
    let length = u32::try_from(data.len()).map_err(io::Error::other)?;
    let mut checksum = Crc::new();
    checksum.update(&kind);
    checksum.update(data);
    for part in [&length.to_be_bytes()[..], &kind, data, &checksum.sum().to_be_bytes()] {
        png.extend_from_slice(part);
    }
    Ok(())
}
