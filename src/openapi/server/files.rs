//! What was sent: one file, several, or a zip archive of them.

use super::archive::{ArchiveError, is_archive, unpack};

/// A file that was sent or fetched.
#[derive(Debug)]
pub struct File {
    /// Its path from the folder that all files are in, with `/` between the parts; of what was fetched its address.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What was sent, opened.
pub(super) struct Files {
    /// The files, named from the folder that all of them are in.
    pub(super) list: Vec<File>,
    /// Whether it was one file and no archive.
    pub(super) is_alone: bool,
}

/// Whether a file of this name may be a document or a part of one: what else is in a folder or an archive is not read.
#[must_use]
pub fn may_be_part(name: &str) -> bool {
    let extension =
        name.rsplit('/').next().and_then(|file| file.rsplit_once('.')).map_or("", |(_, extension)| extension);
    let is_text = ["json", "yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    // macOS puts a shadow of each file there.
    is_text && !name.starts_with("__MACOSX/")
}

/// The files that `sent` is or has in it.
///
/// # Errors
/// [`ArchiveError`] when there is an archive that cannot be opened, or one among other files.
pub(super) fn open(sent: Vec<File>) -> Result<Files, ArchiveError> {
    let is_alone = match sent.as_slice() {
        [only] if is_archive(&only.bytes) => {
            let mut list = unpack(&only.bytes)?;
            strip(&mut list);
            return Ok(Files { list, is_alone: false });
        }
        files => files.len() == 1,
    };
    let mut list = sent;
    if let Some(archive) = list.iter().find(|file| is_archive(&file.bytes)) {
        return Err(ArchiveError::AmongOthers(archive.name.clone()));
    }
    if !is_alone {
        strip(&mut list);
    }
    Ok(Files { list, is_alone })
}

/// Names files from the innermost folder that all of them are in: archives often have a folder at the top, such as
/// `repo-main/`, whose name changes with every version.
fn strip(files: &mut [File]) {
    let Some((first, others)) = files.split_first() else { return };
    let mut common = first.name.rfind('/').map_or(0, |end| end + 1);
    for file in others {
        let same =
            first.name.bytes().zip(file.name.bytes()).take(common).take_while(|(one, other)| one == other).count();
        common = first.name.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |end| end + 1);
    }
    // It ends with a slash, so it is a boundary in every name.
    files.iter_mut().for_each(|file| drop(file.name.drain(..common)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_that_all_files_are_in_is_left_out_of_their_names() {
        for (names, expected) in [
            (&["repo-main/openapi.json", "repo-main/paths/a.json"][..], &["openapi.json", "paths/a.json"][..]),
            (&["a/b/x.json", "a/b/y.json"], &["x.json", "y.json"]),
            (&["a/b/x.json", "a/bc/x.json"], &["b/x.json", "bc/x.json"]),
            (&["x.json", "a/x.json"], &["x.json", "a/x.json"]),
            (&["ä/x.json", "ö/x.json"], &["ä/x.json", "ö/x.json"]),
            (&["a/x.json"], &["x.json"]),
        ] {
            let mut files: Vec<File> =
                names.iter().map(|name| File { name: (*name).to_owned(), bytes: Vec::new() }).collect();
            strip(&mut files);
            assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn documents_are_told_by_their_ends() {
        assert!(["a.json", "b/c.YAML", "d.yml"].into_iter().all(may_be_part));
        assert!(!["a.zip", "json", "a.json/b", "__MACOSX/._a.json", "a"].into_iter().any(may_be_part));
    }
}
