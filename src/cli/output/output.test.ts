import { expect, test } from "vitest";
import { createRedactor } from "../../secrets/redactor.ts";
import { secretOf } from "../../secrets/secret.ts";
import { painter } from "../terminal/paint.ts";
import { createOutput } from "./output.ts";
import { createWorkflowLog, noWorkflowLog } from "./workflow-log.ts";

const redactor = createRedactor({ secrets: [secretOf("Qz7+Kd/93mWxT5vR")] });

function output(env: Readonly<Record<string, string>> = {}, actions = false) {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text) > 0, isTTY: false, columns: 80 };
  const workflow = actions
    ? createWorkflowLog({ write: (text) => void written.push(text), token: "t-1", stopped: false })
    : noWorkflowLog;
  return { out: createOutput({ stream, env, redactor, workflow }), workflow, text: () => written.join("") };
}

test("createOutput hides a secret that comes in two writes, and holds back no whole line", () => {
  const { out, text } = output();
  out.write("one\ntwo Qz7+Kd");
  expect(text()).toBe("one\n");
  out.write("/93mWxT5vR three");
  out.flush();
  expect(text()).toBe("one\ntwo [hidden] three");
});

test.for([
  [80, 80],
  [0, 100],
  [undefined, 100],
] as const)("createOutput takes a terminal of %s columns for one of %i", ([columns, taken]) => {
  const stream = { write: () => true, isTTY: true, columns: columns as number };
  expect(createOutput({ stream, env: {}, redactor, workflow: noWorkflowLog }).columns).toBe(taken);
});

test("createOutput lets through the painter's colours and no other control character", () => {
  const { out, text } = output({ FORCE_COLOR: "1" });
  out.write(`${painter(true).red("red")} \x1b[2J\x1b[31;1mx\r::error::y\u202e\n::error::z\n`);
  expect(text()).toBe("\x1b[31mred\x1b[39m \\u001b[2J\\u001b[31;1mx ::error::y\\u202e\n·::error::z\n");
  const plain = output();
  plain.out.write("\x1b[31mred\n");
  expect(plain.text()).toBe("\\u001b[31mred\n");
});

test("createOutput writes JSON that says the same and that no log obeys", () => {
  const { out, text } = output();
  const value = {
    a: "##[error]x ##vso[y section_start:1:z",
    b: "\u202e\u0085\u2028\x7f\u{e0001}",
    "Qz7+Kd/93mWxT5vR": ["Qz7+Kd/93mWxT5vR", 1],
  };
  out.json(value);
  expect(text()).not.toMatch(/##\[|##vso|section_start:\d|[\u007f-\u009f\u2028\u202e]|\udb40/);
  expect(JSON.parse(text())).toEqual({ a: value.a, b: value.b, "[hidden]": ["[hidden]", 1] });
});

test("createOutput stops the runner before the first line, has it obey a command alone, and starts it again in the end", () => {
  const { out, workflow, text } = output({}, true);
  out.write("one\n");
  out.command("::warning::x\n::error::y");
  out.write("two\n");
  workflow.close();
  expect(text()).toBe(
    "::stop-commands::t-1\none\n::t-1::\n::warning::x\\u000a::error::y\n::stop-commands::t-1\ntwo\n::t-1::\n",
  );
});

test("createOutput reveals a secret that somebody asked to see, and obeys no control character in it", () => {
  const { out, text } = output();
  out.reveal("GRAFANA_TOKEN=Qz7+Kd/93mWxT5vR\x1b[2J");
  expect(text()).toBe("GRAFANA_TOKEN=Qz7+Kd/93mWxT5vR\\u001b[2J\n");
});

test.for([
  [{}, true],
  [{ TERM: "xterm" }, true],
  [{ TERM: "dumb" }, false],
  [{ CI: "true" }, false],
] as const)("createOutput with %j may move the cursor of a terminal: %s", ([env, moves]) => {
  const stream = { write: () => true, isTTY: true, columns: 80 };
  expect(createOutput({ stream, env, redactor, workflow: noWorkflowLog }).isTerminal).toBe(moves);
});
