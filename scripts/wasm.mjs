// Reads and writes the binary format of WebAssembly, as far as scripts/split-wasm.mjs needs it.
// https://webassembly.github.io/spec/core/binary/

/** Section numbers, and the order in which they stand in a module. */
export const SECTION = { custom: 0, type: 1, import: 2, function: 3, table: 4, memory: 5, global: 6, export: 7, start: 8, element: 9, code: 10, data: 11, dataCount: 12 };
/** What an import or export is. */
export const KIND = { function: 0, table: 1, memory: 2, global: 3 };
export const FUNCREF = 0x70;
export const I32 = 0x7f;
const I32_CONST = 0x41;

/** Reads bytes in order. */
export class Reader {
  constructor(bytes, at = 0, end = bytes.length) {
    Object.assign(this, { bytes, at, end });
  }
  byte() {
    return this.bytes[this.at++];
  }
  unsigned() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
  signed() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return byte & 0x40 ? value - 2 ** (shift + 7) : value;
    }
  }
  /** The lower and the upper half of a number of 64 bits. */
  halves() {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return [Number(BigInt.asUintN(32, value)), Number(BigInt.asUintN(32, value >> 32n))];
    }
  }
  /** Passes a number of either sign. */
  skipNumber() {
    while (this.byte() >= 0x80);
  }
  slice(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  }
  name() {
    return new TextDecoder().decode(this.slice(this.unsigned()));
  }
  list(read) {
    return Array.from({ length: this.unsigned() }, () => read(this));
  }
  /** What `read` passes, as bytes. */
  raw(read) {
    const from = this.at;
    read(this);
    return this.bytes.subarray(from, this.at);
  }
}

// ---- Writing: bytes are nested arrays of numbers and byte arrays, made flat at the end ---------------------------

export const unsigned = (value) => {
  const out = [];
  for (; value >= 0x80; value = Math.floor(value / 128)) out.push((value % 128) | 0x80);
  return [...out, value];
};
export const signed = (value) => {
  const out = [];
  for (;;) {
    const byte = value & 0x7f;
    value >>= 7;
    if ((value === 0 && !(byte & 0x40)) || (value === -1 && byte & 0x40)) return [...out, byte];
    out.push(byte | 0x80);
  }
};
export const name = (text) => sized([new TextEncoder().encode(text)]);
export const list = (items) => [unsigned(items.length), items];
export const sized = (parts) => {
  const bytes = flat(parts);
  return [unsigned(bytes.length), bytes];
};

/** Nested arrays of bytes as one array of bytes. */
export function flat(parts) {
  const chunks = [];
  let length = 0;
  const walk = (part) => {
    if (typeof part === "number") chunks.push(Uint8Array.of(part));
    else if (part instanceof Uint8Array) chunks.push(part);
    else return part.forEach(walk);
    length += chunks.at(-1).length;
  };
  walk(parts);
  const bytes = new Uint8Array(length);
  chunks.reduce((at, chunk) => (bytes.set(chunk, at), at + chunk.length), 0);
  return bytes;
}

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** A module from its sections, `[number, content]` each. */
export const writeModule = (sections) => flat([MAGIC, sections.map(([id, content]) => [id, sized(content)])]);

// ---- Modules -----------------------------------------------------------------------------------------------------

const limits = (reader) => {
  const flags = reader.byte();
  reader.unsigned();
  if (flags & 1) reader.unsigned();
};
const tableType = (reader) => (reader.byte(), limits(reader));
const globalType = (reader) => (reader.byte(), reader.byte());

/** An expression that gives a constant; only plain constants are known. */
const constant = (reader) => {
  while (reader.at < reader.end) {
    const opcode = reader.byte();
    if (opcode === 0x0b) return;
    if (opcode === 0x41 || opcode === 0x42 || opcode === 0x23 || opcode === 0xd0) reader.skipNumber();
    else if (opcode === 0x43) reader.slice(4);
    else if (opcode === 0x44) reader.slice(8);
    else throw new Error(`constant expression with opcode ${opcode}`);
  }
};

