import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { childrenOf } from "../../src/generator/check-signal.ts";
import type { SeriesDefinition } from "../../src/generator/series.ts";
import type { Signal } from "../../src/generator/signal.ts";
import { signalTable } from "../../src/generator/signal-table.ts";
import { frozenDefinitions } from "./definitions.ts";

const frozenFile = join(import.meta.dirname, "seed-42.json");
const node24 = process.env.DASHPREVIEW_NODE24 ?? join(homedir(), ".cache/dashpreview/bin/node24");
let folder = "";
let bundle = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-frozen-"));
  bundle = join(folder, "check.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "check.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: bundle,
    logLevel: "error",
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("frozen definitions have every kind and every signal", () => {
  const kinds = new Set<SeriesDefinition["kind"]>(frozenDefinitions.map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual(["counter", "gauge", "histogram", "info", "summary"]);
  const typesIn = (signal: Signal): string[] => [signal.type, ...childrenOf(signal).flatMap(typesIn)];
  const signals = frozenDefinitions.flatMap((one) => (one.kind === "gauge" ? typesIn(one.value) : []));
  expect([...new Set(signals)].toSorted()).toEqual(Object.keys(signalTable).toSorted());
});

test("frozen output for seed 42 is what this Node generates", () => {
  expect(check(process.execPath)).toMatchObject({ node: process.version, differing: [] });
});

test("frozen output does not depend on how the engine runs the code", () => {
  expect(check(process.execPath, ["--always-sparkplug"])).toMatchObject({ differing: [] });
});

test.runIf(existsSync(node24))("frozen output for seed 42 is what Node 24 generates", () => {
  expect(check(node24)).toMatchObject({ node: expect.stringMatching(/^v24\./), differing: [] });
});

function check(node: string, flags: readonly string[] = []): unknown {
  try {
    return JSON.parse(execFileSync(node, [...flags, bundle, frozenFile], { encoding: "utf8", timeout: 50_000 }));
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return stdout ? JSON.parse(stdout) : { stderr };
  }
}
