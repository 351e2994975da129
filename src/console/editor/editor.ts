// The editor of JSON bodies: CodeMirror in place of every `<textarea data-editor>`, loaded when one of them is used.
//
// The textarea stays the truth: what is typed here is put into it and announced as input, what a program puts into its
// `value` appears here, and calls of `focus` and `setSelectionRange` arrive here. Without this script it is what it was.
// Styles are added with the page's nonce, which its content security policy asks for.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { Decoration, EditorView, highlightActiveLine, keymap, lineNumbers, MatchDecorator, ViewPlugin } from "@codemirror/view";

import { colors, looks } from "./looks.ts";

/** What is wrong with a stretch of the text, in UTF-16 code units. */
type Mark = { from: number; to: number; message: string };

/** Attributes that say what the field is, whoever draws it. */
const TOLD = ["aria-invalid", "aria-describedby"];

/** Variables of an environment: `{{name}}`. */
const variables = new MatchDecorator({ regexp: /\{\{[^{}\n]+\}\}/g, decoration: Decoration.mark({ class: "cm-variable" }) });
const variableMarks = ViewPlugin.define(
  (view) => ({
    decorations: variables.createDeco(view),
    update(update) {
      this.decorations = variables.updateDeco(update, this.decorations);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);

// Ctrl+Enter sends the call. Tab is not bound at all, so that the keyboard leaves as it does everywhere.
const keys = [...defaultKeymap, ...historyKeymap, ...foldKeymap, ...searchKeymap, ...lintKeymap].filter(
  ({ key }) => key !== "Mod-Enter" && key !== "Tab",
);

// When text takes the place of several lines, Chromium joins what is left of them with inline styles, which the policy
// refuses and reports; so it is not left to the browser.
const overLines = EditorView.domEventHandlers({
  beforeinput(event, view) {
    // What the editor knows of the selection may be older than the event.
    const selection = getSelection();
    const range = selection?.rangeCount ? selection.getRangeAt(0) : undefined;
    const { inputType, isComposing, data } = event;
    if (inputType !== "insertText" || isComposing || data === null || !range) return false;
    if (!view.contentDOM.contains(range.commonAncestorContainer)) return false;
    const from = view.posAtDOM(range.startContainer, range.startOffset);
    const to = view.posAtDOM(range.endContainer, range.endOffset);
    if (view.state.doc.lineAt(from).number === view.state.doc.lineAt(to).number) return false;
    view.dispatch({
      changes: { from, to, insert: data },
      selection: { anchor: from + data.length },
      userEvent: "input.type",
      scrollIntoView: true,
    });
    event.preventDefault();
    return true;
  },
});

function upgrade(area: HTMLTextAreaElement): void {
  const place = area.nextElementSibling;
  if (!(place instanceof HTMLElement)) return;
  const native = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
  const label = area.getAttribute("aria-label") ?? "";
  /** Whether a change comes from the textarea, which need not be told. */
  let isTold = false;

  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: area.value,
      selection: { anchor: area.selectionStart, head: area.selectionEnd },
      extensions: [
        lineNumbers(),
        foldGutter(),
        codeFolding(),
        lintGutter(),
        history(),
        bracketMatching(),
        indentOnInput(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        search({ top: true }),
        EditorState.phrases.of(JSON.parse(area.dataset["phrases"] || "{}") as Record<string, string>),
        json(),
        syntaxHighlighting(colors),
        variableMarks,
        overLines,
        looks,
        keymap.of(keys),
        EditorView.lineWrapping,
        EditorView.cspNonce.of(document.querySelector<HTMLElement>("script[nonce]")?.nonce ?? ""),
        EditorView.contentAttributes.of(() => ({ "aria-label": label, ...told(area) })),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (!docChanged || isTold) return;
          native?.set?.call(area, state.doc.toString());
          area.dispatchEvent(new Event("input", { bubbles: true }));
        }),
      ],
    }),
  });

  Object.defineProperties(area, {
    value: {
      configurable: true,
      get: () => view.state.doc.toString(),
      set: (text: string) => {
        native?.set?.call(area, text);
        const insert = String(native?.get?.call(area));
        if (insert === view.state.doc.toString()) return;
        isTold = true;
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } });
        isTold = false;
        mark();
      },
    },
    focus: { configurable: true, value: () => view.focus() },
    scrollIntoView: { configurable: true, value: (how?: ScrollIntoViewOptions) => place.scrollIntoView(how) },
    setSelectionRange: {
      configurable: true,
      value: (from: number, to: number) => {
        const [anchor = 0, head = 0] = [from, to].map((at) => Math.min(at, view.state.doc.length));
        view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      },
    },
  });

  function mark(): void {
    const { length } = view.state.doc;
    const marks = JSON.parse(area.dataset["marks"] || "[]") as Mark[];
    const diagnostics = marks
      .filter(({ to }) => to <= length)
      .map(({ from, to, message }): Diagnostic => ({ from, to, message, severity: "warning" }));
    view.dispatch(setDiagnostics(view.state, diagnostics));
  }

  new MutationObserver((changes) => {
    if (changes.some(({ attributeName }) => attributeName === "data-marks")) mark();
    else view.dispatch({});
  }).observe(area, { attributeFilter: ["data-marks", ...TOLD] });

  const hadFocus = document.activeElement === area;
  // Two fields with one name would be one too many.
  area.removeAttribute("aria-label");
  area.hidden = true;
  if (hadFocus) view.focus();
  mark();
}

/** What the attributes of `area` say. */
function told(area: HTMLTextAreaElement): Record<string, string> {
  return Object.fromEntries(TOLD.filter((name) => area.hasAttribute(name)).map((name) => [name, area.getAttribute(name) ?? ""]));
}

/** Takes over the textareas that are there, but for one into which something is being composed: that one later. */
function upgradeAll(): void {
  for (const area of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-editor]:not([hidden])")) {
    if (composing !== area) upgrade(area);
  }
}

let composing: EventTarget | null = null;
addEventListener("compositionstart", ({ target }) => (composing = target), true);
addEventListener(
  "compositionend",
  () => {
    composing = null;
    upgradeAll();
  },
  true,
);
new MutationObserver(upgradeAll).observe(document.body, { childList: true, subtree: true });
upgradeAll();
