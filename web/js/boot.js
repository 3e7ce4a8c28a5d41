// Starts the app. An external file, so that the page needs no inline script;
// the names of the built files are on the script element, as data.
const boot = document.getElementById("boot");
const address = (name) => new URL(boot.dataset[name], document.baseURI);

// The program comes in two parts (scripts/split-wasm.mjs), in a build for development in one. The second is fetched
// at the first sign that someone uses the page; before the first render where there is work to open, which may need
// any of it.
const isSplit = "later" in boot.dataset;
const hasWork = () => {
  try {
    return location.hash.length > 1 || localStorage.getItem("stepscope.workspace") !== null;
  } catch {
    return false; // a browser that keeps nothing
  }
};
const compileLater = () => WebAssembly.compileStreaming(fetch(address("later")));
/** What the first part exports. */
let first;

const join = (module) => {
  if (first.isLoaded.value) return;
  new WebAssembly.Instance(module, { first });
  first.isLoaded.value = 1;
};

/** Something wants the second part before it has come. */
const load = () => {
  const request = new XMLHttpRequest();
  request.open("GET", address("later"), false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  join(new WebAssembly.Module(Uint8Array.from(request.response, (letter) => letter.charCodeAt(0) & 0xff)));
};

/** The glue of the program knows nothing of the second part: what joins them is added where it instantiates. */
const addLater = (name, early) => {
  const instantiate = WebAssembly[name];
  WebAssembly[name] = async (source, imports) => {
    const made = await instantiate(source, { ...imports, later: { load } });
    first = (made.instance ?? made).exports;
    if (early) await early.then(join, () => {});
    return made;
  };
};

/** What tells that someone uses the page. */
const SIGNS = ["pointermove", "pointerdown", "wheel", "keydown", "focusin", "click", "dragenter"];
const firstSign = () => new Promise((done) => SIGNS.forEach((sign) => addEventListener(sign, done, { once: true, capture: true })));
/** Resolves at the first of them; the editor waits for it too (web/js/stand_in.js). */
boot.used = hasWork() ? Promise.resolve() : firstSign();

try {
  const early = isSplit && hasWork() && compileLater();
  if (isSplit) ["instantiate", "instantiateStreaming"].forEach((name) => addLater(name, early));
  const { default: init } = await import(address("js"));
  await init({ module_or_path: address("wasm") });
  if (isSplit && !early) {
    await boot.used;
    // One that does not come is asked for again when it is wanted.
    compileLater().then(join, () => {});
  }
} catch (error) {
  const note = document.getElementById("boot-note");
  if (note) {
    note.textContent = `Stepscope could not start: ${error.message}. A recent Firefox, Chrome, Edge or Safari runs it.`;
    note.setAttribute("role", "alert");
  }
  throw error;
}
