// Compares `asl eval` with jsonata-js on generated and mutated expressions.
//   node tests/fuzz/jsonata.mjs --asl target/debug/asl [--count 10000] [--seed 1] [--verbose]
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { EXPLAINED } from "./explained.mjs";
import { generate, mutate, random, SAMPLES, typed } from "./generate.mjs";

const { values: options } = parseArgs({
  options: {
    asl: { type: "string", default: "target/debug/asl" },
    count: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    suite: { type: "string", default: "../shared/expressions/jsonata.jsonl" },
    show: { type: "string", default: "20" },
  },
});
/** An expression on which the reference spends longer is left out. */
const PATIENCE_MILLIS = 4000;

const TYPES = ["number", "string", "array", "object", "boolean"];

/** Expressions to mutate that come from elsewhere, when they are there; else only our own. */
function suite() {
  if (!existsSync(options.suite)) return [];
  const lines = readFileSync(options.suite, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line)).filter((request) => JSON.stringify(request.input ?? null).length < 100_000);
}

function requests(count, seed) {
  const r = random(seed);
  const known = suite();
  const own = () => ({ expression: generate(r, 1 + r.below(3)), input: r.pick(SAMPLES) });
  return Array.from({ length: count }, () => {
    const kind = r.next();
    if (kind < 0.4) return { expression: typed(r, r.pick(TYPES), 1 + r.below(4)), input: r.pick(SAMPLES.slice(0, 3)) };
    if (kind < 0.6) return own();
    const base = kind < 0.7 || known.length === 0 ? own() : r.pick(known);
    const other = known.length > 0 ? r.pick(known) : own();
    return { expression: mutate(r, base.expression, other.expression), input: base.input, bindings: base.bindings };
  }).filter(({ expression }) => !/\$(now|millis|random|shuffle|eval|uuid)\b|1e[4-9]|\d{6,}\s*\]/.test(expression));
}

/** One worker and the question it is busy with. */
class Reference {
  constructor() {
    this.worker = new Worker(new URL("./reference.mjs", import.meta.url));
    this.worker.on("message", ({ at, answer }) => at === this.at && this.settle(answer));
    this.worker.on("error", () => this.settle(null));
  }

  settle(answer) {
    clearTimeout(this.timer);
    this.resolve?.(answer);
  }

  /** Its answer; null when it hangs or dies. */
  ask(at, request) {
    this.at = at;
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.timer = setTimeout(() => this.settle(null), PATIENCE_MILLIS);
      this.worker.postMessage({ at, request });
    });
  }
}

/** Ask the reference; a worker that hangs is replaced, and its expression left out. */
async function theirs(requests) {
  const answers = [];
  let reference = new Reference();
  for (const [at, request] of requests.entries()) {
    const answer = await reference.ask(at, request);
    if (answer === null) {
      reference.worker.terminate();
      reference = new Reference();
    }
    answers.push(answer);
  }
  reference.worker.terminate();
  return answers;
}

function ours(requests) {
  const folder = mkdtempSync(join(tmpdir(), "jsonata-fuzz-"));
  try {
    const file = join(folder, "batch.jsonl");
    const lines = requests.map((request) => JSON.stringify({ language: "jsonata", ...request }));
    writeFileSync(file, lines.join("\n"));
    const out = execFileSync(options.asl, ["eval", "--batch", file], { maxBuffer: 1 << 30, encoding: "utf8" });
    return out.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const close = (a, b) => a === b || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));

/** Equal values, the order of keys included, numbers but for the last digits. */
function same(a, b) {
  if (typeof a === "number" && typeof b === "number") return close(a, b);
  if (typeof a !== typeof b || a === null || b === null || typeof a !== "object") return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return keys.length === others.length && keys.every((key, at) => key === others[at] && same(a[key], b[key]));
}

function compare(their, our) {
  if (their.function) return our.error?.code === "UnsupportedResult" ? null : "result";
  if (their.error) {
    if (!our.error || our.error.code !== their.error.code) return "result";
    if (our.error.message !== their.error.message) return "message";
    return (our.error.position ?? undefined) === their.error.position ? null : "position";
  }
  if (their.undefined || their.value === undefined) return our.undefined || our.value === null ? null : "result";
  return "value" in our && same(JSON.parse(their.value), our.value) ? null : "result";
}

const all = requests(Number(options.count), Number(options.seed));
const [reference, answers] = [await theirs(all), ours(all)];
const counts = { agree: 0, "left out": 0, explained: 0, result: 0, message: 0, position: 0 };
const shown = { result: 0, message: 0, position: 0 };
const reasons = new Map();
for (const [at, request] of all.entries()) {
  const [their, our] = [reference[at], answers[at]];
  if (their === null || our === undefined) {
    counts["left out"]++;
    continue;
  }
  const difference = compare(their, our);
  const reason = difference && EXPLAINED.find(({ applies }) => applies(their, our, request.expression));
  counts[reason ? "explained" : (difference ?? "agree")]++;
  if (reason) reasons.set(reason.why, (reasons.get(reason.why) ?? 0) + 1);
  if (difference && !reason && shown[difference]++ < Number(options.show)) {
    console.log(`${difference}: ${request.expression}\n  input     ${JSON.stringify(request.input)?.slice(0, 60)}`);
    console.log(`  reference ${JSON.stringify(their).slice(0, 300)}\n  ours      ${JSON.stringify(our).slice(0, 300)}`);
  }
}
const errors = reference.filter((answer) => answer?.error).length;
console.log(`${all.length} expressions, ${errors} of them errors: ${JSON.stringify(counts)}`);
for (const [why, count] of reasons) console.log(`  ${count} explained: ${why}`);
process.exitCode = counts.result + counts.message > 0 ? 1 : 0;
