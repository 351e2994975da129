use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::*;
use crate::platform::config::Choices;

async fn unlock(data: &Path, seed: u64) -> Result<Vault, VaultError> {
    let choices = Choices { data: Some(data.to_owned()), ..Choices::default() };
    let db = Db::open(data).await.unwrap();
    Vault::unlock(&choices.finish().unwrap(), &db, Rng::seeded(seed)).await
}

#[tokio::test]
async fn a_secret_opens_for_its_row_only() {
    let data = tempfile::tempdir().unwrap();
    let vault = unlock(data.path(), 1).await.unwrap();
    let sealed = vault.seal("rows/1", b"hunter2").unwrap();
    assert!(!sealed.windows(7).any(|bytes| bytes == b"hunter2"));
    assert_ne!(vault.seal("rows/1", b"hunter2").unwrap(), sealed, "no nonce comes twice");
    assert_eq!(*vault.open("rows/1", &sealed).unwrap(), b"hunter2");
    assert!(vault.open("rows/2", &sealed).is_err());
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(vault.open("rows/1", &changed).is_err(), "byte {at}");
        assert!(vault.open("rows/1", &sealed[..at]).is_err(), "the first {at} bytes");
    }
}

#[tokio::test]
async fn the_key_is_made_once_and_for_its_owner() {
    let data = tempfile::tempdir().unwrap();
    let sealed = unlock(data.path(), 1).await.unwrap().seal("a", b"b").unwrap();
    assert_eq!(*unlock(data.path(), 2).await.unwrap().open("a", &sealed).unwrap(), b"b");
    let file = data.path().join("master.key");
    assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_key_that_does_not_fit_is_refused_at_the_start() {
    let data = tempfile::tempdir().unwrap();
    unlock(data.path(), 1).await.unwrap();
    let file = data.path().join("master.key");
    std::fs::write(&file, "0".repeat(64)).unwrap();
    assert!(matches!(unlock(data.path(), 1).await, Err(VaultError::Wrong { .. })));
    for text in ["", "x", &"g".repeat(64), &"0".repeat(65), "żółć"] {
        std::fs::write(&file, text).unwrap();
        assert!(matches!(unlock(data.path(), 1).await, Err(VaultError::NotAKey { .. })), "{text}");
    }
    std::fs::remove_file(&file).unwrap();
    assert!(matches!(unlock(data.path(), 1).await, Err(VaultError::Missing { .. })));
    assert!(!file.exists(), "no new key pretends to be the old one");
}
