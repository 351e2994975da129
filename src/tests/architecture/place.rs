//! Where a file or an imported module stands in the house.

use std::path::{Component, Path};

/// A room and the layer within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) room: String,
    pub(super) layer: Layer,
}

/// The layers of a room, in the order in which they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    /// `mod.rs`, which declares and exports.
    Root,
    /// `model`, and every other pure module that `view`, `api` and `server` share.
    Model,
    Rules,
    Api,
    Routes,
    View,
    /// `server/store`: the room's SQL.
    Store,
    /// `server/service` and the rest of `server/`.
    Server,
}

impl Place {
    /// The place of the file at `path` below `src/`.
    pub(super) fn of_file(path: &Path) -> Self {
        let mut module = module_of(path);
        let is_root = path.file_name().is_some_and(|name| name == "mod.rs") && module.len() == 1;
        if is_root {
            return Self { room: module.swap_remove(0), layer: Layer::Root };
        }
        Self::of_import(&module)
    }

    /// The place of what `import`, a path below `crate::`, names.
    pub(super) fn of_import(import: &[String]) -> Self {
        let names: Vec<&str> = import.iter().map(String::as_str).collect();
        let layer = match names.get(1..).unwrap_or_default() {
            ["rules", ..] => Layer::Rules,
            ["api", ..] => Layer::Api,
            ["routes", ..] => Layer::Routes,
            ["view", ..] => Layer::View,
            ["server", "store", ..] => Layer::Store,
            ["server", ..] => Layer::Server,
            _ => Layer::Model,
        };
        Self { room: names.first().copied().unwrap_or("lib").to_owned(), layer }
    }

    /// Whether it draws what people see.
    pub(super) fn is_page(&self) -> bool {
        self.layer == Layer::View || self.room == "ui"
    }
}

/// The module, below `crate`, that the file at `path` below `src/` is.
pub(super) fn module_of(path: &Path) -> Vec<String> {
    let mut names: Vec<String> = path
        .with_extension("")
        .components()
        .filter_map(|component| match component {
            Component::Normal(name) => name.to_str().map(str::to_owned),
            _ => None,
        })
        .collect();
    if names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    names
}
