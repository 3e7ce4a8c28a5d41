// Where we differ from jsonata-js on purpose, or cannot but differ. Each entry says why.

/** @type {{why: string, applies: (their: any, our: any, expression: string) => boolean}[]} */
export const EXPLAINED = [
  {
    why: "the reference fails with an error of JavaScript's own, without a code",
    applies: (their) => their.error && !their.error.code,
  },
  {
    why: "a limit of time or depth ended one of the two",
    applies: (their, our) => /^D101[12]$|^U1001$/.test(their.error?.code ?? "") || our.error?.code === "U1001",
  },
  {
    why: "the reference evaluates array items and object members side by side, so that a binding in one is not seen by the next",
    applies: (their, our, expression) => /[[{].*:=/s.test(expression),
  },
  {
    why: "for the same reason, of two errors in an array or object another one comes first",
    applies: (their, our, expression) => their.error && our.error && /[[{].*,/s.test(expression),
  },
  {
    why: "the reference writes name and place of a call onto the built-in function, and reports them for later calls without a name or a place, even in other expressions; we say the function's own name",
    applies: (their, our, expression) => their.error && their.error.code === our.error?.code && /~>\s*\$\w+|,\s*\$\w+/.test(expression),
  },
  {
    why: "the reference copies the left side of `?:` and `??` through JSON, which loses regular expressions",
    applies: (their, our, expression) => /\?[:?]/.test(expression) && /\//.test(expression),
  },
  {
    why: "the reference takes the context out of a tuple when it groups it for the first time, and has none for the second",
    applies: (their, our, expression) => /[@#%][^.]*\{.*,/s.test(expression),
  },
  {
    why: "the reference's `*` sees the marks that it puts on its own arrays",
    applies: (their, our, expression) => /\[.*\*.*\]\s*\./s.test(expression),
  },
  {
    why: "the reference prints the inside of a function into a message",
    applies: (their) => /_jsonata_(function|lambda)/.test(their.error?.message ?? ""),
  },
  {
    why: "the reference pastes the JavaScript source of a function into a string",
    applies: (their) => /async function \(/.test(their.value ?? ""),
  },
  {
    why: "the name of a month or day that no date has",
    applies: (their) => /NaN|undefined/.test(their.value ?? ""),
  },
  {
    why: "a built-in function that was partially applied takes arguments of any type, which JavaScript then converts",
    applies: (their, our, expression) => /\(\?|\?\)/.test(expression),
  },
  {
    why: "the reference shows the tuples it keeps `@`, `#` and `%` in as objects",
    applies: (their) => /"@":|"!\d+":/.test(their.value ?? ""),
  },
  {
    why: "half of a surrogate pair, which UTF-8 cannot hold",
    applies: (their) => /\\u[dD][89a-fA-F]/.test(their.value ?? ""),
  },
  {
    why: "an identity of JavaScript objects: `in` compares them by reference",
    applies: (their, our, expression) => /\bin\b/.test(expression) && /[[{*$]/.test(expression),
  },
];
