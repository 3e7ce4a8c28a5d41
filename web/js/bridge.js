// What the Rust side imports; the editor is in web/js/stand_in.js.

/** Resolves to the text of a file that belongs to the page. */
export const fetchText = async (path) => {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
};

/** Offers a text or blob as a file called `name`. */
export const download = (name, type, text) => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
};

/** Milliseconds since the page began to load. */
export const nowMillis = () => performance.now();

/** Puts `text` on the clipboard; a browser that refuses leaves it as it was. */
export const copyText = (text) => navigator.clipboard?.writeText(text).catch(() => {});

/** Resolves once the browser has had its turn. */
export const breathe = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

/** Resolves before the page is drawn next. */
export const nextFrame = () => new Promise(requestAnimationFrame);

/** Without the workspace, should it be what fails: it is laid aside. */
const startAfresh = () => {
  const workspace = localStorage.getItem("stepscope.workspace");
  if (workspace !== null) localStorage.setItem("stepscope.workspace.unread", workspace);
  localStorage.removeItem("stepscope.workspace");
  location.reload();
};

/** The page has failed: say so, offer the workspace as a file, and a fresh start. Needs nothing that could have failed. */
export const showCrash = ({ title, explanation, save, reload, afresh }, message) => {
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
      element("button", { className: "btn", type: "button", textContent: afresh, onclick: startAfresh }),
    ),
  );
};

/** Puts the focus on the next (`1`) or previous (`-1`) pane. */
export const focusPane = (direction) => {
  const panes = [...document.querySelectorAll(".app > header, .panes > .pane, .panes > nav")].filter((pane) => pane.checkVisibility());
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes.at((at + direction + panes.length) % panes.length);
  const first = next?.querySelector("[tabindex='0'], button:not([tabindex='-1']), select, input, textarea, .cm-content");
  first?.focus();
};

/** Puts the focus on what a selector finds, once the page has been drawn. */
export const focusNext = (selector) => requestAnimationFrame(() => document.querySelector(selector)?.focus());

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

// ---- The graph as a picture ----------------------------------------------------------------------------------

/** What a shape or text takes from the page's styles. */
const STYLES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "color", "font-family", "font-size", "font-weight", "text-anchor"];
/** What only answers to a pointer. */
const UNSEEN = ".edge-ground, .edge-disc, .node-ring, .drag-layer";

/** After so long the browser gets its turn. */
const SLICE_MS = 8;

/** A copy of the graph that needs nothing of the page: its own size, colours and icons. */
const standalone = async (width, height) => {
  const graph = document.querySelector("svg.graph");
  const copy = graph.cloneNode(true);
  const [own, copied] = [graph, copy].map((svg) => [svg, ...svg.querySelectorAll("*")]);
  // Most elements look like another one: each look is written once.
  const looks = new Map();
  let since = performance.now();
  for (const [at, element] of own.entries()) {
    if (performance.now() - since > SLICE_MS) {
      await breathe();
      since = performance.now();
    }
    const style = getComputedStyle(element);
    const look = STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    if (!looks.has(look)) looks.set(look, `s${looks.size}`);
    copied[at].setAttribute("class", `${element.getAttribute("class") ?? ""} ${looks.get(look)}`.trim());
  }
  const sheet = document.createElementNS(copy.namespaceURI, "style");
  sheet.textContent = [...looks].map(([look, name]) => `.${name}{${look}}`).join("");
  copy.prepend(sheet);
  copy.querySelectorAll(UNSEEN).forEach((element) => element.remove());
  const icons = new Set([...copy.querySelectorAll("use")].map((use) => use.getAttribute("href")));
  copy.querySelector("defs").append(...[...icons].map((icon) => document.querySelector(icon).cloneNode(true)));
  const ground = document.createElementNS(copy.namespaceURI, "rect");
  for (const [name, value] of Object.entries({ width, height, fill: getComputedStyle(graph.parentElement).backgroundColor })) {
    ground.setAttribute(name, value);
  }
  const drawing = copy.querySelector(":scope > g");
  drawing.removeAttribute("transform");
  drawing.before(ground);
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}`, xmlns: copy.namespaceURI })) {
    copy.setAttribute(name, value);
  }
  return new XMLSerializer().serializeToString(copy);
};

/** Pixels of the picture for one of the drawing, unless it gets too large for a canvas. */
const PIXELS = 2;
const MOST_PIXELS = 8192;

/** Resolves when all states are drawn, also those out of sight; the page draws in its own time. */
const drawn = async (states) => {
  const graph = document.querySelector("svg.graph");
  while (graph.isConnected && graph.querySelectorAll(".node").length < states) await new Promise(requestAnimationFrame);
};

/** Offers the graph of so many states as a file: `svg`, or `png`. */
export const downloadGraph = async (name, kind, width, height, states) => {
  await drawn(states);
  const text = await standalone(width, height);
  if (kind === "svg") return download(`${name}.svg`, "image/svg+xml", text);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(PIXELS, MOST_PIXELS / Math.max(width, height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => download(`${name}.png`, "image/png", blob));
};
