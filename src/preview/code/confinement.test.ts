import { expect, test } from "vitest";
import { confinementOf } from "./confinement.ts";

const confine = (flags: readonly string[], uid: number | undefined = 1000) =>
  confinementOf({ allowed: new Set(flags), uid, runsTypeScript: false });

test("confinementOf takes the permission model's flag as this Node calls it, and none where it has none", () => {
  expect(confine(["--permission", "--experimental-permission"]).nodeFlags).toEqual(["--permission"]);
  expect(confine(["--experimental-permission"]).nodeFlags).toEqual(["--experimental-permission"]);
  expect(confine(["--allow-net", "--no-experimental-sqlite"]).nodeFlags).toEqual([]);
});

test("confinementOf leaves the network open, and takes SQLite away, which opens any file", () => {
  expect(confine(["--permission", "--allow-net", "--no-experimental-sqlite"]).nodeFlags).toEqual([
    "--permission",
    "--allow-net",
    "--no-experimental-sqlite",
  ]);
});

test("confinementOf runs a module as nobody where this process is root", () => {
  expect(confine([], 0).user).toEqual({ uid: 65534, gid: 65534 });
  expect(confine([], 1000).user).toBeUndefined();
  expect(confinementOf({ allowed: new Set(), uid: undefined, runsTypeScript: true })).toEqual({
    nodeFlags: [],
    user: undefined,
    runsTypeScript: true,
  });
});
