// The code editor, as one class over CodeMirror. Bundled into web/gen/editor.js.
// It owns its text: Rust pushes a text only when another document is opened, or a change of the text is taken back. Offsets are UTF-16 units, lines count from 1.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, gutter, GutterMarker, hoverTooltip, keymap, lineNumbers, showTooltip } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** How long after a key the text is told on: not in the same task, so that the key itself is shown first. */
const REST_MS = 4;

/** Marks a change that did not come from the person, so that it is not told back. */
const pushed = Annotation.define();

const languages = { json, yaml };

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code-key)" },
  { tag: [tags.string, tags.content], color: "var(--code-string)" },
  { tag: tags.number, color: "var(--code-number)" },
  { tag: [tags.bool, tags.null, tags.keyword], color: "var(--code-word)" },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: "var(--code-punct)" },
  { tag: tags.comment, color: "var(--text-faint)" },
]);

// ---- Marks: the selected state's lines, the run's line, breakpoints ------------------------------------------

const setMarks = StateEffect.define();
const none = { selected: null, current: null, breakpoints: [] };
const marks = StateField.define({
  create: () => none,
  update: (value, transaction) => transaction.effects.find((effect) => effect.is(setMarks))?.value ?? value,
});

class Disc extends GutterMarker {
  toDOM() {
    return Object.assign(document.createElement("span"), { className: "bp" });
  }
}
class Arrow extends GutterMarker {
  toDOM() {
    return Object.assign(document.createElement("span"), { className: "cur" });
  }
}
class LineClass extends GutterMarker {
  constructor(name) {
    super();
    this.elementClass = name;
  }
}
const disc = new Disc();
const arrow = new Arrow();
const selectedGutter = new LineClass("is-selected");
const selectedLine = Decoration.line({ class: "is-selected" });
const currentLine = Decoration.line({ class: "is-current" });

const isLine = (state, line) => Number.isInteger(line) && line >= 1 && line <= state.doc.lines;

const lineMarks = EditorView.decorations.compute([marks, "doc"], (state) => {
  const { selected, current } = state.field(marks);
  const lines = new Map();
  if (selected) {
    for (let line = selected[0]; line <= selected[1]; line++) if (isLine(state, line)) lines.set(line, selectedLine);
  }
  if (isLine(state, current)) lines.set(current, currentLine);
  const ordered = [...lines].sort(([a], [b]) => a - b);
  return Decoration.set(ordered.map(([line, mark]) => mark.range(state.doc.line(line).from)));
});

const markGutter = (toggle) =>
  gutter({
    class: "cm-marks",
    lineMarker(view, block) {
      const { selected, current, breakpoints } = view.state.field(marks);
      const line = view.state.doc.lineAt(block.from).number;
      if (line === current) return arrow;
      if (breakpoints.includes(line)) return disc;
      return selected && line >= selected[0] && line <= selected[1] ? selectedGutter : null;
    },
    lineMarkerChange: (update) => update.startState.field(marks) !== update.state.field(marks),
    domEventHandlers: {
      mousedown(view, block) {
        toggle(view.state.doc.lineAt(block.from).number);
        return true;
      },
    },
  });

// ---- Asking Rust ---------------------------------------------------------------------------------------------

/** Rust answers `ask(what, text, offset)` with JSON text. */
const asking = (ask) => (what, state, offset) => JSON.parse(ask(what, state.doc.toString(), offset));

