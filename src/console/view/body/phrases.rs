//! What the editor of JSON says, in the page's language.

use std::collections::BTreeMap;

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string};

/// CodeMirror's own phrases with what stands for them, as a JSON object. It puts a number where `$` is.
pub(super) fn phrases(i18n: I18nContext<Locale>) -> String {
    let phrases = BTreeMap::from([
        ("Find", tu_string!(i18n, editor.find)),
        ("Replace", tu_string!(i18n, editor.replace_with)),
        ("next", tu_string!(i18n, editor.next)),
        ("previous", tu_string!(i18n, editor.previous)),
        ("all", tu_string!(i18n, editor.all)),
        ("match case", tu_string!(i18n, editor.match_case)),
        ("regexp", tu_string!(i18n, editor.pattern)),
        ("by word", tu_string!(i18n, editor.by_word)),
        ("replace", tu_string!(i18n, editor.replace)),
        ("replace all", tu_string!(i18n, editor.replace_all)),
        ("close", tu_string!(i18n, editor.close)),
        ("current match", tu_string!(i18n, editor.current_match)),
        ("on line", tu_string!(i18n, editor.on_line)),
        ("replaced match on line $", tu_string!(i18n, editor.replaced)),
        ("replaced $ matches", tu_string!(i18n, editor.replaced_many)),
        ("Go to line", tu_string!(i18n, editor.go_to_line)),
        ("go", tu_string!(i18n, editor.go)),
        ("Fold line", tu_string!(i18n, editor.fold_line)),
        ("Unfold line", tu_string!(i18n, editor.unfold_line)),
        ("Folded lines", tu_string!(i18n, editor.folded_lines)),
        ("Unfolded lines", tu_string!(i18n, editor.unfolded_lines)),
        ("to", tu_string!(i18n, editor.to)),
        ("folded code", tu_string!(i18n, editor.folded_text)),
        ("unfold", tu_string!(i18n, editor.unfold)),
        ("Selection deleted", tu_string!(i18n, editor.selection_deleted)),
        ("Control character", tu_string!(i18n, editor.control_character)),
        ("Diagnostics", tu_string!(i18n, editor.findings)),
        ("No diagnostics", tu_string!(i18n, editor.no_findings)),
    ]);
    serde_json::to_string(&phrases).unwrap_or_default()
}
