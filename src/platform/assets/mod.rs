//! The site's files: inside the binary (feature `embed`), or in a directory while developing.

mod directory;
#[cfg(feature = "embed")]
mod embedded;
#[cfg(not(feature = "embed"))]
#[path = "not_embedded.rs"]
mod embedded;
mod hashes;
mod respond;

use std::borrow::Cow;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use leptos::config::LeptosOptions;

pub use respond::serve_asset;

/// The directory of the scripts and styles that `cargo leptos` builds, inside the site.
const PACKAGE: &str = "pkg";
/// Where `make` puts the script that edits JSON, which npm's packages are bundled into.
const EDITOR: &str = "editor";
/// What `cargo leptos` calls them.
const OUTPUT: &str = "loggia";

/// The site's files.
#[derive(Clone, Debug)]
pub struct Assets(Source);

#[derive(Clone, Debug)]
enum Source {
    Embedded,
    Directory(PathBuf),
}

/// One file as it is stored.
#[derive(Debug)]
struct File {
    bytes: Cow<'static, [u8]>,
    /// Changes when the content does.
    version: String,
}

impl Assets {
    /// The files inside the binary; where it has none, those of the directory that `LEPTOS_SITE_ROOT` names (`cargo
    /// leptos` sets it), else of `target/site`.
    #[must_use]
    pub fn open() -> Self {
        if embedded::PRESENT {
            return Self(Source::Embedded);
        }
        Self::directory(
            std::env::var_os("LEPTOS_SITE_ROOT").map_or_else(|| PathBuf::from("target/site"), PathBuf::from),
        )
    }

    /// The files of a directory.
    #[must_use]
    pub const fn directory(root: PathBuf) -> Self {
        Self(Source::Directory(root))
    }

    /// What Leptos needs to know to name the scripts and styles in a page. Leptos reads the hashes in their names from
    /// a file at every rendering; where the build has left none beside the program, one is written into `data`, which
    /// no cleaner of temporary files visits.
    ///
    /// # Errors
    /// When that file cannot be written.
    pub fn leptos_options(&self, listen: SocketAddr, data: &Path) -> io::Result<LeptosOptions> {
        let options =
            LeptosOptions::builder().output_name(OUTPUT).site_pkg_dir(PACKAGE).site_addr(listen).reload_port(
                std::env::var("LEPTOS_RELOAD_PORT").ok().and_then(|port| port.parse().ok()).unwrap_or(3009),
            );
        if let Source::Directory(root) = &self.0 {
            let options = options.site_root(root.to_string_lossy().into_owned());
            if let Some(file) = directory::hash_file() {
                return Ok(options.hash_file(file.to_string_lossy().into()).hash_files(true).build());
            }
            return Ok(match hashes::write(self, data)? {
                Some(written) => options.hash_file(written.file()).hash_files(true).build(),
                None => options.build(),
            });
        }
        Ok(match hashes::write(self, data)? {
            Some(written) => options.site_root(written.root()).hash_file(written.file()).hash_files(true).build(),
            None => options.build(),
        })
    }

    /// The file `name`, a path below the site's root without a leading slash.
    async fn read(&self, name: &str) -> Option<File> {
        match &self.0 {
            Source::Embedded => embedded::read(name),
            Source::Directory(root) => directory::read(&root.join(name)).await,
        }
    }

    /// The address of the script that edits JSON; `None` when the site was built without.
    #[must_use]
    pub fn editor(&self) -> Option<String> {
        let names = self.names(EDITOR);
        let name = names.iter().find(|name| name.ends_with(".js") && hashes::is_hashed(name))?;
        Some(format!("/{EDITOR}/{name}"))
    }

    /// The names of the files in [`PACKAGE`].
    fn package(&self) -> Vec<String> {
        self.names(PACKAGE)
    }

    fn names(&self, folder: &str) -> Vec<String> {
        match &self.0 {
            Source::Embedded => embedded::names()
                .filter_map(|name| name.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned))
                .collect(),
            Source::Directory(root) => directory::names(&root.join(folder)),
        }
    }
}