const functionType = (reader) => {
  const raw = reader.raw(() => {
    if (reader.byte() !== 0x60) throw new Error("a type that is not a function's");
    reader.slice(reader.unsigned());
    reader.slice(reader.unsigned());
  });
  return { raw, parameters: new Reader(raw, 1).unsigned() };
};

const importEntry = (reader) => {
  const [from, field, kind] = [reader.name(), reader.name(), reader.byte()];
  const read = [() => reader.unsigned(), tableType, limits, globalType][kind];
  const description = reader.raw(read);
  return { from, field, kind, description, type: kind === KIND.function ? new Reader(description).unsigned() : undefined };
};

/** Active segments for the first table, and declarations. */
const elementEntry = (reader) => {
  const flags = reader.unsigned();
  if (flags === 0) return { offset: reader.raw(constant), functions: reader.list((each) => each.unsigned()) };
  if (flags === 3) return { declared: reader.byte(), functions: reader.list((each) => each.unsigned()) };
  throw new Error(`element segment of kind ${flags}`);
};

/** Active segments at constant addresses. */
const dataEntry = (reader) => {
  if (reader.unsigned() !== 0 || reader.byte() !== I32_CONST) throw new Error("a data segment that is not at a constant address");
  const start = reader.signed();
  reader.byte(); // end
  return { start, bytes: reader.slice(reader.unsigned()) };
};

/** The names of functions by index, from the section `name`. */
function functionNames(reader) {
  const names = new Map();
  while (reader.at < reader.end) {
    const kind = reader.byte();
    const end = reader.unsigned() + reader.at;
    if (kind === 1) reader.list(() => names.set(reader.unsigned(), reader.name()));
    reader.at = end;
  }
  return names;
}

/** A module in parts; `raw` has the sections that nobody looks into. */
export function readModule(bytes) {
  const reader = new Reader(bytes, MAGIC.length);
  const module = { types: [], imports: [], functions: [], tables: [], memories: [], globals: [], exports: [], start: null, elements: [], bodies: [], data: [], names: new Map(), raw: [] };
  const read = {
    [SECTION.type]: () => (module.types = reader.list(functionType)),
    [SECTION.import]: () => (module.imports = reader.list(importEntry)),
    [SECTION.function]: () => (module.functions = reader.list(() => reader.unsigned())),
    [SECTION.table]: () => (module.tables = reader.list(() => reader.raw(tableType))),
    [SECTION.memory]: () => (module.memories = reader.list(() => reader.raw(limits))),
    [SECTION.global]: () =>
      (module.globals = reader.list(() => ({ type: reader.raw(globalType), value: reader.raw(constant) }))),
    [SECTION.export]: () =>
      (module.exports = reader.list(() => ({ field: reader.name(), kind: reader.byte(), index: reader.unsigned() }))),
    [SECTION.start]: () => (module.start = reader.unsigned()),
    [SECTION.element]: () => (module.elements = reader.list(elementEntry)),
    // Only instructions need it that make data segments by themselves, and there are none.
    [SECTION.dataCount]: () => {},
    [SECTION.data]: () => (module.data = reader.list(dataEntry)),
    [SECTION.code]: () => (module.bodies = reader.list(() => reader.slice(reader.unsigned()))),
  };
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const end = reader.unsigned() + reader.at;
    if (read[id]) read[id]();
    else if (id === SECTION.custom) {
      if (reader.name() === "name") module.names = functionNames(new Reader(bytes, reader.at, end));
    } else module.raw.push([id, bytes.subarray(reader.at, end)]);
    reader.at = end;
  }
  return module;
}

// ---- Code --------------------------------------------------------------------------------------------------------

