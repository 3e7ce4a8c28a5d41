// Measures the evaluator, as WebAssembly, beside jsonata-js in one Node process.
//   node tests/fuzz/bench.mjs FOLDER_OF_THE_MODULE
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import jsonata from "jsonata";
import { random } from "./generate.mjs";

const folder = resolve(process.argv[2] ?? "target/jsonata-node");
// wasm-bindgen writes a CommonJS module, and our package.json says otherwise.
writeFileSync(`${folder}/package.json`, '{"type":"commonjs"}');
const { Compiled, Document } = createRequire(import.meta.url)(`${folder}/jsonata_node.js`);
const RUNS = 7;

const EXPRESSIONS = {
  "path navigation": "items.owner.address.city",
  filter: "items[price > 50 and active].name",
  "sum of products": "$sum(items.(price * quantity))",
  "map by lambda": '$map(items, function($v, $i) { {"id": $v.id, "at": $i, "total": $v.price * $v.quantity} })',
  "filter and reduce": "$reduce($filter(items, function($v) { $v.active }), function($a, $v) { $a + $v.price }, 0)",
  "string building": 'items.($uppercase(name) & ": " & $string(price) & " " & $substringBefore(owner.email, "@"))',
  "order by": "items^(>price, name).id",
  "sort by function": "$sort(items, function($l, $r) { $l.price > $r.price }).id",
  "group by": "items{category: $sum(price)}",
  "join of distinct": '$join($distinct(items.category), ",")',
  "regular expression": "items[$contains(name, /^item [0-9]*7$/)].id",
};

function input(count) {
  const r = random(7);
  const items = Array.from({ length: count }, (_, id) => ({
    id,
    name: `item ${r.below(100000)}`,
    price: Math.round(r.next() * 10000) / 100,
    quantity: 1 + r.below(9),
    active: r.chance(0.5),
    category: `category ${r.below(20)}`,
    owner: { name: `owner ${r.below(500)}`, email: `owner${r.below(500)}@example.com`, address: { city: `city ${r.below(90)}`, zip: "0150" } },
  }));
  return { items };
}

/** The median of some runs, in milliseconds. */
async function measure(run) {
  const times = [];
  for (let turn = 0; turn < RUNS; turn++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[RUNS >> 1];
}

const data = input(10_000);
const document = new Document(JSON.stringify(data));
let slower = 0;
console.log("10,000 objects; milliseconds, median of", RUNS);
for (const [name, text] of Object.entries(EXPRESSIONS)) {
  const [reference, ours] = [jsonata(text), new Compiled(text)];
  const [expected, found] = [JSON.stringify(await reference.evaluate(data)), ours.print(document)];
  const note = JSON.stringify(JSON.parse(found)) === expected ? "" : "  RESULTS DIFFER";
  const theirTime = await measure(() => reference.evaluate(data));
  const ourTime = await measure(async () => ours.run(document));
  slower += ourTime >= theirTime || note ? 1 : 0;
  const ratio = (ourTime / theirTime).toFixed(3);
  console.log(`${name.padEnd(20)} jsonata-js ${theirTime.toFixed(1).padStart(8)}   ours ${ourTime.toFixed(2).padStart(7)}   ratio ${ratio}${note}`);
}
process.exitCode = slower;
