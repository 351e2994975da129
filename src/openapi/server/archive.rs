//! Zip archives: the files in them that may be documents, and why an archive is not opened.

use std::io::{self, Cursor, Read as _};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::files::{File, may_be_part};
use super::read::MOST_BYTES;

/// The most entries, folders included.
const MOST_ENTRIES: usize = 10_000;
/// The most bytes of extra fields in the list of entries, each of which takes many times as much when it is read.
const MOST_EXTRA: usize = 10_000_000;
/// The most letters of an entry's name in a sentence.
const SHOWN: usize = 120;
/// How an archive begins: with its first entry, or with its end when it is empty (APPNOTE 4.3.7 and 4.3.16).
const BEGINNINGS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// How an entry of the list of entries begins, and where it says how long its extra fields are (APPNOTE 4.3.12).
const LISTED: &[u8] = b"PK\x01\x02";
const EXTRA_LENGTH: usize = 30;

/// Why an archive is not opened: a sentence for the person who sent it.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It is one of several files.
    #[error("{0} is a zip archive among other files; send the archive alone, or the files that are in it")]
    AmongOthers(String),
    /// It has more bytes than are read.
    #[error("the archive is larger than {megabytes} MB; leave out what the document does not refer to")]
    TooLong {
        /// The limit in megabytes.
        megabytes: usize,
    },
    /// It has more entries than are looked at.
    #[error("the archive has more than {limit} entries; leave out what the document does not refer to")]
    TooManyEntries {
        /// The limit.
        limit: usize,
    },
    /// Its list of entries is made to take memory.
    #[error("the archive's list of entries is far longer than its entries need; pack the files again")]
    Overgrown,
    /// Two of its entries have one name, so that nobody can say which of them is meant.
    #[error("two entries of the archive have the same name; pack the files again")]
    Twice,
    /// An entry's name leads out of the archive.
    #[error("the archive's entry {entry} leads out of the archive; pack the files again from the folder they are in")]
    Outside {
        /// The entry, as it may be shown.
        entry: String,
    },
    /// An entry can be read with a password only.
    #[error("the archive's entry {entry} is encrypted; pack the files again without a password")]
    Encrypted {
        /// The entry, as it may be shown.
        entry: String,
    },
    /// An entry is packed in a way that is not known here.
    #[error("the archive's entry {entry} is packed in a way that is not read; pack the files again with deflate")]
    Method {
        /// The entry, as it may be shown.
        entry: String,
    },
    /// The files have more bytes than are read.
    #[error(
        "the files in the archive have more than {megabytes} MB, which {entry} exceeds; leave out what the document does not refer to"
    )]
    TooLarge {
        /// The limit in megabytes.
        megabytes: usize,
        /// The entry, as it may be shown.
        entry: String,
    },
    /// An entry is not what its header says.
    #[error("the archive's entry {entry} is broken; pack the files again")]
    BrokenEntry {
        /// The entry, as it may be shown.
        entry: String,
    },
    /// It cannot be understood.
    #[error("the zip archive is broken or cut off; send it again, or pack the files again")]
    Broken,
}

/// Whether `bytes` are an archive, whatever they are called.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

/// The files in the archive `bytes` that may be a document or a part of one. Nothing else is unpacked, archives in the
/// archive neither; nothing is written anywhere.
///
/// # Errors
/// [`ArchiveError`], also when only an entry that nobody refers to is hostile.
pub(super) fn unpack(bytes: &[u8]) -> Result<Vec<File>, ArchiveError> {
    unpack_within(bytes, MOST_BYTES)
}

fn unpack_within(bytes: &[u8], most: usize) -> Result<Vec<File>, ArchiveError> {
    if bytes.len() > MOST_BYTES {
        return Err(ArchiveError::TooLong { megabytes: MOST_BYTES / 1_000_000 });
    }
    check_list(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveError::Broken)?;
    if archive.has_duplicate_names() {
        return Err(ArchiveError::Twice);
    }
    let (mut files, mut left) = (Vec::new(), most);
    for at in 0..archive.len() {
        let entry = archive.by_index_data(at).map_err(|_| ArchiveError::Broken)?;
        let name = entry.name().map_err(|_| ArchiveError::Broken)?.replace('\\', "/");
        if leads_out(&name) {
            return Err(ArchiveError::Outside { entry: shown(&name) });
        }
        let name = tidy(&name);
        if !entry.is_file() || !may_be_part(&name) {
            continue;
        }
        if entry.encrypted() {
            return Err(ArchiveError::Encrypted { entry: shown(&name) });
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(ArchiveError::Method { entry: shown(&name) });
        }
        let bytes = read(&mut archive, at, left).map_err(|_| ArchiveError::BrokenEntry { entry: shown(&name) })?;
        left = left
            .checked_sub(bytes.len())
            .ok_or_else(|| ArchiveError::TooLarge { megabytes: most / 1_000_000, entry: shown(&name) })?;
        files.push(File { name, bytes });
    }
    Ok(files)
}

