// A program in two parts does what it does in one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isLater } from "../../scripts/later.mjs";
import { divideData } from "../../scripts/split-data.mjs";
import { split } from "../../scripts/split-wasm.mjs";
import { I32, KIND, SECTION, list, name, signed, sized, unsigned, writeModule } from "../../scripts/wasm.mjs";

const END = 0x0b;
const get = [0x20, 0];
const call = (index) => [0x10, index];
const constant = (value) => [0x41, value];

/** Functions 0: of the world outside, adds one; 1: calls 2 and 0; 2: calls 3 and 0; 3: doubles by way of the memory. */
function program(names) {
  const bodies = [
    [get, call(2), call(0)],
    [get, call(3), call(0)],
    [constant(0), get, constant(2), 0x6c, 0x36, 2, 0, constant(0), 0x28, 2, 0],
  ];
  const described = [name("name"), 1, sized([list(names.map((each, at) => [at + 1, name(each)]))])];
  return writeModule([
    [SECTION.type, list([[0x60, 1, I32, 1, I32]])],
    [SECTION.import, list([[name("world"), name("addOne"), KIND.function, 0]])],
    [SECTION.function, list([0, 0, 0])],
    [SECTION.memory, list([[0, 1]])],
    [SECTION.export, list([[name("run"), KIND.function, unsigned(1)]])],
    [SECTION.code, list(bodies.map((body) => sized([0, body, END])))],
    [SECTION.custom, described],
  ]);
}

const world = { addOne: (number) => number + 1 };

/** Runs the two parts; `[result, how often the second part was loaded]`. */
function runParts({ first, later }, input) {
  let loads = 0;
  const load = () => {
    loads++;
    new WebAssembly.Instance(new WebAssembly.Module(later), { first: exports });
    exports.isLoaded.value = 1;
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(first), { world, later: { load } });
  assert.equal(loads, 0);
  return [exports.run(input), exports.run(input), loads];
}

test("two parts answer as the whole does, and the second is loaded once, when it is called", () => {
  for (const [names, moved] of [
    [["app::run", "jsonata::eval", "core::double"], 2],
    [["app::run", "app::eval", "jsonata::double"], 1],
    [["jsonata::run", "jsonata::eval", "jsonata::double"], 3],
  ]) {
    const whole = program(names);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(whole), { world });
    const parts = split(whole, isLater);
    assert.equal(parts.moved, moved, names);
    assert.equal(parts.entries, 1);
    assert.deepEqual(runParts(parts, 5), [exports.run(5), exports.run(5), 1]);
  }
});

test("a module is named by its path, wherever it stands in a name", () => {
  for (const [name, expected] of [
    ["jsonata::evaluate::call::h123", true],
    ["<jsonata::value::Value as core::clone::Clone>::clone", true],
    ["core::ptr::drop_in_place<alloc::rc::Rc<jsonata::value::Value>>", false],
    ["jsonata::signature::Signature::parse", false],
    ["check::rules::jsonata_delimiters::check", true],
    ["check::source::source_url", false],
    ["services::scenario::checked::jsonata_delimiters", false],
    ["web::jsonata_view", false],
  ]) {
    assert.equal(isLater(name), expected, name);
  }
});

test("data goes with the second part only where the first cannot reach it", () => {
  const body = (address) => Uint8Array.from([0, 0x41, ...signed(address), 0x1a, END]);
  /** The address in the lower half of a number of 64 bits, 1 in the upper. */
  const wide = (address) => Uint8Array.from([0, 0x42, (address & 0x7f) | 0x80, (address >> 7) | 0x80, 0x80, 0x80, 0x10, 0x1a, END]);
  const data = [{ start: 100, bytes: Uint8Array.from({ length: 150 }, (_, at) => 100 + at) }];
  const [first, second, third] = [100, 150, 200].map((start) => ({ start, end: start + 50, holds: [], isPinned: false }));
  const all = [first, second, third];
  for (const [why, pieces, code, moved] of [
    ["nothing is known of the data", [], [], []],
    ["nobody uses it", all, [], [[100, 250]]],
    ["an address inside of it is in the code", all, [170], [[100, 150], [200, 250]]],
    ["a number may be the end of one or the beginning of the next", all, [150], [[200, 250]]],
    ["the linker says which of them the number means", all, [200], [[100, 150], [200, 250]]],
    ["data that is used holds its address", [{ ...first, holds: [third] }, second, third], [120], [[150, 200]]],
    ["data that nobody uses holds its address", [{ ...first, holds: [third] }, second, third], [170], [[100, 150], [200, 250]]],
    ["it is reached from elsewhere", [{ ...first, isPinned: true }, second, third], [], [[150, 250]]],
    ["too little to be worth it", [{ ...first, end: 120 }, { ...second, start: 140 }, third], [170], [[200, 250]]],
  ]) {
    const named = new Map(pieces.length ? [[200, new Set([pieces[1]])]] : []);
    const kept = code.map(body);
    // The rest of the program knows the second piece.
    const parts = divideData({ data, bodies: [...kept, body(200)] }, kept, { pieces, named });
    assert.deepEqual(parts.later.map(({ start, bytes }) => [start, start + bytes.length]), moved, why);
    const bytes = [...parts.first, ...parts.later].flatMap(({ start, bytes }) => [...bytes].map((byte, at) => [start + at, byte]));
    assert.equal(bytes.length, 150, why);
    assert.ok(bytes.every(([at, byte]) => at === byte), why);
  }
  const parts = (bodies, kept) => divideData({ data, bodies }, kept, { pieces: all, named: new Map([[200, new Set([third])]]) }).later.length;
  assert.equal(parts([wide(120), body(200)], [wide(120)]), 1, "an address and a length in one number");
  assert.equal(parts([wide(120), body(170)], [wide(120), body(170)]), 0, "what the linker wrote stands nowhere in the code");
});
