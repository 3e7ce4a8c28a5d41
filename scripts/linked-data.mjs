// What the linker knows of static data, from a file that it wrote with `--emit-relocs` (web/build.rs): where each piece
// lies, and which pieces hold the addresses of which others.
// https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md
import { Reader, SECTION } from "./wasm.mjs";

const SYMBOL_TABLE = 8;
const SYMBOL = { function: 0, data: 1, section: 3 };
const IS_UNDEFINED = 0x10;
const HAS_NAME = 0x40;
/** Types of relocation that stand for an address in memory, and all that have an addend. */
const ADDRESS = [3, 4, 5];
const HAS_ADDEND = [...ADDRESS, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23];

/**
 * `{ pieces, named }`. Pieces are in the order of their addresses, `{ start, end, holds, isPinned }`: `holds` are the
 * pieces whose addresses stand in it; a pinned piece is reached by way of an address far from it, so that nobody can
 * tell who uses it. `named` has the pieces that the code means by an address.
 */
export function linkedData(bytes) {
  const { sections, customs } = layout(bytes);
  const segments = readSegments(bytes, sections.find(({ id }) => id === SECTION.data));
  const symbols = readSymbols(bytes, customs.get("linking"), segments);
  const pieces = join(symbols.filter((symbol) => symbol?.end > symbol?.start));
  const named = new Map();
  for (const [name, { start, end }] of customs) {
    if (!name.startsWith("reloc.")) continue;
    for (const { section, offset, symbol, addend } of readRelocations(bytes, start, end)) {
      const piece = symbols[symbol] && pieceAt(pieces, symbols[symbol].start);
      if (!piece) continue;
      const address = symbols[symbol].start + addend;
      // The end of a piece is where a walk through it ends.
      if (address < piece.start || address > piece.end) piece.isPinned = true;
      const { id, start: from } = sections[section];
      if (id === SECTION.data) pieceAt(pieces, segments.address(from + offset))?.holds.push(piece);
      else named.set(address, (named.get(address) ?? new Set()).add(piece));
    }
  }
  return { pieces, named };
}

/** The piece with an address inside of it, if there is one. */
export function pieceAt(pieces, address) {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].start <= address) low = middle + 1;
    else high = middle;
  }
  return low > 0 && address < pieces[low - 1].end ? pieces[low - 1] : undefined;
}

/** Where the sections are. */
function layout(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = [];
  const customs = new Map();
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const end = reader.unsigned() + reader.at;
    sections.push({ id, start: reader.at, end });
    if (id === SECTION.custom) customs.set(reader.name(), { start: reader.at, end });
    reader.at = end;
  }
  return { sections, customs };
}

function readSegments(bytes, { start, end }) {
  const segments = new Reader(bytes, start, end).list((reader) => {
    if (reader.unsigned() !== 0) throw new Error("a data segment that is not active");
    reader.byte(); // i32.const
    const address = reader.unsigned();
    reader.byte(); // end
    const length = reader.unsigned();
    const at = reader.at;
    reader.slice(length);
    return { address, at, length };
  });
  /** The address of what stands at an offset of the file. */
  const address = (offset) => {
    const segment = segments.find(({ at, length }) => at <= offset && offset < at + length);
    return segment ? segment.address + offset - segment.at : -1;
  };
  return { list: segments, address };
}

/** Places of the data symbols, by number; others are empty. */
function readSymbols(bytes, { start, end }, segments) {
  const reader = new Reader(bytes, start, end);
  reader.unsigned(); // version
  while (reader.at < end) {
    const kind = reader.byte();
    const next = reader.unsigned() + reader.at;
    if (kind === SYMBOL_TABLE) return reader.list(() => readSymbol(reader, segments));
    reader.at = next;
  }
  throw new Error("the linker told of no symbols");
}

function readSymbol(reader, segments) {
  const [kind, flags] = [reader.byte(), reader.unsigned()];
  const isDefined = !(flags & IS_UNDEFINED);
  if (kind === SYMBOL.section) return void reader.unsigned();
  if (kind !== SYMBOL.data) {
    reader.unsigned();
    return isDefined || flags & HAS_NAME ? void reader.name() : undefined;
  }
  reader.name();
  if (!isDefined) return undefined;
  const [segment, offset, size] = [reader.unsigned(), reader.unsigned(), reader.unsigned()];
  const from = segments.list[segment];
  return from && { start: from.address + offset, end: from.address + offset + size };
}

function readRelocations(bytes, start, end) {
  const reader = new Reader(bytes, start, end);
  const section = reader.unsigned();
  const found = reader.list(() => {
    const [type, offset, symbol] = [reader.byte(), reader.unsigned(), reader.unsigned()];
    const addend = HAS_ADDEND.includes(type) ? reader.signed() : 0;
    return { type, section, offset, symbol, addend };
  });
  return found.filter(({ type }) => ADDRESS.includes(type));
}

/** Pieces that do not overlap. */
function join(symbols) {
  const pieces = [];
  for (const { start, end } of symbols.toSorted((a, b) => a.start - b.start)) {
    const last = pieces.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else pieces.push({ start, end, holds: [], isPinned: false });
  }
  return pieces;
}
