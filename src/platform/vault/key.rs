//! The file of the master key.

use std::fs::{File, Permissions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use zeroize::Zeroizing;

use super::VaultError;
use crate::platform::Rng;

/// The length of a key, in bytes.
const LENGTH: usize = 32;

/// A key, which is wiped from memory when nobody holds it any more.
pub(super) type Key = Zeroizing<[u8; LENGTH]>;

/// The key in the file at `path`; `None` when there is no file.
pub(super) fn read(path: &Path) -> Result<Option<Key>, VaultError> {
    match std::fs::read_to_string(path).map(Zeroizing::new) {
        Ok(text) => parse(text.trim()).map(Some).ok_or_else(|| VaultError::NotAKey { path: path.to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == ErrorKind::InvalidData => Err(VaultError::NotAKey { path: path.to_owned() }),
        Err(source) => Err(VaultError::File { path: path.to_owned(), source }),
    }
}

/// Makes the file at `path` with a new key, for its owner only. Whoever comes second takes the first one's.
pub(super) fn make(path: &Path, rng: &Rng) -> Result<Key, VaultError> {
    let token = Zeroizing::new(rng.token());
    let failed = |source| VaultError::File { path: path.to_owned(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file =
        tempfile::Builder::new().permissions(Permissions::from_mode(0o600)).tempfile_in(folder).map_err(failed)?;
    writeln!(file, "{}", token.as_str()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    match file.persist_noclobber(path) {
        Ok(_) => sync(folder).map_err(failed)?,
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(failed(error.error)),
    }
    read(path)?.ok_or_else(|| VaultError::Missing { path: path.to_owned() })
}

/// A file's name is on the disk once its folder is.
fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

fn parse(text: &str) -> Option<Key> {
    let digits: &[u8; LENGTH * 2] = text.as_bytes().try_into().ok()?;
    let mut key = Zeroizing::new([0; LENGTH]);
    let (pairs, _) = digits.as_chunks::<2>();
    for (byte, pair) in key.iter_mut().zip(pairs) {
        let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
        *byte = u8::try_from(high? * 16 + low?).ok()?;
    }
    Some(key)
}
