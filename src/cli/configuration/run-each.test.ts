import { expect, test } from "vitest";
import { InterruptedError, UsageError } from "../../errors.ts";
import type { CliContext } from "../context.ts";
import type { RequestSources } from "../flags/value-origin.ts";
import { runEach } from "./run-each.ts";

const told: string[] = [];
const context = {
  err: { write: (text: string) => void told.push(text), colours: false },
  out: { json: () => {} },
  version: "1",
  signal: new AbortController().signal,
} as unknown as CliContext;
const run = (name: string) => ({ name, sources: { args: { name }, env: {} } });
const nameOf = ({ args }: RequestSources) => String(args["name"]);

test("runEach runs the others after one that fails, and gives the highest exit code", async () => {
  told.length = 0;
  const ran: string[] = [];
  const code = await runEach(
    [run("a"), run("b"), run("c")],
    async (sources) => {
      ran.push(nameOf(sources));
      if (nameOf(sources) === "b") throw new UsageError("no such folder");
      return nameOf(sources) === "a" ? 1 : 0;
    },
    context,
  );
  expect([code, ran]).toEqual([2, ["a", "b", "c"]]);
  expect(told).toEqual(["preview a:\n", "preview b:\n", "error: no such folder\n", "preview c:\n"]);
});

test("runEach leaves the error of a single run to its caller, and stops when interrupted", async () => {
  const fail = async () => {
    throw new UsageError("x");
  };
  await expect(runEach([{ sources: { args: {}, env: {} } }], fail, context)).rejects.toThrow("x");
  const ran: string[] = [];
  const stop = async (sources: RequestSources) => {
    ran.push(nameOf(sources));
    throw new InterruptedError();
  };
  await expect(runEach([run("a"), run("b")], stop, context)).rejects.toThrow("interrupted");
  expect(ran).toEqual(["a"]);
});
