import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "./servers/grafana-double.ts";

interface Exchange {
  readonly name: string;
  readonly request: {
    readonly as: "admin" | "account" | "editor";
    readonly method: string;
    readonly path: string;
    readonly body?: unknown;
    readonly keep?: Readonly<Record<string, string>>;
  };
  readonly response: { readonly status: number; readonly body: unknown };
}

const file = join(import.meta.dirname, "contracts/grafana-setup-12.4.json");
const exchanges = JSON.parse(readFileSync(file, "utf8")) as Exchange[];
const kept: Record<string, string | number> = {};
let double: GrafanaDouble;

beforeAll(async () => {
  double = await startGrafanaDouble({ dataSources: [] });
});
afterAll(() => double.stop());

/** What setup reads of an answer; numbers, dates and keys are made up anew every time. */
const read =
  /(?:^|\.)(?:message|name|role|isDisabled|canSave|hasExpired|isRevoked|permission|readOnly|type|url|status)$/;
const alsoRead =
  /^(?:jsonData|datasource\.jsonData|secureJsonFields|datasource\.secureJsonFields)\.|^totalCount$|^dashboard$/;

test.for(exchanges.map((exchange, index) => ({ ...exchange, index })))(
  "the double answers exchange $index of setup, $name, as recorded",
  async ({ request: { as, method, path, body, keep = {} }, response }) => {
    const key = { admin: undefined, account: kept["key"], editor: kept["editorKey"] }[as];
    const authorization =
      key === undefined ? `Basic ${Buffer.from("admin:admin").toString("base64")}` : `Bearer ${key}`;
    const answer = await fetch(double.url + fill(path), {
      method,
      headers: { Authorization: authorization, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: fill(JSON.stringify(body)) }),
    });
    expect(answer.status).toBe(response.status);
    const actual = (await answer.json()) as Record<string, string | number>;
    for (const [variable, name] of Object.entries(keep)) kept[variable] = actual[name]!;
    expect(pick(actual)).toEqual(pick(response.body));
  },
);

function fill(text: string): string {
  return text.replaceAll(/"?\{(\w+)\}"?/g, (whole, name: string) => String(kept[name] ?? whole));
}

/** The answer's values by their paths; of a folder's rights only which there are, since nobody's order counts. */
function pick(value: unknown): string[] {
  const found: string[] = [];
  const walk = (node: unknown, path: string) => {
    if (typeof node === "object" && node !== null)
      for (const [key, inner] of Object.entries(node))
        walk(inner, path === "" ? key : `${path}.${Array.isArray(node) ? "0" : key}`);
    else if (read.test(path) || alsoRead.test(path)) found.push(`${path.replace(/^\d+\./, "0.")}=${String(node)}`);
  };
  walk(value, "");
  return found.filter((line) => !/^(?:0\.)?url=\/|slug/.test(line)).sort();
}