/// At most one byte more than `left` of the entry, whatever its header promises.
fn read(archive: &mut ZipArchive<Cursor<&[u8]>>, at: usize, left: usize) -> io::Result<Vec<u8>> {
    let entry = archive.by_index(at).map_err(|error| match error {
        ZipError::Io(error) => error,
        error => io::Error::other(error),
    })?;
    let mut bytes = Vec::new();
    entry.take(left as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Refuses a list of entries that would take much memory. Whatever a reader takes for an entry begins like one, so it
/// cannot find more of them than are counted here.
fn check_list(bytes: &[u8]) -> Result<(), ArchiveError> {
    let (mut entries, mut extra) = (0, 0);
    for window in bytes.windows(EXTRA_LENGTH + 2).filter(|window| window.starts_with(LISTED)) {
        if let [.., low, high] = window {
            entries += 1;
            extra += usize::from(u16::from_le_bytes([*low, *high]));
        }
        if entries > MOST_ENTRIES {
            return Err(ArchiveError::TooManyEntries { limit: MOST_ENTRIES });
        }
        if extra > MOST_EXTRA {
            return Err(ArchiveError::Overgrown);
        }
    }
    Ok(())
}

/// Whether `name` is no plain way down from the archive's top, on any system.
fn leads_out(name: &str) -> bool {
    let has_drive = matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    name.starts_with('/') || has_drive || name.split('/').any(|part| part == "..")
}

/// `name` without parts that mean nothing, as in `./openapi.json`.
fn tidy(name: &str) -> String {
    let parts: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    parts.join("/")
}

/// The beginning of an entry's name, with what cannot be seen spelled out.
fn shown(name: &str) -> String {
    name.chars().take(SHOWN).flat_map(char::escape_debug).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_unpacked_is_counted_whatever_the_header_says() {
        let spaces = vec![b' '; 600_000];
        let bomb = archive(&[("a.json", &spaces), ("b.json", &spaces)]);
        let size = 600_000_u32.to_le_bytes();
        let places: Vec<usize> = (0..bomb.len() - 4).filter(|at| bomb[*at..].starts_with(&size)).collect();
        assert_eq!(places.len(), 4);
        for (claimed, expected) in
            [(600_000, "b.json exceeds"), (1, "a.json is broken"), (u32::MAX - 1, "b.json exceeds")]
        {
            let mut bomb = bomb.clone();
            places.iter().for_each(|at| bomb[*at..*at + 4].copy_from_slice(&u32::to_le_bytes(claimed)));
            let refused = unpack_within(&bomb, 1_000_000).unwrap_err().to_string();
            assert!(refused.contains(expected), "{claimed}: {refused}");
        }
    }

    #[test]
    fn what_is_exactly_as_large_as_may_be_is_unpacked() {
        let bytes = archive(&[("a.json", &[b' '; 500]), ("b.json", &[b' '; 500]), ("c.png", &[0; 5_000])]);
        assert_eq!(unpack_within(&bytes, 1_000).unwrap().len(), 2);
        assert!(matches!(unpack_within(&bytes, 999), Err(ArchiveError::TooLarge { .. })));
    }

    #[test]
    fn a_list_that_is_made_to_take_memory_is_refused_before_it_is_read() {
        let mut entry = LISTED.to_vec();
        entry.resize(46, 0);
        entry[EXTRA_LENGTH..EXTRA_LENGTH + 2].copy_from_slice(&[0xff, 0xff]);
        assert!(matches!(check_list(&entry.repeat(200)), Err(ArchiveError::Overgrown)));
        entry[EXTRA_LENGTH..EXTRA_LENGTH + 2].copy_from_slice(&[0, 0]);
        assert!(check_list(&entry.repeat(10_000)).is_ok());
        assert!(matches!(check_list(&entry.repeat(10_001)), Err(ArchiveError::TooManyEntries { limit: 10_000 })));
    }

    #[test]
    fn names_lead_down_only() {
        for name in ["/etc/a.json", "../a.json", "a/../../b.json", "C:/a.json", "c:a.json", "a/..", "//host/a.json"] {
            assert!(leads_out(name), "{name}");
        }
        for name in ["a.json", "a/b.json", "a..b/c...json", "./a.json", "paths/{id}:act.json"] {
            assert!(!leads_out(name), "{name}");
        }
    }
}
