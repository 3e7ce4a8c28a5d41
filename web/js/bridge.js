// What the Rust side imports. The editor itself is fetched beside the WebAssembly, and does not hold it up:
// a module of its own, so that the crate compiles and its tests run without the bundle.

/** Resolves to a new `CodeEditor` (see web/js/editor.js). */
export const openEditor = async (parent, options) => {
  const { CodeEditor } = await import(new URL("editor.js", document.baseURI));
  return new CodeEditor(parent, options);
};

/** Resolves to the text of a file that belongs to the page. */
export const fetchText = async (path) => {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
};

/** Offers `text` as a file called `name`. */
export const download = (name, type, text) => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
};

/** Puts `text` on the clipboard; a browser that refuses leaves it as it was. */
export const copyText = (text) => navigator.clipboard?.writeText(text).catch(() => {});

// Structured data comes as JSON text.
export const setDiagnostics = (editor, found) => editor.setDiagnostics(JSON.parse(found));
export const setMarks = (editor, marks) => editor.setMarks(JSON.parse(marks));
export const setWords = (editor, label, phrases) => editor.setWords(label, JSON.parse(phrases));
export const applyEdits = (editor, changes) => editor.edit(JSON.parse(changes));

/** The page has failed: say so, offer the workspace as a file, and a fresh start. Needs nothing that could have failed. */
export const showCrash = ({ title, explanation, save, reload }, message) => {
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const keep = () => download("workspace.stepscope.json", "application/json", localStorage.getItem("stepscope.workspace") ?? "{}");
  document.body.replaceChildren(
    element(
      "main",
      { className: "crash" },
      element("h1", { textContent: title }),
      element("p", { textContent: explanation }),
      element("pre", { textContent: message }),
      element("button", { className: "btn primary", type: "button", textContent: save, onclick: keep }),
      element("button", { className: "btn", type: "button", textContent: reload, onclick: () => location.reload() }),
    ),
  );
};

/** Puts the focus on the next (`1`) or previous (`-1`) pane. */
export const focusPane = (direction) => {
  const panes = [...document.querySelectorAll(".app > header, .panes > .pane, .panes > nav")].filter((pane) => pane.checkVisibility());
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes.at((at + direction + panes.length) % panes.length);
  const first = next?.querySelector("[tabindex='0'], button:not([tabindex='-1']), select, input, .cm-content");
  first?.focus();
};

/** Brings the first element that a selector finds inside `parent` into view, moving no more than needed. */
export const revealInside = (parent, selector) => parent.querySelector(selector)?.scrollIntoView({ block: "nearest" });

/** Left edge and middle of each row with a place on the thread, in order, as one flat list. */
export const threadPlaces = (stages) => {
  const origin = stages.getBoundingClientRect();
  const rows = [...stages.querySelectorAll("[data-thread]")].sort((a, b) => b.dataset.thread - a.dataset.thread);
  const place = (row) => {
    const box = row.getBoundingClientRect();
    return [box.left - origin.left, box.top - origin.top + box.height / 2];
  };
  return new Float64Array(rows.flatMap(place));
};
