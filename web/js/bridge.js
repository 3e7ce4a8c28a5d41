// What the Rust side imports. The editor itself is fetched beside the WebAssembly, and does not hold it up:
// a module of its own, so that the crate compiles and its tests run without the bundle.

/** Resolves to the module web/js/editor.js. */
export const loadEditor = () => import(new URL("editor.js", document.baseURI));
