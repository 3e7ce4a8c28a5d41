// Makes JSONata expressions: by a grammar over the fields of the sample data, and by mutating the tokens of others.

/** A small seeded generator of random numbers (mulberry32): runs repeat by their seed. */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (bound) => Math.floor(next() * bound);
  return { next, below, pick: (list) => list[below(list.length)], chance: (share) => next() < share };
}

export const SAMPLES = [
  {
    store: "Nord",
    tags: ["new", "sale", "Sale"],
    count: 3,
    open: true,
    none: null,
    owner: { name: "Ann", age: 41, address: { city: "Oslo", zip: "0150" } },
    orders: [
      { id: "o1", total: 12.5, paid: true, lines: [{ sku: "a", qty: 2, price: 3.25 }, { sku: "b", qty: 1, price: 6 }] },
      { id: "o2", total: 99, paid: false, lines: [{ sku: "a", qty: 1, price: 3.25 }, { sku: "c", qty: 7, price: 13.68 }] },
      { id: "o3", total: 0, paid: true, lines: [] },
    ],
    matrix: [[1, 2], [3, [4, 5]], []],
    when: "2024-02-29T12:30:45.678Z",
    2: "two",
    10: "ten",
    1: "one",
  },
  [{ id: 1, name: "x y", tags: ["p"] }, { id: 2, name: "z", tags: [] }, { id: 3, tags: ["p", "q"], sub: { id: 4 } }],
  { a: { b: [{ c: 1 }, { c: 2, d: "é😀" }], b2: { c: [3] } }, s: "The quick brown fox, the lazy dog", n: -17.25, z: 0, e: "", big: 1e21 },
  [5, 3, 9, -1, 3],
  "plain text",
];

const NAMES = ["store", "tags", "count", "owner", "name", "age", "address", "city", "orders", "id", "total", "paid", "lines", "sku", "qty", "price", "matrix", "a", "b", "b2", "c", "d", "s", "n", "z", "e", "none", "sub", "when", "big", "`2`", "missing"];
const STRINGS = ['"a"', '"Sale"', '""', '"o1"', '"1"', '"-7.50"', "'x y'", '"é😀"', '"a,b,,c"', '"2024-02-29"', '"#,##0.00"', '"0x1F"', '"%41"'];
const NUMBERS = ["0", "1", "2", "-1", "3.7", "10", "1e3", "0.1", "1e21", "123456789", "-0.5", "2.5"];
const REGEXES = ["/a/", "/[a-z]+/i", "/(\\w)(\\d)?/", "/,\\s*/", "/^./", "/o/", "/(?=a)/", "/x*/"];
const OPERATORS = ["+", "-", "*", "/", "%", "=", "!=", "<", "<=", ">", ">=", "&", "and", "or", "in", "~>", "?:", "??", ".."];
const PICTURES = ['"#,##0.00"', '"0"', '"#0.0%"', '"000e0"', '"#.##;(#.##)"', '"w"', '"Ww;o"', '"I"', '"a"', '"#,##0;o"', '"001"'];
const DATES = ['"[Y0001]-[M01]-[D01]"', '"[D1o] [MNn] [Y]"', '"[H01]:[m01]:[s01].[f001]"', '"[h]:[m01] [P]"', '"[FNn,*-3] [W] [d] [Z]"', '"[X]-W[W01]-[F1]"', '"[Y0001][M01][D01]"', '"[z]"'];
const FUNCTIONS = {
  1: ["sum", "count", "max", "min", "average", "string", "length", "lowercase", "uppercase", "trim", "number", "abs", "floor", "ceil", "round", "sqrt", "boolean", "not", "exists", "keys", "spread", "merge", "reverse", "distinct", "type", "sort", "base64encode", "encodeUrl", "encodeUrlComponent", "decodeUrlComponent", "toMillis", "fromMillis", "zip", "single", "join", "formatBase", "clone"],
  2: ["append", "substring", "substringBefore", "substringAfter", "pad", "contains", "split", "join", "power", "lookup", "zip", "round", "formatBase", "string"],
};

