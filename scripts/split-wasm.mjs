// Splits the page's WebAssembly in two, so that a visitor need not wait for code that the first minutes do not use.
//
// The first part has everything but the functions that `isLater` names. Where it calls one of those, it calls an entry
// in its place: the entry has the second part loaded, if that has not happened, and goes on there through a table.
// The second part has no memory, tables or globals of its own: it imports those of the first, and the functions it calls.
// Static data that only the second part uses comes with it (scripts/split-data.mjs).
// Nothing of this shows in the program, which needs not know where it was split.
import { divideData, writeData } from "./split-data.mjs";
import { FUNCREF, I32, KIND, SECTION, flat, list, name, readModule, references, renumber, signed, sized, unsigned, writeModule } from "./wasm.mjs";

/** Where the parts find each other: names of imports and exports. */
const FIRST = "first";
const LATER = "later";
const LOAD = "load";
const IS_LOADED = "isLoaded";

const END = 0x0b;
const utf8 = new TextEncoder();

/**
 * `{ first, later, entries, moved }` of a module with names. `isLater` is asked with the name of each function;
 * `linked` is what is known of the static data (scripts/linked-data.mjs).
 */
export function split(bytes, isLater, linked = { pieces: [], named: new Map() }) {
  const module = readModule(bytes);
  const parts = divide(module, isLater);
  parts.data = divideData(module, parts.kept.map((index) => module.bodies[index - parts.imported.length]), linked);
  return { first: writeFirst(module, parts), later: writeLater(module, parts), entries: parts.entries.length, moved: parts.moved.length };
}

/** Which functions go where, by their index in the whole module. */
function divide(module, isLater) {
  const imported = module.imports.filter(({ kind }) => kind === KIND.function);
  const typeOf = (index) => (index < imported.length ? imported[index].type : module.functions[index - imported.length]);
  const found = module.bodies.map(references);
  const all = module.bodies.map((_, at) => at + imported.length);
  const named = (indices) => indices.flatMap((index) => found[index - imported.length].map((each) => each.index));
  const public_ = [
    ...module.exports.filter(({ kind }) => kind === KIND.function).map(({ index }) => index),
    ...module.elements.flatMap(({ functions }) => functions),
    ...(module.start === null ? [] : [module.start]),
  ];
  // What only later functions call is later too: all that the others do not reach.
  const kept = new Set();
  const reach = (index) => {
    const waiting = [index];
    while (waiting.length) {
      const next = waiting.pop();
      if (next < imported.length || kept.has(next) || isLater(module.names.get(next) ?? "")) continue;
      kept.add(next);
      waiting.push(...named([next]));
    }
  };
  public_.forEach(reach);
  const moved = all.filter((index) => !kept.has(index));
  const isMoved = new Set(moved);
  const reached = new Set([...named([...kept]), ...public_]);
  return {
    imported,
    typeOf,
    found,
    kept: all.filter((index) => kept.has(index)),
    moved,
    /** Functions of the second part that the first one names. */
    entries: moved.filter((index) => reached.has(index)),
    /** Functions of the first part that the second one names. */
    borrowed: [...new Set(named(moved))].filter((index) => !isMoved.has(index)).sort((a, b) => a - b),
  };
}

const numbering = (...groups) => {
  const numbers = new Map(groups.flat().map((index, at) => [index, at]));
  return (index) => {
    if (!numbers.has(index)) throw new Error(`function ${index} is in the other part`);
    return numbers.get(index);
  };
};

/** How the first part calls what it lends, and the second part what it borrows: short, for there are many. */
const lent = (index) => `_${index.toString(36)}`;

const entry = (kind) => (field, index) => [name(field), kind, unsigned(index)];

/** What the first part shares besides functions: `[name, kind, index, description for the import]`. */
function shared(module) {
  const of = (kind, own) => [...module.imports.filter((each) => each.kind === kind).map(({ description }) => description), ...own];
  return [
    ...of(KIND.table, module.tables).map((description, at) => [`table${at}`, KIND.table, at, description]),
    ...of(KIND.memory, module.memories).map((description, at) => [`memory${at}`, KIND.memory, at, description]),
    ...of(KIND.global, module.globals.map(({ type }) => type)).map((description, at) => [`global${at}`, KIND.global, at, description]),
  ];
}

const count = (module, kind, own) => module.imports.filter((each) => each.kind === kind).length + own.length;