const CALL = 0x10;
const RETURN_CALL = 0x12;
const REF_FUNC = 0xd2;
const I64_CONST = 0x42;
const FIRST_LOAD = 0x28;
const LAST_STORE = 0x3e;
const none = () => {};
const number = (reader) => reader.skipNumber();
const numbers = (count) => (reader) => {
  for (let at = 0; at < count; at++) reader.skipNumber();
};

/** What follows each opcode. */
const OPERANDS = (() => {
  const table = new Array(256);
  const set = (from, to, read) => table.fill(read, from, to + 1);
  set(0x00, 0x01, none); // unreachable, nop
  set(0x02, 0x04, number); // block, loop, if
  set(0x05, 0x05, none); // else
  set(0x0b, 0x0b, none); // end
  set(0x0c, 0x0d, number); // br, br_if
  set(0x0e, 0x0e, (reader) => (reader.list(number), reader.skipNumber())); // br_table
  set(0x0f, 0x0f, none); // return
  set(CALL, CALL, number);
  set(0x11, 0x11, numbers(2)); // call_indirect
  set(RETURN_CALL, RETURN_CALL, number);
  set(0x13, 0x13, numbers(2)); // return_call_indirect
  set(0x1a, 0x1b, none); // drop, select
  set(0x1c, 0x1c, (reader) => reader.list(number)); // select with types
  set(0x20, 0x26, number); // locals, globals, tables
  set(FIRST_LOAD, LAST_STORE, numbers(2)); // loads and stores
  set(0x3f, 0x42, number); // memory.size, memory.grow, i32.const, i64.const
  set(0x43, 0x43, (reader) => reader.slice(4)); // f32.const
  set(0x44, 0x44, (reader) => reader.slice(8)); // f64.const
  set(0x45, 0xc4, none); // arithmetic
  set(0xd0, 0xd0, number); // ref.null
  set(0xd1, 0xd1, none); // ref.is_null
  set(REF_FUNC, REF_FUNC, number);
  set(0xfc, 0xfc, (reader) => {
    const opcode = reader.unsigned();
    const counts = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];
    if (opcode >= counts.length) throw new Error(`opcode 0xfc ${opcode}`);
    numbers(counts[opcode])(reader);
  });
  return table;
})();

/** The instructions of a body: which, and where their operands stand. */
function* instructions(body) {
  const reader = new Reader(body);
  reader.list(() => (reader.unsigned(), reader.byte())); // locals
  while (reader.at < body.length) {
    const opcode = reader.byte();
    const at = reader.at;
    const pass = OPERANDS[opcode];
    if (!pass) throw new Error(`opcode 0x${opcode.toString(16)}`);
    pass(reader);
    yield { opcode, at, end: reader.at };
  }
}

const CALLS = [CALL, RETURN_CALL, REF_FUNC];

/** The functions that a body names, as `{ at, end, index }`: where the index stands, and which it is. */
export function references(body) {
  const found = [];
  for (const { opcode, at, end } of instructions(body)) {
    if (CALLS.includes(opcode)) found.push({ at, end, index: new Reader(body, at).unsigned() });
  }
  return found;
}

/**
 * The numbers in a body that may be addresses: constants, and offsets of loads and stores. An address and a length that
 * are written together stand in one constant of 64 bits.
 */
export function addresses(body) {
  const found = [];
  for (const { opcode, at } of instructions(body)) {
    const reader = new Reader(body, at);
    if (opcode === I32_CONST) found.push(reader.signed());
    if (opcode === I64_CONST) found.push(...reader.halves());
    if (opcode >= FIRST_LOAD && opcode <= LAST_STORE) {
      reader.unsigned(); // alignment
      found.push(reader.unsigned());
    }
  }
  return found;
}

/** A body with each function it names called by another index. */
export function renumber(body, found, indexOf) {
  const parts = [];
  let from = 0;
  for (const { at, end, index } of found) {
    parts.push(body.subarray(from, at), unsigned(indexOf(index)));
    from = end;
  }
  return flat([parts, body.subarray(from)]);
}
