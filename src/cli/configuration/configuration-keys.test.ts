import { expect, test } from "vitest";
import { configurationKeys, configuredCommands, refusedKeys, whyRefused } from "./configuration-keys.ts";

const options = Object.values(configuredCommands).flatMap((set) => Object.entries(set));

test("every option of a command that reads a configuration is either a key or refused with a reason, never both", () => {
  const refused = refusedKeys.flatMap(({ names }) => names);
  const names = [...new Set(options.map(([name]) => name))];
  expect(names.filter((name) => Object.hasOwn(configurationKeys, name) === refused.includes(name))).toEqual([]);
  expect([...refused].sort()).toEqual([...new Set(refused)].sort());
  expect(refused.filter((name) => !names.includes(name))).toEqual([]);
});

test("no key of a configuration is a secret, an address or a program that is started, but build", () => {
  const secrets = options.filter(([, option]) => "secret" in option || "form" in option).map(([name]) => name);
  expect(secrets.filter((name) => Object.hasOwn(configurationKeys, name))).toEqual([]);
  const named = Object.keys(configurationKeys).filter((key) => /url|token|header|bin|browser|cert|allow/.test(key));
  expect(named).toEqual([]);
  expect(configurationKeys["build"]!.harmless).toBe(false);
});

test.for([
  ["grafana-token", "a secret"],
  ["prometheus-url", "send your tokens"],
  ["allow-code", "must not decide"],
  ["result-file", "where a run writes"],
  ["key", "what one run is about"],
  ["ttl", undefined],
  ["nonsense", undefined],
] as const)("whyRefused says of %s: %s", ([key, why]) => {
  const said = whyRefused(key);
  if (why === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(why);
});