function writeFirst(module, { imported, typeOf, found, kept, entries, borrowed, data }) {
  const nothing = module.types.length;
  const load = Symbol("load");
  const ensure = Symbol("ensure");
  // Imports come first; `load` is the last of them.
  const indexOf = numbering(imported.map((_, at) => at), load, kept, entries, ensure);
  const laterTable = count(module, KIND.table, module.tables);
  const isLoaded = count(module, KIND.global, module.globals);
  const table = [FUNCREF, 1, unsigned(entries.length), unsigned(entries.length)];
  const importsOf = ({ from, field, kind, description }) => [name(from), name(field), kind, description];
  const functionImports = [...imported.map(importsOf), [name(LATER), name(LOAD), KIND.function, unsigned(nothing)]];
  const otherImports = module.imports.filter(({ kind }) => kind !== KIND.function).map(importsOf);
  const exported = module.exports.map(({ field, kind, index }) => entry(kind)(field, kind === KIND.function ? indexOf(index) : index));
  const body = (index) => renumber(module.bodies[index - imported.length], found[index - imported.length], indexOf);
  // if (!isLoaded) load();
  const ensuring = [0, 0x23, unsigned(isLoaded), 0x45, 0x04, 0x40, 0x10, unsigned(indexOf(load)), END, END];
  const entering = (index, at) => {
    const parameters = Array.from({ length: module.types[typeOf(index)].parameters }, (_, each) => [0x20, unsigned(each)]);
    return [0, 0x10, unsigned(indexOf(ensure)), parameters, 0x41, signed(at), 0x11, unsigned(typeOf(index)), unsigned(laterTable), END];
  };
  return writeModule([
    [SECTION.type, list([...module.types.map(({ raw }) => raw), [0x60, 0, 0]])],
    [SECTION.import, list([...functionImports, ...otherImports])],
    [SECTION.function, list([...kept.map(typeOf), ...entries.map(typeOf), nothing].map(unsigned))],
    [SECTION.table, list([...module.tables, table])],
    ...(module.memories.length ? [[SECTION.memory, list(module.memories)]] : []),
    [SECTION.global, list([...module.globals.map(({ type, value }) => [type, value]), [I32, 1, 0x41, 0, END]])],
    [
      SECTION.export,
      list([
        ...exported,
        ...shared(module).map(([field, kind, index]) => entry(kind)(field, index)),
        ...borrowed.map((index) => entry(KIND.function)(lent(index), indexOf(index))),
        entry(KIND.table)(LATER, laterTable),
        entry(KIND.global)(IS_LOADED, isLoaded),
      ]),
    ],
    ...(module.start === null ? [] : [[SECTION.start, unsigned(indexOf(module.start))]]),
    [
      SECTION.element,
      list(
        module.elements.map(({ offset, declared, functions }) => [
          offset ? [0, offset] : [3, declared],
          list(functions.map((index) => unsigned(indexOf(index)))),
        ]),
      ),
    ],
    ...module.raw,
    [SECTION.code, list([...kept.map(body), ...entries.map(entering), ensuring].map((each) => sized([each])))],
    ...writeData(data.first),
  ]);
}

function writeLater(module, { typeOf, imported, found, moved, entries, borrowed, data }) {
  const indexOf = numbering(borrowed, moved);
  const sharedImports = shared(module).map(([field, kind, , description]) => [name(FIRST), name(field), kind, description]);
  const laterTable = count(module, KIND.table, module.tables);
  // The tables keep their numbers, the table of the entries being the last one.
  const tables = sharedImports.filter((_, at) => at < laterTable);
  const others = sharedImports.filter((_, at) => at >= laterTable);
  return writeModule([
    [SECTION.type, list(module.types.map(({ raw }) => raw))],
    [
      SECTION.import,
      list([
        ...borrowed.map((index) => [name(FIRST), name(lent(index)), KIND.function, unsigned(typeOf(index))]),
        ...tables,
        [name(FIRST), name(LATER), KIND.table, FUNCREF, 1, unsigned(entries.length), unsigned(entries.length)],
        ...others,
      ]),
    ],
    [SECTION.function, list(moved.map((index) => unsigned(typeOf(index))))],
    [SECTION.element, list([[2, unsigned(laterTable), 0x41, 0, END, 0x00, list(entries.map((index) => unsigned(indexOf(index))))]])],
    [
      SECTION.code,
      list(moved.map((index) => sized([renumber(module.bodies[index - imported.length], found[index - imported.length], indexOf)]))),
    ],
    ...writeData(data.later),
  ]);
}
