// The editor as Rust sees it. It is two in turn: the code editor proper (web/js/editor.js) weighs as much as a fifth
// of the program, and is fetched at the first sign that someone uses the page. Until it has come, a stand-in shows the
// text in its place, takes the focus and the caret, and keeps what is typed.
// A module of its own, so that the crate compiles and its tests run without the bundle.

const boot = document.getElementById("boot");

/** Has anyone pressed anything since the page began to load? */
let hasActed = false;
for (const act of ["pointerdown", "keydown"]) addEventListener(act, () => (hasActed = true), { once: true, capture: true });

/** How long a line that failed rests. */
const RETRY_MS = 2000;

/** Resolves to the class of the code editor, however often it has to be asked for; never where the page is without
 *  `boot.js`. */
const codeEditor = async () => {
  await (boot ? boot.used : new Promise(() => {}));
  for (;;) {
    try {
      return (await import(new URL(boot.dataset.editor ?? "editor.js", document.baseURI))).CodeEditor;
    } catch (error) {
      console.error(error);
      await new Promise((rested) => setTimeout(rested, RETRY_MS));
    }
  }
};

// ---- What it shows: the lines in sight, as the code editor shows them ----------------------------------------------

/** A property's name, string, number, word, punctuation. */
const TOKEN = /("(?:\\.|[^"\\])*")(?=\s*:)|("(?:\\.|[^"\\])*"?)|(-?\d[\d.eE+-]*)|(true|false|null)|([{}[\],:])/g;
const CLASSES = ["c-key", "c-str", "c-num", "c-word", "c-punct"];

const element = (name, className, ...children) => {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
};

/** A line in pieces of one look each, `[text, class]`. */
const pieces = (line, mode) => {
  const found = [];
  let end = 0;
  for (const token of mode === "json" ? line.matchAll(TOKEN) : []) {
    const kind = token.slice(1).findIndex((each) => each !== undefined);
    found.push([line.slice(end, token.index), ""], [token[0], CLASSES[kind]]);
    end = token.index + token[0].length;
  }
  return [...found, [line.slice(end), ""]];
};

/** The elements of a line that starts at an offset; problems cut its pieces where they begin and end. */
const drawn = (line, offset, mode, problems) => {
  const cuts = problems.flatMap(({ from, to }) => [from, to]).sort((a, b) => a - b);
  const parts = [];
  let at = offset;
  const put = (text, look) => {
    const problem = problems.find(({ from, to }) => from <= at && at < to);
    parts.push(element("span", problem ? `${look} lint lint-${problem.severity}` : look, text));
    at += text.length;
  };
  for (let [text, look] of pieces(line, mode)) {
    for (const cut of cuts.filter((cut) => at < cut && cut < at + text.length)) {
      const length = cut - at;
      put(text.slice(0, length), look);
      text = text.slice(length);
    }
    if (text) put(text, look);
  }
  return parts;
};

// ---- What it keeps -------------------------------------------------------------------------------------------------

/** Keys that the textarea would take for itself, or the browser, where the code editor has its own use for them. */
const EDITING = ["Enter", "Backspace", "Delete", "Home", "End", "PageUp", "PageDown", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
const SHORTCUTS = ["f", "d", "z", "y", "/", " "];

const isKept = ({ key, ctrlKey, metaKey, isComposing }) => {
  if (isComposing) return false;
  return EDITING.includes(key) || (ctrlKey || metaKey ? SHORTCUTS.includes(key.toLowerCase()) : key.length === 1);
};

class StandIn {
  constructor(parent, options) {
    this.options = options;
    this.marks = { breakpoints: [] };
    this.diagnostics = [];
    /** Keys and pastes, and what the page asked for, in order: the code editor does them over. */
    this.typed = [];
    this.asked = [];
    this.isComposing = false;
    this.frame = null;
    this.gutter = element("div", "gutter");
    this.code = element("div", "code");
    this.area = element("textarea", "");
    Object.assign(this.area, { value: options.text, ariaLabel: options.label, wrap: "off", spellcheck: false });
    this.area.setSelectionRange(0, 0);
    const lines = element("div", "lines", this.gutter, this.code);
    lines.ariaHidden = "true";
    this.dom = element("div", "stand-in", lines, this.area);
    parent.append(this.dom);
    this.listen();
    this.draw();
  }

  listen() {
    const on = (name, act) => this.area.addEventListener(name, act);
    on("scroll", () => this.draw());
    on("compositionstart", () => (this.isComposing = true));
    on("compositionend", () => (this.isComposing = false));
    // What does not come by keys: dictated, composed, dropped.
    on("input", () => this.change(true));
    on("keydown", (event) => {
      if (!isKept(event)) return;
      event.preventDefault();
      const { key, code, shiftKey, altKey, ctrlKey, metaKey } = event;
      this.typed.push({ key, code, shiftKey, altKey, ctrlKey, metaKey });
    });
    on("paste", (event) => {
      event.preventDefault();
      this.typed.push({ pasted: event.clipboardData.getData("text/plain") });
    });
    this.gutter.addEventListener("mousedown", ({ target }) => this.options.toggle(Number(target.closest("[data-line]").dataset.line)));
  }

  /** Draws with the next frame. */
  draw() {
    this.frame ??= requestAnimationFrame(() => this.drawNow());
  }

  /** The lines in sight: as many as the window has room for, since it may be hidden yet. */
  drawNow() {
    this.frame = null;
    const row = parseFloat(getComputedStyle(this.dom).lineHeight);
    const first = Math.floor(this.area.scrollTop / row);
    const all = this.area.value.split("\n");
    const lines = all.slice(first, first + Math.ceil(innerHeight / row) + 1);
    let offset = all.slice(0, first).reduce((sum, line) => sum + line.length + 1, 0);
    const content = lines.map((line, at) => {
      const parts = drawn(line, offset, this.options.mode, this.diagnostics);
      offset += line.length + 1;
      return element("div", this.look(first + at + 1), ...parts);
    });
    this.code.replaceChildren(...content);
    this.gutter.replaceChildren(...lines.map((_, at) => this.number(first + at + 1)));
    const down = first * row - this.area.scrollTop;
    this.gutter.style.transform = `translateY(${down}px)`;
    this.code.style.transform = `translate(${-this.area.scrollLeft}px, ${down}px)`;
  }

  look(line) {
    const { selected, current } = this.marks;
    if (line === current) return "is-current";
    return selected && line >= selected[0] && line <= selected[1] ? "is-selected" : "";
  }

  number(line) {
    const { current, breakpoints } = this.marks;
    const mark = line === current ? "cur" : breakpoints.includes(line) && "bp";
    const made = element("div", this.look(line), ...(mark ? [element("span", mark)] : []), line);
    made.dataset.line = line;
    return made;
  }

  change(isTyped) {
    this.draw();
    this.options.change(this.area.value, isTyped);
  }

  setText(text) {
    if (text === this.area.value) return;
    this.area.value = text;
    this.area.setSelectionRange(0, 0);
    this.draw();
  }

  setMode(mode) {
    this.options.mode = mode;
    this.draw();
  }

  setWords(label, phrases) {
    Object.assign(this.options, { label, phrases });
    this.area.ariaLabel = label;
  }

  setMarks(marks) {
    Object.assign(this.marks, marks);
    this.draw();
  }

  setDiagnostics(found) {
    this.diagnostics = found;
    this.draw();
  }

  edit(changes) {
    const apply = (text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to);
    this.area.value = changes.toSorted((a, b) => b.from - a.from).reduce(apply, this.area.value);
    this.change(false);
  }

  text() {
    return this.area.value;
  }

  hasFocus() {
    return document.activeElement === this.area;
  }

  caret() {
    return this.hasFocus() ? this.area.selectionEnd : undefined;
  }

  goTo(offset) {
    this.area.setSelectionRange(offset, offset);
    this.area.focus();
    this.asked.push(["goTo", [offset]]);
  }

  /** What the page selects by itself, while it opens, does not move the text: one reads it from its beginning. */
  reveal(line) {
    if (hasActed) this.asked.push(["reveal", [line]]);
  }

  destroy() {
    this.dom.remove();
  }

  /** Resolves once no pointer is held on it and nothing is being composed: then nothing is lost by taking it away. */
  async rest() {
    const ended = (name) => new Promise((done) => addEventListener(name, done, { once: true }));
    if (this.dom.matches(":active")) await Promise.race(["pointerup", "pointercancel"].map(ended));
    if (this.isComposing) await ended("compositionend");
  }
}

/** What only the code editor can do, and does when it has come. */
for (const name of ["quickFix", "nextProblem", "goToDefinition", "nextReference"]) {
  StandIn.prototype[name] = function (...values) {
    this.asked.push([name, values]);
  };
}

// ---- The editor ----------------------------------------------------------------------------------------------------

class Editor {
  constructor(parent, options) {
    this.now = new StandIn(parent, options);
    this.open(parent);
  }

  /** The code editor takes the stand-in's place. */
  async open(parent) {
    const CodeEditor = await codeEditor();
    await this.now.rest();
    const { dom, area, options, marks, diagnostics, typed, asked } = this.now;
    if (!dom.isConnected) return; // closed meanwhile
    const hasFocus = this.now.hasFocus();
    const { selectionStart, selectionEnd, selectionDirection, scrollTop, scrollLeft } = area;
    const caret = selectionDirection === "backward" ? [selectionEnd, selectionStart] : [selectionStart, selectionEnd];
    dom.remove();
    this.now = new CodeEditor(parent, { ...options, text: area.value });
    this.now.setMarks(marks);
    this.now.setDiagnostics(diagnostics);
    this.now.resume(caret, hasFocus, scrollTop, scrollLeft);
    asked.forEach(([name, values]) => this.now[name](...values));
    typed.forEach((each) => this.now.type(each));
  }
}

for (const name of ["setText", "setMode", "text", "caret", "goTo", "reveal", "quickFix", "nextProblem", "goToDefinition", "nextReference", "destroy"]) {
  Editor.prototype[name] = function (...values) {
    return this.now[name](...values);
  };
}

/** An editor inside `parent`. */
export const openEditor = (parent, options) => new Editor(parent, options);

// Structured data comes as JSON text.
export const setDiagnostics = ({ now }, found) => now.setDiagnostics(JSON.parse(found));
export const setMarks = ({ now }, marks) => now.setMarks(JSON.parse(marks));
export const setWords = ({ now }, label, phrases) => now.setWords(label, JSON.parse(phrases));
export const applyEdits = ({ now }, changes) => now.edit(JSON.parse(changes));
