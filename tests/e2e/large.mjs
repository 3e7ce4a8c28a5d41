// Large things, as definitions and inputs: what the page must stay smooth with.

/** A workspace as the page keeps it. */
export const workspace = (definition, input, more = {}) => ({
  version: 1,
  name: "measured",
  definition: typeof definition === "string" ? definition : JSON.stringify(definition),
  input: JSON.stringify(input),
  scenario: "{}",
  cursor: 0,
  ...more,
});

/** A Map over two states. */
const overItems = (more, processor) => ({
  StartAt: "Each",
  States: {
    Each: {
      Type: "Map",
      ItemProcessor: {
        ...processor,
        StartAt: "Price",
        States: { Price: { Type: "Pass", Parameters: { "n.$": "$" }, Next: "Done" }, Done: { Type: "Succeed" } },
      },
      ResultPath: null,
      End: true,
      ...more,
    },
  },
});

const numbers = (count) => Array.from({ length: count }, (_, at) => at);

export const inlineMap = (items) => workspace(overItems(), numbers(items));
export const distributedMap = (items) =>
  workspace(overItems({}, { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } }), numbers(items));

/** Parallel branches of two states each. */
export function parallel(branches) {
  const branch = (at) => ({
    StartAt: `First ${at}`,
    States: { [`First ${at}`]: { Type: "Wait", Seconds: at + 1, Next: `Second ${at}` }, [`Second ${at}`]: { Type: "Pass", End: true } },
  });
  return workspace({ StartAt: "All", States: { All: { Type: "Parallel", Branches: numbers(branches).map(branch), End: true } } }, {});
}

/** A chain of states of several types, with branches that lead on and errors that are caught at the end. */
export function chain(states, { indent = 2, isFlawed = false } = {}) {
  const name = (at) => `State ${Math.min(at, states - 1)}`;
  const kinds = [
    (at) => ({ Type: "Wait", Seconds: 5, Next: name(at + 1) }),
    (at) => ({ Type: "Choice", Choices: [{ Variable: "$.count", NumericGreaterThan: 5, Next: name(at + 1) }], Default: name(at + 3) }),
    (at) => ({
      Type: "Pass",
      Parameters: { "text.$": "States.Format('{} of {}', $.id, $.count)" },
      ResultPath: "$.made",
      Next: name(at + 1),
      ...(isFlawed && { OutputPath: "made" }),
    }),
    (at) => ({
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: `f${at}`, "Payload.$": "$" },
      ResultPath: "$.result",
      Retry: [{ ErrorEquals: ["Lambda.ServiceException"], MaxAttempts: 3 }],
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: name(states) }],
      Next: name(at + 1),
    }),
  ];
  const flaws = isFlawed ? { Timeout: 1, Retrys: [] } : {};
  const state = (at) => (at === states - 1 ? { Type: "Succeed" } : { ...kinds[at % kinds.length](at), ...flaws });
  const States = Object.fromEntries(numbers(states).map((at) => [name(at), state(at)]));
  return JSON.stringify({ Comment: "", StartAt: name(0), States }, null, indent);
}

/** A value of about so many bytes, five hundred to a member. */
export const payload = (bytes) => ({
  orders: numbers(Math.floor(bytes / 128)).map((at) => ({
    id: `order-${at}`,
    lines: [{ article: `A${at}`, pieces: at % 7, price: at * 1.25 }],
    note: "leave it at the door, please",
    isPaid: at % 3 === 0,
  })),
});

/** Steps that hand a large value on and look into it. */
export const heavy = {
  StartAt: "Take",
  States: {
    Take: { Type: "Pass", Parameters: { "orders.$": "$.orders", "first.$": "$.orders[0].id", "paid.$": "$.orders[?(@.isPaid == true)].id" }, Next: "Keep" },
    Keep: { Type: "Pass", InputPath: "$.orders", ResultPath: "$.copy", Next: "Any?" },
    "Any?": { Type: "Choice", Choices: [{ Variable: "$.first", StringEquals: "order-0", Next: "Done" }], Default: "Keep" },
    Done: { Type: "Succeed" },
  },
};
