// Starts the app. An external file, so that the page needs no inline script;
// the names of the built files are on the script element, as data.
const boot = document.getElementById("boot");
const address = (name) => new URL(boot.dataset[name], document.baseURI);

try {
  const { default: init } = await import(address("js"));
  await init({ module_or_path: address("wasm") });
} catch (error) {
  const note = document.getElementById("boot-note");
  if (note) {
    note.textContent = `Stepscope could not start: ${error.message}. A recent Firefox, Chrome, Edge or Safari runs it.`;
    note.setAttribute("role", "alert");
  }
  throw error;
}
