// What the Rust side imports. The editor itself is fetched beside the WebAssembly, and does not hold it up:
// a module of its own, so that the crate compiles and its tests run without the bundle.

/** Resolves to a new `CodeEditor` (see web/js/editor.js). */
export const openEditor = async (parent, options) => {
  const { CodeEditor } = await import(new URL("editor.js", document.baseURI));
  return new CodeEditor(parent, options);
};

/** Offers `text` as a file called `name`. */
export const download = (name, type, text) => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
};

// Structured data comes as JSON text.
export const setDiagnostics = (editor, found) => editor.setDiagnostics(JSON.parse(found));
export const setMarks = (editor, marks) => editor.setMarks(JSON.parse(marks));
export const setWords = (editor, label, phrases) => editor.setWords(label, JSON.parse(phrases));
export const applyEdits = (editor, changes) => editor.edit(JSON.parse(changes));
