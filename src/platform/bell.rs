//! A Unix socket beside the database, by which commands tell the portal that runs on it that they have changed something: so
//! it need not find out for itself.

use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{UnixListener, UnixStream};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::db::Commits;

/// The socket in the data directory.
const FILE: &str = "serve.sock";
/// What is said, and what is answered.
const CHANGED: &[u8] = b"changed\n";
const HEARD: &[u8] = b"heard\n";
/// How long either waits for the other.
const PATIENCE: Duration = Duration::from_secs(1);

/// The socket of a portal.
#[derive(Debug)]
pub struct Bell(UnixListener);

impl Bell {
    /// Opens it in `data`, for whoever may read the database. What a portal left there that is no more is cleared away; that
    /// none runs is the caller's to know.
    ///
    /// # Errors
    /// When the directory cannot be written, or its path is too long for a socket.
    pub fn hang(data: &Path) -> io::Result<Self> {
        let path = data.join(FILE);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&path)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        Ok(Self(listener))
    }

    /// Notes a commit whenever somebody rings, until `shutdown`.
    pub async fn listen(self, commits: Commits, shutdown: CancellationToken) {
        while let Some(accepted) = shutdown.run_until_cancelled(self.0.accept()).await {
            match accepted {
                Ok((stream, _)) => {
                    let commits = commits.clone();
                    tokio::spawn(timeout(PATIENCE, async move { hear(stream, &commits).await }));
                }
                Err(error) => {
                    tracing::warn!(%error, "commands cannot say that they changed something: {error}");
                    tokio::time::sleep(PATIENCE).await;
                }
            }
        }
    }
}

async fn hear(mut stream: UnixStream, commits: &Commits) -> io::Result<()> {
    let mut said = [0; CHANGED.len()];
    stream.read_exact(&mut said).await?;
    if said == CHANGED {
        commits.note();
        stream.write_all(HEARD).await?;
    }
    Ok(())
}

/// Tells the portal that runs on `data`, if one does, that something has changed, and waits a moment for it to hear.
pub async fn ring(data: &Path) {
    let rung = async {
        let mut stream = UnixStream::connect(data.join(FILE)).await?;
        stream.write_all(CHANGED).await?;
        stream.read_exact(&mut [0; HEARD.len()]).await
    };
    match timeout(PATIENCE, rung).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::debug!(%error, "no portal heard of the change: {error}"),
        Err(_) => tracing::debug!("the portal took too long to hear of the change"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_portal_hears_when_somebody_rings() {
        let data = tempfile::tempdir().unwrap();
        // Nobody is there; that is fine.
        ring(data.path()).await;
        std::fs::write(data.path().join(FILE), "left behind").unwrap();
        let (commits, shutdown) = (Commits::default(), CancellationToken::new());
        let bell = Bell::hang(data.path()).unwrap();
        let mode = std::fs::metadata(data.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let listening = tokio::spawn(bell.listen(commits.clone(), shutdown.clone()));
        ring(data.path()).await;
        assert_eq!(commits.count(), 1);
        shutdown.cancel();
        listening.await.unwrap();
    }
}
