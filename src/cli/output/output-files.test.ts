import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRedactor } from "../../secrets/redactor.ts";
import { secretOf } from "../../secrets/secret.ts";
import { createOutputFiles } from "./output-files.ts";

const secret = "Qz7+Kd/93mWxT5vR";
const files = createOutputFiles(createRedactor({ secrets: [secretOf(secret)] }));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => ({ path: join(folder, name), what: "--result-file" });
const read = (name: string) => readFileSync(join(folder, name), "utf8");

test("createOutputFiles writes no secret, whichever way", () => {
  files.write(at("a"), `x ${secret}`);
  files.append(at("a"), ` y ${secret}`);
  files.replace(at("b"), secret);
  files.json(at("c"), { [secret]: secret });
  files.json(at("d"), [1], { indent: 2 });
  files.render(at("e"), { text: secret }, ({ text }) => `own ${text}`);
  expect(read("e")).toBe("own [hidden]");
  expect(read("a")).toBe("x [hidden] y [hidden]");
  expect(read("b")).toBe("[hidden]");
  expect(JSON.parse(read("c"))).toEqual({ "[hidden]": "[hidden]" });
  expect(read("d")).toBe("[\n  1\n]\n");
});

test("replace keeps the mode of a file, follows a link, and leaves nothing beside it", () => {
  writeFileSync(join(folder, "real"), "before", { mode: 0o600 });
  symlinkSync("real", join(folder, "link"));
  files.replace(at("link"), "after");
  expect([read("real"), statSync(join(folder, "real")).mode & 0o777]).toEqual(["after", 0o600]);
  expect(readdirSync(folder).sort()).toEqual(["link", "real"]);
});

test("createOutputFiles says which flag names a file that cannot be written", () => {
  mkdirSync(join(folder, "taken"));
  expect(() => files.write(at("taken"), "x")).toThrow("--result-file: the file cannot be written (EISDIR)");
  expect(() => files.replace(at("missing/x"), "x")).toThrow("--result-file: the file cannot be written (ENOENT)");
});

test("createOutputFiles writes a file that is a secret for its owner alone, whatever was there", () => {
  writeFileSync(join(folder, "env"), "old", { mode: 0o644 });
  writeFileSync(join(folder, "env.new"), "left over", { mode: 0o644 });
  files.secret(at("env"), secret);
  expect(read("env")).toBe(secret);
  expect(statSync(join(folder, "env")).mode & 0o777).toBe(0o600);
});