/** An expression of the grammar, no deeper than `depth`. */
export function generate(r, depth) {
  const e = () => generate(r, depth - 1);
  const list = (least, most) => Array.from({ length: least + r.below(most - least + 1) }, e).join(", ");
  const lambda = (body) => `function(${r.pick(["$v", "$v, $i", "$v, $i, $a", "$x, $y", ""])}) { ${body} }`;
  if (depth <= 0) {
    return r.pick([() => r.pick(NAMES), () => r.pick(NAMES), () => r.pick(STRINGS), () => r.pick(NUMBERS), () => r.pick(["true", "false", "null"]), () => r.pick(["$", "$$", "$v", "$i", "$x", "$y", "*", "**"])])();
  }
  const path = () => Array.from({ length: 1 + r.below(3) }, () => step()).join(".");
  const step = () => r.pick([() => r.pick(NAMES), () => r.pick(NAMES), () => r.pick(NAMES), () => `${r.pick(NAMES)}[${e()}]`, () => `${r.pick(NAMES)}[]`, () => "*", () => "**", () => "$", () => `(${e()})`, () => `{${pairs()}}`, () => `[${list(0, 3)}]`, () => `${r.pick(NAMES)}^(${r.pick(["", "<", ">"])}${e()})`, () => `${r.pick(NAMES)}#$i`, () => `${r.pick(NAMES)}@$v`, () => "%", () => `$${r.pick(FUNCTIONS[1])}(${r.pick(["", "$"])})`])();
  const pairs = () => Array.from({ length: r.below(3) + 1 }, () => `${r.pick([r.pick(STRINGS), r.pick(NAMES), e()])}: ${e()}`).join(", ");
  return r.pick([
    path, path, path, path,
    () => `${path()}[${e()}]`,
    () => `${path()}{${pairs()}}`,
    () => `${path()}^(${r.pick(["", "<", ">"])}${e()}${r.chance(0.3) ? `, ${e()}` : ""})`,
    () => `${e()} ${r.pick(OPERATORS)} ${e()}`,
    () => `${e()} ${r.pick(OPERATORS)} ${e()}`,
    () => `(${e()})`,
    () => `[${list(0, 4)}]`,
    () => `[${r.pick(NUMBERS)}..${r.pick(NUMBERS)}]`,
    () => `{${pairs()}}`,
    () => `-${e()}`,
    () => `${e()} ? ${e()}${r.chance(0.7) ? ` : ${e()}` : ""}`,
    () => `($x := ${e()}; $y := ${e()}; ${e()})`,
    () => `$${r.pick(FUNCTIONS[1])}(${e()})`,
    () => `$${r.pick(FUNCTIONS[1])}(${e()})`,
    () => `$${r.pick(FUNCTIONS[2])}(${e()}, ${e()})`,
    () => `${e()} ~> $${r.pick(FUNCTIONS[1])}`,
    () => `$${r.pick(["map", "filter", "single", "sift", "each", "reduce", "sort"])}(${e()}, ${r.pick([lambda(e()), lambda(e()), "$" + r.pick(FUNCTIONS[1])])})`,
    () => `$reduce(${e()}, function($x, $y) { ${e()} }${r.chance(0.4) ? `, ${e()}` : ""})`,
    () => `${lambda(e())}(${list(0, 3)})`,
    () => `$${r.pick(FUNCTIONS[2])}(?, ${e()})(${e()})`,
    () => `$${r.pick(["match", "split", "contains"])}(${e()}, ${r.pick(REGEXES)}${r.chance(0.3) ? ", " + r.pick(NUMBERS) : ""})`,
    () => `$replace(${e()}, ${r.pick([...REGEXES, ...STRINGS])}, ${r.pick(['"[$1]"', '"$0$0"', '"$$"', lambda(e())])})`,
    () => `$formatNumber(${e()}, ${r.pick(PICTURES)})`,
    () => `$formatInteger(${e()}, ${r.pick(PICTURES)})`,
    () => `$parseInteger(${r.pick([...STRINGS, '"twelve thousand"', '"XIV"', '"1,234"'])}, ${r.pick(PICTURES)})`,
    () => `$fromMillis(${r.pick(["0", "1709209845678", "-1", "253402300799999", e()])}, ${r.pick(DATES)}${r.chance(0.3) ? ', "+0530"' : ""})`,
    () => `$toMillis(${r.pick(['"2024-02-29"', '"29 February 2024"', '"12:30:45.678"', '"20240229"', "when"])}, ${r.pick(DATES)})`,
    () => `${path()} ~> |${r.pick(["$", ...NAMES])}|{${pairs()}}${r.chance(0.4) ? `, ${e()}` : ""}|`,
  ])();
}

