//! What bytes are by their first ones (WHATWG MIME Sniffing section 6, and the formats' own specifications). A file is
//! previewed only where they fit its type: what is called a picture and is something else is for nobody's decoder.

use super::Kind;

/// The image type whose signature `bytes` begin with, for a body without a type.
pub(super) fn image(bytes: &[u8]) -> Option<&'static str> {
    ["image/png", "image/jpeg", "image/gif", "image/webp"].into_iter().find(|kind| fits(kind, bytes))
}

/// How a body of this type is previewed; `None` when it is not, or `bytes` are something else.
pub(super) fn preview(media_type: &str, bytes: &[u8]) -> Option<Kind> {
    let kind = match media_type.split_once('/')? {
        ("image", _) => Kind::Image,
        ("audio", _) => Kind::Audio,
        ("video", _) => Kind::Video,
        ("application", "pdf") => Kind::Pdf,
        ("application", "ogg") => Kind::Audio,
        _ => return None,
    };
    fits(media_type, bytes).then_some(kind)
}

fn fits(media_type: &str, bytes: &[u8]) -> bool {
    let begins = |signatures: &[&[u8]]| signatures.iter().any(|signature| bytes.starts_with(signature));
    let riff = |kind: &[u8]| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(kind);
    // ISO/IEC 14496-12 section 4.3: a box of the type "ftyp" comes first, and names a brand.
    let brand = || bytes.get(8..12).filter(|_| bytes.get(4..8) == Some(b"ftyp"));
    match media_type {
        "image/png" | "image/apng" => begins(&[b"\x89PNG\r\n\x1a\n"]),
        "image/jpeg" => begins(&[b"\xff\xd8\xff"]),
        "image/gif" => begins(&[b"GIF87a", b"GIF89a"]),
        "image/webp" => riff(b"WEBP"),
        "image/bmp" => begins(&[b"BM"]),
        "image/x-icon" | "image/vnd.microsoft.icon" => begins(&[b"\0\0\x01\0"]),
        "image/avif" => brand().is_some_and(|brand| matches!(brand, b"avif" | b"avis" | b"mif1" | b"msf1")),
        "application/pdf" => begins(&[b"%PDF-"]),
        "audio/mpeg" | "audio/mp3" => begins(&[b"ID3"]) || matches!(bytes, [0xff, second, ..] if second & 0xe0 == 0xe0),
        "audio/aac" => matches!(bytes, [0xff, second, ..] if second & 0xf6 == 0xf0),
        "audio/wav" | "audio/x-wav" | "audio/wave" | "audio/vnd.wave" => riff(b"WAVE"),
        "audio/flac" | "audio/x-flac" => begins(&[b"fLaC"]),
        "audio/ogg" | "application/ogg" | "video/ogg" => begins(&[b"OggS"]),
        "audio/mp4" | "audio/x-m4a" | "video/mp4" | "video/quicktime" => brand().is_some(),
        "audio/webm" | "video/webm" => begins(&[b"\x1a\x45\xdf\xa3"]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_what_it_is_called_is_previewed() {
        for (media_type, bytes, kind) in [
            ("image/png", &b"\x89PNG\r\n\x1a\n\0"[..], Some(Kind::Image)),
            ("image/png", b"\xff\xd8\xff", None),
            ("image/png", b"<svg/>", None),
            ("image/avif", b"\0\0\0\x20ftypavif", Some(Kind::Image)),
            ("image/tiff", b"II*\0", None),
            ("application/pdf", b"%PDF-1.7\n", Some(Kind::Pdf)),
            ("application/pdf", b"<html>%PDF-", None),
            ("audio/mpeg", b"\xff\xfb\x90", Some(Kind::Audio)),
            ("audio/mpeg", b"ID3\x04", Some(Kind::Audio)),
            ("audio/wav", b"RIFF\0\0\0\0WAVEfmt ", Some(Kind::Audio)),
            ("audio/wav", b"RIFF\0\0\0\0WEBP", None),
            ("video/mp4", b"\0\0\0\x18ftypisom", Some(Kind::Video)),
            ("video/webm", b"\x1a\x45\xdf\xa3", Some(Kind::Video)),
            ("video/webm", b"", None),
            ("text/html", b"%PDF-", None),
        ] {
            assert_eq!(preview(media_type, bytes), kind, "{media_type} {bytes:?}");
        }
    }
}
