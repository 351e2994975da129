//! The text that a form shows and changes.

use std::sync::Arc;

use leptos::prelude::*;

use crate::catalog::model::{CallPart, Deviation, Problem};
use crate::console::json_edit::{Kind, Step, Tree};
use crate::kernel::ids::OperationId;

/// The way to a value.
pub(super) type Path = Arc<[Step]>;

/// What a form is for.
#[derive(Clone, Copy)]
pub(in super::super) struct Edited {
    /// The operation.
    pub operation: StoredValue<OperationId>,
    /// Which part of its calls.
    pub part: Signal<CallPart>,
    /// The JSON of its value.
    pub text: RwSignal<String>,
    /// What the schema says against it.
    pub found: RwSignal<Vec<Deviation>>,
    /// Is told when the form has changed the text.
    pub changed: Callback<()>,
}

/// A text and where its values stand.
#[derive(Debug, PartialEq)]
struct Read {
    text: String,
    tree: Option<Tree>,
}

/// The text, to be read and changed by parts.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) edited: Edited,
    read: Memo<Arc<Read>>,
}

impl Editing {
    /// The text of what is edited.
    pub(super) fn new(edited: Edited) -> Self {
        let text = edited.text;
        let read = Memo::new(move |_| {
            let text = text.get();
            let tree = Tree::read(&text).ok();
            Arc::new(Read { text, tree })
        });
        Self { edited, read }
    }

    /// Whether it is JSON.
    pub(super) fn is_json(self) -> bool {
        self.read.with(|read| read.tree.is_some())
    }

    /// What `find` finds in it.
    pub(super) fn with<T>(self, find: impl FnOnce(&str, &Tree) -> Option<T>) -> Option<T> {
        self.read.with(|read| find(&read.text, read.tree.as_ref()?))
    }

    /// What the value at `path` is; `None` when there is none.
    pub(super) fn kind(self, path: &[Step]) -> Option<Kind> {
        self.with(|text, tree| tree.kind(tree.find(text, path)?))
    }

    /// The value as it is written.
    pub(super) fn raw(self, path: &[Step]) -> Option<String> {
        self.with(|text, tree| tree.raw(text, tree.find(text, path)?).map(str::to_owned))
    }

    /// What the value says.
    pub(super) fn said(self, path: &[Step]) -> Option<String> {
        self.with(|text, tree| tree.said(text, tree.find(text, path)?))
    }

    /// How many values are directly inside.
    pub(super) fn count(self, path: &[Step]) -> usize {
        self.with(|text, tree| Some(tree.inside(tree.find(text, path)?).len())).unwrap_or_default()
    }

    /// The names of the members of the object at `path`, in their order.
    pub(super) fn names(self, path: &[Step]) -> Vec<String> {
        let names = self.with(|text, tree| {
            let members = tree.inside(tree.find(text, path)?);
            Some(members.iter().filter_map(|&member| tree.name(text, member)).collect())
        });
        names.unwrap_or_default()
    }

    /// What is wrong with the value at `path`.
    pub(super) fn problems(self, path: &[Step]) -> Vec<Problem> {
        let Some(own) = self.with(|text, tree| tree.pointer(text, path)) else { return Vec::new() };
        self.edited.found.with(|found| {
            let of_own = found.iter().filter_map(|deviation| match deviation {
                Deviation::Value { pointer, problem } if *pointer == own => Some(problem.clone()),
                _ => None,
            });
            of_own.collect()
        })
    }

    /// Changes the text, unless `change` finds that it cannot.
    pub(super) fn change(self, change: impl FnOnce(&str) -> Option<String>) {
        let Edited { text, changed, .. } = self.edited;
        if let Some(new) = text.with_untracked(|text| change(text)) {
            text.set(new);
            changed.run(());
        }
    }
}
