import { expect, test } from "vitest";
import { MadeUpNames } from "./made-up-names.ts";

test("values become made-up ones by their kind, the same value the same one wherever it is", () => {
  const names = new MadeUpNames();
  const made = (label: string, value: string) => names.of(label, value);
  expect(made("instance", "db1.corp.internal:9100")).toBe("host-1:9100");
  expect(made("node", "db1.corp.internal")).toBe("host-1");
  expect(made("instance", "10.0.0.7:9100")).toBe("host-2:9100");
  expect(made("target", "10.0.0.7")).toBe("host-2");
  expect(made("namespace", "secret-project")).toBe("namespace-1");
  expect(made("exported_namespace", "secret-project")).toBe("namespace-1");
  expect(made("namespace", "other")).toBe("namespace-2");
  expect(made("user", "ada@corp.example")).toBe("user-1@example.com");
  expect(made("url", "https://corp.example/x")).toBe("https://example.com/1");
  expect(made("path", "/api/v1/customers")).toBe("/path-1");
  expect(made("version", "v2.45.1-corp")).toBe("1.1.0");
  expect(made("uid", "123e4567-e89b-12d3-a456-426614174000")).toBe("id-1");
  expect(made("Ünï label", "x")).toBe("n-label-1");
  expect(names.mapped.map(({ value }) => value)).not.toContain("db1.corp.internal:9100");
  expect(names.mapped[0]).toEqual({ label: "instance", value: "db1.corp.internal", made: "host-1" });
});

test.for([
  ["le", "0.25"],
  ["le", "+Inf"],
  ["quantile", "0.99"],
  ["code", "503"],
  ["status", "5xx"],
  ["method", "GET"],
  ["ready", "true"],
])("%s=%s says nothing about a system and stays", ([label, value]) => {
  expect(new MadeUpNames().of(label!, value!)).toBe(value);
});
