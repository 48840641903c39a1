import { expect, test } from "vitest";
import { createWorkflowLog } from "./workflow-log.ts";

function log(stopped: boolean) {
  const written: string[] = [];
  return { log: createWorkflowLog({ write: (text) => void written.push(text), token: "t", stopped }), written };
}

test("createWorkflowLog stops the runner once, and resumes at the end", () => {
  const { log: one, written } = log(false);
  one.open();
  one.open();
  one.close();
  one.close();
  expect(written).toEqual(["::stop-commands::t\n", "::t::\n"]);
});

test("createWorkflowLog lets the runner obey one line", () => {
  const { log: one, written } = log(false);
  one.command("::warning::x");
  expect(written).toEqual(["::stop-commands::t\n", "::t::\n::warning::x\n::stop-commands::t\n"]);
});

test("createWorkflowLog neither stops nor resumes where the action has stopped commands already", () => {
  const { log: one, written } = log(true);
  one.open();
  one.command("::warning::x");
  one.close();
  expect(written).toEqual(["::t::\n::warning::x\n::stop-commands::t\n"]);
});
