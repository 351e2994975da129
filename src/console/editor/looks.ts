// How the editor looks: the portal's tokens, which are light or dark by themselves.

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--color-code-key)" },
  { tag: tags.string, color: "var(--color-code-string)" },
  { tag: tags.number, color: "var(--color-code-number)" },
  { tag: [tags.bool, tags.null], color: "var(--color-code-literal)" },
  { tag: [tags.brace, tags.squareBracket, tags.separator], color: "var(--color-ink-muted)" },
]);

const box = {
  border: "1px solid var(--color-line-strong)",
  borderRadius: "var(--radius)",
  backgroundColor: "var(--color-surface-raised)",
  color: "var(--color-ink)",
};

export const looks = EditorView.theme({
  "&": {
    ...box,
    fontSize: "0.875rem",
  },
  "&.cm-focused": { outline: "2px solid var(--color-accent)", outlineOffset: "1px" },
  ".cm-content, .cm-gutter": { minHeight: "13rem" },
  ".cm-scroller": {
    maxHeight: "60vh",
    overflow: "auto",
    fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
    lineHeight: "1.25rem",
  },
  ".cm-content": { caretColor: "var(--color-ink)" },
  ".cm-gutters": {
    backgroundColor: "var(--color-surface-sunken)",
    color: "var(--color-ink-muted)",
    borderRight: "1px solid var(--color-line)",
  },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--color-ink)" },
  ".cm-variable, .cm-variable *": { color: "var(--color-accent)", fontWeight: "600" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "transparent",
    outline: "1px solid var(--color-line-strong)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--color-accent-soft)" },
  ".cm-searchMatch": { backgroundColor: "var(--color-warning-soft)", outline: "1px solid var(--color-warning)" },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--color-surface-sunken)",
    borderColor: "var(--color-line)",
    color: "var(--color-ink-muted)",
  },
  ".cm-panels": { backgroundColor: "var(--color-surface-sunken)", color: "var(--color-ink)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--color-line)" },
  ".cm-textfield, .cm-button": {
    ...box,
    backgroundImage: "none",
  },
  ".cm-tooltip": {
    border: "1px solid var(--color-line)",
    backgroundColor: "var(--color-surface-raised)",
    color: "var(--color-ink)",
  },
  ".cm-diagnostic": { fontFamily: "system-ui, sans-serif" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--color-warning)" },
});
