//! Sealing secrets for their rows, and opening them.

use zeroize::Zeroizing;

use super::store::Stored;
use crate::credentials::model::{BackendCredential, KeyPlace};
use crate::kernel::ids::ApiId;
use crate::platform::{AppError, Vault};

/// The row that `api` gets.
pub(super) fn seal(vault: &Vault, api: &ApiId, told: BackendCredential, secret: &str) -> Result<Stored, AppError> {
    let sealed = vault.seal(&owner(api, &told), secret.as_bytes())?;
    Ok(Stored { api: api.clone(), told, sealed })
}

/// The secret of a row.
///
/// # Errors
/// When the row was changed since, or is another's.
pub(super) fn open(vault: &Vault, stored: &Stored) -> Result<Zeroizing<String>, AppError> {
    let opened = vault.open(&owner(&stored.api, &stored.told), &stored.sealed)?;
    let text = std::str::from_utf8(&opened).map(|text| Zeroizing::new(text.to_owned()));
    text.map_err(|_| AppError::Unexpected(format!("the backend credential of {} is no text", stored.api)))
}

/// Whose secret it is: of this row as it stands, so that nobody who can write to the database has it sent to a place of theirs.
fn owner(api: &ApiId, BackendCredential { way, origin, .. }: &BackendCredential) -> String {
    let place = way.place().map_or("", KeyPlace::as_str);
    format!("backend_credentials/{api}/{}/{place}/{origin}/{}", way.kind(), way.name())
}