/** An expression that most likely has a value of a type: what has no errors shows more of the language. */
export function typed(r, type, depth) {
  const t = (wanted) => typed(r, wanted, depth - 1);
  const lambda = (body) => `function($v, $i) { ${body} }`;
  const leaves = {
    number: [...NUMBERS.filter((n) => !/e/.test(n)), "count", "owner.age", "orders[0].total", "$count(tags)", "$i", "n"],
    string: [...STRINGS, "store", "owner.name", "owner.address.city", "tags[0]", "orders[1].id", "s", "when"],
    array: ["tags", "orders", "orders.lines", "orders.lines.price", "matrix", "[1..5]", "[3, 1, 2]", '["b", "a", "C"]', "[]", "a.b", "**.sku", "orders.lines.qty", "$"],
    object: ["owner", "orders[0]", "owner.address", '{"x": 1, "y": [2]}', "{}", "a", "$"],
    boolean: ["true", "false", "open", "orders[0].paid"],
  };
  if (depth <= 0 || r.chance(0.15)) return r.pick(leaves[type]);
  const any = () => t(r.pick(Object.keys(leaves)));
  const makers = {
    number: [
      () => `(${t("number")} ${r.pick(["+", "-", "*", "/", "%"])} ${t("number")})`,
      () => `$${r.pick(["sum", "max", "min", "average"])}([${t("number")}, ${t("number")}, ${t("number")}])`,
      () => `$${r.pick(["abs", "floor", "ceil", "round"])}(${t("number")})`,
      () => `$round(${t("number")}, ${r.pick(["0", "1", "2", "-1"])})`,
      () => `$length(${t("string")})`,
      () => `$count(${t("array")})`,
      () => `$reduce([${t("number")}, ${t("number")}], function($x, $y) { $x + $y })`,
      () => `$parseInteger($formatInteger(${t("number")}, "w"), "w")`,
      () => `$toMillis($fromMillis(${t("number")}))`,
    ],
    string: [
      () => `(${any()} & ${any()})`,
      () => `$string(${any()})`,
      () => `$${r.pick(["lowercase", "uppercase", "trim", "base64encode", "encodeUrlComponent", "encodeUrl"])}(${t("string")})`,
      () => `$substring(${t("string")}, ${t("number")}${r.chance(0.5) ? `, ${t("number")}` : ""})`,
      () => `$${r.pick(["substringBefore", "substringAfter"])}(${t("string")}, ${t("string")})`,
      () => `$pad(${t("string")}, ${r.pick(["-8", "8", "3", "0"])}, ${r.pick(['"ab"', '"-"', '""'])})`,
      () => `$join($map(${t("array")}, $string), ${t("string")})`,
      () => `$replace(${t("string")}, ${r.pick(REGEXES.slice(0, 5))}, ${r.pick(['"[$1]"', '"$0$0"', '"$$"', lambda(t("string"))])})`,
      () => `$formatNumber(${t("number")}, ${r.pick(PICTURES.slice(0, 5))})`,
      () => `$formatInteger(${t("number")}, ${r.pick(PICTURES.slice(5))})`,
      () => `$formatBase(${t("number")}, ${r.pick(["2", "16", "36"])})`,
      () => `$fromMillis(${t("number")} * ${r.pick(["1", "86400000", "1e10"])}, ${r.pick(DATES)})`,
      () => `$type(${any()})`,
    ],
    array: [
      () => `${t("array")}[${r.pick([t("number"), t("boolean"), "$ = 1", "$i > 1", "price > 3", "-1"])}]`,
      () => `${t("array")}.${r.pick(["id", "sku", "price", "lines", "$", "total", "*", "(sku & qty)", "{id: total}", "[$]", "lines.sku", "%.id", "lines.%.id"])}`,
      () => `${t("array")}${r.pick(["#$i", "@$v"])}.{"v": $v.id, "i": $i, "s": ${t("string")}}`,
      () => `$${r.pick(["reverse", "distinct", "spread"])}(${t("array")})`,
      () => `$append(${t("array")}, ${any()})`,
      () => `$map(${t("array")}, ${lambda(any())})`,
      () => `$filter(${t("array")}, ${lambda(t("boolean"))})`,
      () => `$sort([${t("string")}, ${t("string")}, ${t("string")}])`,
      () => `$sort([${t("number")}, ${t("number")}, ${t("number")}], function($x, $y) { $x ${r.pick(["<", ">"])} $y })`,
      () => `${r.pick(["orders", "orders.lines"])}^(${r.pick(["", ">", "<"])}${r.pick(["total", "price", "qty", "id", "sku"])}${r.chance(0.4) ? ", >qty" : ""})`,
      () => `$split(${t("string")}, ${r.pick(['","', '""', '" "', ...REGEXES.slice(0, 4)])})`,
      () => `$match(${t("string")}, ${r.pick(REGEXES.slice(0, 4))})`,
      () => `$keys(${t("object")})`,
      () => `$zip(${t("array")}, ${t("array")})`,
      () => `[${any()}, ${any()}]`,
      () => `${t("array")}[]`,
      () => `$each(${t("object")}, function($v, $k) { $k })`,
    ],
    object: [
      () => `{${t("string")}: ${any()}, "k": ${any()}}`,
      () => `${t("array")}{$string(${r.pick(["id", "sku", "$", "price"])}): ${r.pick(["$", "$sum(price)", "$count($)", "qty"])}}`,
      () => `$merge([${t("object")}, ${t("object")}])`,
      () => `$sift(${t("object")}, ${lambda(t("boolean"))})`,
      () => `(${t("object")} ~> |${r.pick(["$", "lines", "**", "address"])}|{"new": ${any()}}${r.chance(0.4) ? ', ["id", "name"]' : ""}|)`,
      () => `${t("array")}[0]`,
    ],
    boolean: [
      () => `(${t("number")} ${r.pick(["<", "<=", ">", ">=", "=", "!="])} ${t("number")})`,
      () => `(${t("string")} ${r.pick(["<", ">", "=", "!="])} ${t("string")})`,
      () => `(${any()} = ${any()})`,
      () => `(${t("boolean")} ${r.pick(["and", "or"])} ${any()})`,
      () => `(${t("string")} in ${t("array")})`,
      () => `$${r.pick(["not", "boolean", "exists"])}(${any()})`,
      () => `$contains(${t("string")}, ${r.pick(['"a"', ...REGEXES])})`,
    ],
  };
  if (r.chance(0.08)) return `(${t("boolean")} ? ${t(type)} : ${t(type)})`;
  if (r.chance(0.05)) return `($x := ${any()}; ${t(type)})`;
  if (r.chance(0.04)) return `(${any()} ${r.pick(["?:", "??"])} ${t(type)})`;
  return r.pick(makers[type])();
}

/** The tokens of an expression, roughly: good enough to shuffle. */
function tokens(text) {
  return text.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/(?:[^\/\\\n]|\\.)+\/[im]*|\$*[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|:=|\?\?|\?:|~>|\.\.|\*\*|[<>!]=|\s+|./gsu) ?? [];
}

/** An expression with a few of its tokens dropped, doubled, swapped or replaced by those of another. */
export function mutate(r, text, other) {
  const parts = tokens(text);
  const others = tokens(other);
  for (let times = 1 + r.below(3); times > 0 && parts.length > 0; times--) {
    const at = r.below(parts.length);
    r.pick([
      () => parts.splice(at, 1),
      () => parts.splice(at, 0, parts[at]),
      () => ([parts[at], parts[r.below(parts.length)]] = [parts[r.below(parts.length)], parts[at]]),
      () => (parts[at] = r.pick(others.length ? others : parts)),
      () => parts.splice(at, 0, r.pick(others.length ? others : parts)),
      () => (parts[at] = r.pick([...OPERATORS, ...NUMBERS, ...STRINGS, "[", "]", "(", ")", "{", "}", "[]", "%", "$", ".", ",", "?", ":"])),
    ])();
  }
  return parts.join("");
}
