// A worker that asks jsonata-js what it makes of expressions, one message each.
import { parentPort } from "node:worker_threads";
import jsonata from "jsonata";

// Functions are left out and numbers that JSON lacks are null, as JSON.stringify has it.
function plain(value) {
  const text = JSON.stringify(value, (key, item) => {
    const isFunction = typeof item === "function" || item?._jsonata_lambda || item?._jsonata_function;
    return isFunction ? undefined : item;
  });
  return text === undefined ? undefined : text;
}

async function ask({ expression, input, bindings }) {
  let result;
  try {
    result = await jsonata(expression, { timeout: 2000, stack: 2000 }).evaluate(input, bindings);
  } catch (error) {
    return { error: { code: error.code, message: error.message, position: error.position } };
  }
  if (result === undefined) return { undefined: true };
  if (typeof result === "function" || result?._jsonata_lambda || result?._jsonata_function) return { function: true };
  return { value: plain(result) };
}

parentPort.on("message", async ({ at, request }) => {
  const answer = await ask(request).catch((problem) => ({ error: { message: String(problem) } }));
  parentPort.postMessage({ at, answer });
});