const completionSource = (ask) => (context) => {
  const answer = ask("complete", context.state, context.pos);
  // Nothing pops up by itself where nothing has been typed.
  if (!answer || (!context.explicit && answer.from === context.pos && !context.matchBefore(/[.$"[{]$/))) return null;
  // What stands behind the caret is replaced too, but does not narrow the list.
  const behind = answer.to - context.pos;
  const put = (insert) => (view, _completion, from, to) =>
    view.dispatch({ changes: { from, to: to + behind, insert }, selection: { anchor: from + insert.length }, userEvent: "input.complete" });
  const options = answer.options.map(({ label, type, apply, detail, info }) => ({
    label,
    type,
    apply: put(apply),
    detail: detail || undefined,
    info: info || undefined,
  }));
  return { from: answer.from, options, validFor: /^[\w:$-]*$/ };
};

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** A text in which `…` is code. */
const prose = (text) => text.split("`").map((part, at) => (at % 2 ? element("code", { textContent: part }) : part));
const plain = (text) => text.replaceAll("`", "");

/** A link that leaves the page alone. */
const link = (address, text) => element("a", { href: address, target: "_blank", rel: "noreferrer", textContent: text });

const hoverSource = (ask) =>
  hoverTooltip((view, offset) => {
    const answer = ask("hover", view.state, offset);
    if (!answer) return null;
    const text = [element("strong", { textContent: answer.title }), element("p", { textContent: answer.text })];
    const source = answer.url ? [element("p", {}, link(answer.url, new URL(answer.url).hostname))] : [];
    const create = () => ({ dom: element("div", { className: "cm-doc" }, ...text, ...source) });
    return { pos: answer.from, end: answer.to, create };
  });

/** To the state that is named at an offset. */
const goToDefinition = (ask, view, offset) => {
  const answer = ask("definition", view.state, offset);
  if (!answer) return false;
  view.dispatch({ selection: { anchor: answer.from, head: answer.to }, effects: EditorView.scrollIntoView(answer.from, { y: "center" }) });
  return true;
};

const clickToDefinition = (ask) =>
  EditorView.domEventHandlers({
    mousedown: (event, view) => {
      const offset = (event.ctrlKey || event.metaKey) && view.posAtCoords({ x: event.clientX, y: event.clientY });
      return typeof offset === "number" && goToDefinition(ask, view, offset);
    },
  });

// ---- Fixes: a menu at the caret ------------------------------------------------------------------------------

const setFixes = StateEffect.define();
const fixes = StateField.define({
  create: () => null,
  update(value, transaction) {
    const asked = transaction.effects.find((effect) => effect.is(setFixes));
    if (asked) return asked.value;
    return transaction.docChanged || transaction.selection ? null : value;
  },
  provide: (field) => showTooltip.from(field),
});

/** The fixes as a menu: arrows move in it, Escape closes it. */
const fixesMenu = (view, label, found, apply) => {
  const close = () => {
    view.dispatch({ effects: setFixes.of(null) });
    view.focus();
  };
  const item = (fix) => {
    const onclick = () => {
      close();
      apply(fix);
    };
    return element("button", { type: "button", role: "menuitem", textContent: plain(fix.title), onclick });
  };
  const dom = element("div", { className: "cm-fixes", role: "menu", ariaLabel: label }, ...found.map(item));
  dom.addEventListener("keydown", (event) => {
    const items = [...dom.children];
    const at = items.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") close();
    else if (next !== undefined) items.at(next % items.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return { dom, mount: () => dom.firstElementChild?.focus() };
};

/** What turns one text into the other: all between what both begin and end with, so that caret and folds stay elsewhere. */
const difference = (before, after) => {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let same = 0;
  while (same < most - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
};

// ---- The editor ----------------------------------------------------------------------------------------------

export class CodeEditor {
  /**
   * `change(text, isTyped)`, `caret(offset)`, `toggle(line)`, `turn(isBack)` and `ask(what, text, offset)` answer to Rust.
   * Without `turn` the editor has an undo history of its own.
   */
  constructor(parent, { text, label, mode, readOnly, phrases, change, caret, toggle, turn, ask }) {
    const asked = ask && asking(ask);
    this.change = change;
    this.asked = asked;
    this.isUntold = false;
    this.telling = new MessageChannel();
    this.telling.port1.onmessage = () => this.flush();
    this.language = new Compartment();
    this.writable = new Compartment();
    this.words = new Compartment();
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          marks,
          lineMarks,
          toggle ? markGutter(toggle) : [],
          lineNumbers(),
          codeFolding(),
          foldGutter({ markerDOM: (open) => element("span", { className: open ? "" : "is-folded", textContent: open ? "⌄" : "›" }) }),
          turn ? this.turning(turn) : [history(), keymap.of(historyKeymap)],
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          highlightSelectionMatches(),
          syntaxHighlighting(colours),
          autocompletion({ override: asked ? [completionSource(asked)] : [], icons: false }),
          asked ? [hoverSource(asked), clickToDefinition(asked), fixes] : [],
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...foldKeymap, ...completionKeymap]),
          this.language.of(languages[mode]()),
          this.writable.of(EditorState.readOnly.of(readOnly)),
          this.words.of(this.named(label, phrases)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((each) => each.annotation(pushed))) this.rest();
            if (caret && update.selectionSet && update.view.hasFocus) caret(update.state.selection.main.head);
          }),
          // What is typed must be known before a key or button acts on it.
          EditorView.domEventHandlers({
            blur: () => this.flush(),
            keydown: (event) => {
              if (event.altKey || event.ctrlKey || event.metaKey) this.flush();
            },
          }),
        ],
      }),
    });
  }

  named(label, phrases) {
    return [EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }), EditorState.phrases.of(phrases ?? {})];
  }

  /** Undo and redo are the workspace's: what is typed is one part of what can be taken back. */
  turning(turn) {
    const run = (isBack) => () => {
      this.flush();
      turn(isBack);
      return true;
    };
    const [undo, redo] = [run(true), run(false)];
    const asked = { historyUndo: undo, historyRedo: redo };
    return [
      keymap.of([
        { key: "Mod-z", run: undo, preventDefault: true },
        { key: "Mod-y", mac: "Mod-Shift-z", run: redo, preventDefault: true },
        { linux: "Ctrl-Shift-z", win: "Ctrl-Shift-z", run: redo, preventDefault: true },
      ]),
      // From the browser's own menus.
      EditorView.domEventHandlers({ beforeinput: (event) => asked[event.inputType]?.() ?? false }),
    ];
  }

  /** The text has changed. It is told on in a task of its own, the next one: a timer would wait for the next frame. */
  rest() {
    if (!this.isUntold) this.telling.port2.postMessage(null);
    this.isUntold = true;
  }

  flush(isTyped = true) {
    if (!this.isUntold) return;
    this.isUntold = false;
    this.change(this.view.state.doc.toString(), isTyped);
  }

  /** Goes on where the stand-in stood (web/js/stand_in.js). */
  resume([anchor, head], hasFocus, scrollTop, scrollLeft) {
    if (hasFocus) this.view.focus();
    this.view.dispatch({ selection: { anchor, head } });
    // Once the heights of the lines are known.
    this.view.requestMeasure({ read() {}, write: () => Object.assign(this.view.scrollDOM, { scrollTop, scrollLeft }) });
  }

  /** Does over a key, or a paste, that came before this editor had come. The page has heard it already. */
  type({ pasted, ...key }) {
    const isKey = pasted === undefined;
    if (isKey && !this.view.contentDOM.dispatchEvent(new KeyboardEvent("keydown", { ...key, cancelable: true }))) return;
    if (isKey && (key.key.length > 1 || key.ctrlKey || key.metaKey)) return;
    const text = pasted ?? key.key;
    // A key before may have opened the search.
    if (!this.view.hasFocus) return document.execCommand("insertText", false, text);
    const { state } = this.view;
    const { from, to } = state.selection.main;
    const insert = () => state.update(state.replaceSelection(text), { userEvent: isKey ? "input.type" : "input.paste", scrollIntoView: true });
    if (isKey && state.facet(EditorView.inputHandler).some((handle) => handle(this.view, from, to, text, insert))) return;
    this.view.dispatch(insert());
  }

  setText(text) {
    this.isUntold = false;
    const before = this.view.state.doc.toString();
    if (before === text) return;
    const changes = difference(before, text);
    // What has little in common with the text before is another document.
    if (changes.to - changes.from > before.length / 2) {
      this.view.dispatch({ changes, selection: { anchor: 0 }, scrollIntoView: true, annotations: pushed.of(true) });
      return;
    }
    const shown = this.view.hasFocus && { selection: { anchor: changes.from + changes.insert.length }, scrollIntoView: true };
    this.view.dispatch({ changes, annotations: pushed.of(true), ...shown });
  }

  setMode(mode) {
    this.view.dispatch({ effects: this.language.reconfigure(languages[mode]()) });
  }

  setReadOnly(readOnly) {
    this.view.dispatch({ effects: this.writable.reconfigure(EditorState.readOnly.of(readOnly)) });
  }

  setWords(label, phrases) {
    this.view.dispatch({ effects: this.words.reconfigure(this.named(label, phrases)) });
  }

  /** `found` is a list of `{from, to, severity, message, help, code, source, url, fixes}`; `fixes` are titles. */
  setDiagnostics(found) {
    const { doc } = this.view.state;
    // Told as soon as they are known, and again when the page around has been drawn.
    const told = JSON.stringify(found);
    if (this.shown?.doc === doc && this.shown.told === told) return;
    this.shown = { doc, told };
    const shown = ({ from, to, severity, message, help, code, source, url, fixes }) => ({
      from: Math.min(from, doc.length),
      to: Math.min(to, doc.length),
      severity,
      message: help ? `${message} ${help}` : message,
      renderMessage: () => {
        const origin = url ? link(url, source) : (source ?? "");
        const lines = [message, help].filter(Boolean).map((text) => element("span", {}, ...prose(text)));
        return element("span", { className: "cm-problem" }, ...lines, element("small", {}, `${code} · `, origin));
      },
      // Asked for anew: the text may have changed since.
      actions: fixes.map((title) => ({ name: plain(title), apply: (view, from) => this.apply(this.fixesAt(from).find((fix) => fix.title === title)) })),
    });
    this.view.dispatch(setDiagnostics(this.view.state, found.map(shown)));
  }

  fixesAt(offset) {
    return this.asked?.("fixes", this.view.state, offset) ?? [];
  }

  apply(fix) {
    if (fix) this.edit(fix.changes);
  }

  /** Mends what is wrong at the caret; asks which way when there is more than one. `false` when there is nothing to mend. */
  quickFix(label) {
    const { head } = this.view.state.selection.main;
    const found = this.fixesAt(head);
    if (found.length === 1) this.apply(found[0]);
    if (found.length > 1) {
      const create = (view) => fixesMenu(view, label, found, (fix) => this.apply(fix));
      this.view.dispatch({ effects: setFixes.of({ pos: head, above: false, create }) });
    }
    return found.length > 0;
  }

  /** Puts the caret on the next (`1`) or previous (`-1`) problem, round the ends. */
  nextProblem(direction) {
    const { state } = this.view;
    const found = [];
    forEachDiagnostic(state, (each, from) => found.push({ from, message: each.message }));
    found.sort((a, b) => direction * (a.from - b.from));
    const { head } = state.selection.main;
    const next = found.find(({ from }) => direction * (from - head) > 0) ?? found[0];
    if (!next) return;
    this.goTo(next.from);
    this.view.dispatch({ effects: EditorView.announce.of(next.message) });
  }

  goToDefinition() {
    return Boolean(this.asked) && goToDefinition(this.asked, this.view, this.view.state.selection.main.head);
  }

  /** To the next place that names the same state. */
  nextReference() {
    const { head } = this.view.state.selection.main;
    const places = this.asked?.("references", this.view.state, head) ?? [];
    const next = places.find(({ from }) => from > head) ?? places[0];
    if (next) this.select(next);
  }

  select({ from, to }) {
    const effects = () => EditorView.scrollIntoView(from, { y: "center" });
    this.view.dispatch({ selection: { anchor: from, head: to }, effects: effects() });
    this.view.focus();
    // An editor that is just being brought into view cannot scroll or take the focus before it is drawn.
    if (!this.view.hasFocus) {
      requestAnimationFrame(() => {
        this.view.dispatch({ effects: effects() });
        this.view.focus();
      });
    }
  }

  /** The text as it stands, and the caret in it; none while the focus is elsewhere. */
  text() {
    this.flush();
    return this.view.state.doc.toString();
  }

  caret() {
    return this.view.hasFocus ? this.view.state.selection.main.head : undefined;
  }

  setMarks(value) {
    this.view.dispatch({ effects: setMarks.of({ ...none, ...value }) });
  }

  /** Scrolls to a line without moving the caret. */
  reveal(line) {
    const { state } = this.view;
    if (!isLine(state, line)) return;
    this.view.dispatch({ effects: EditorView.scrollIntoView(state.doc.line(line).from, { y: "start", yMargin: 0 }) });
  }

  /** Puts the caret somewhere and the focus into the editor. */
  goTo(offset) {
    const at = Math.min(offset, this.view.state.doc.length);
    this.select({ from: at, to: at });
  }

  /** Changes that a person asked for with a button: `{from, to, insert}` each. Undo takes them back together. */
  edit(changes) {
    this.flush();
    this.view.dispatch({ changes, userEvent: "input.fix" });
    this.flush(false);
  }

  destroy() {
    this.flush();
    this.telling.port1.close();
    this.view.destroy();
  }
}
