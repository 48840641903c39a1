import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { InterruptedError } from "../errors.ts";
import { askTerminal } from "./ask-terminal.ts";

function terminal(hidden: boolean) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  let shown = "";
  stderr.on("data", (chunk: Buffer) => {
    shown += chunk.toString();
  });
  const controller = new AbortController();
  const parts = { stdin, stderr, hidden, signal: controller.signal } as unknown as Parameters<typeof askTerminal>[0];
  return { parts, stdin, controller, shown: () => shown };
}

test("askTerminal shows nothing of what is typed if it is hidden", async () => {
  const { parts, stdin, shown } = terminal(true);
  const answer = askTerminal(parts, "Password: ");
  stdin.write("geheim\x7fm 9\r");
  expect(await answer).toBe("geheim 9");
  expect(shown()).toBe("Password: \n");
});

test("askTerminal shows what is typed otherwise", async () => {
  const { parts, stdin, shown } = terminal(false);
  const answer = askTerminal(parts, "User: ");
  stdin.write("ada\r");
  expect(await answer).toBe("ada");
  expect(shown()).toContain("ada");
});

test.for([
  { key: "Ctrl-C", typed: "ab\x03" },
  { key: "Ctrl-D", typed: "\x04" },
])("askTerminal ends at $key", async ({ typed }) => {
  const { parts, stdin } = terminal(true);
  const answer = askTerminal(parts, "Password: ");
  stdin.write(typed);
  await expect(answer).rejects.toThrow(InterruptedError);
});

test("askTerminal ends when the run is interrupted", async () => {
  const { parts, controller } = terminal(true);
  const answer = askTerminal(parts, "Password: ");
  controller.abort(new InterruptedError());
  await expect(answer).rejects.toThrow("interrupted");
});
