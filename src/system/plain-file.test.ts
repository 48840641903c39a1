import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPlainFile } from "./plain-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-plain-"));
  writeFileSync(join(folder, "file"), "é 1");
  writeFileSync(join(folder, "empty"), "");
  writeFileSync(join(folder, "large"), "x".repeat(101));
  writeFileSync(join(folder, "broken"), Buffer.from([0x61, 0xff, 0x62]));
  writeFileSync(join(folder, "utf16"), Buffer.from("\ufeffversion: 1", "utf16le"));
  writeFileSync(join(folder, "binary"), Buffer.from([0x7b, 0x00, 0x7d]));
  symlinkSync("circle", join(folder, "circle"));
  mkdirSync(join(folder, "folder"));
  execFileSync("mkfifo", [join(folder, "pipe")]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string) => readPlainFile(join(folder, name), { file: name, what: "a data spec", maxBytes: 100 });

test.for([
  ["file", "é 1"],
  ["empty", ""],
  ["broken", "a\ufffdb"],
] as const)("readPlainFile gives the text of a file: %s", ([name, text]) => {
  expect(read(name)).toBe(text);
});

test.for([
  ["none", "none: no such file"],
  ["folder", "folder: expected a data spec, found a folder"],
  ["pipe", "pipe: expected a data spec, found a named pipe"],
  ["utf16", "utf16: its text is UTF-16, as older PowerShells write it; save it as UTF-8"],
  ["binary", "binary: expected a data spec, found a binary file"],
  ["circle", "circle: cannot be read (ELOOP): its links lead in a circle"],
  ["large", "large: larger than 100 bytes, the most that a data spec may have; split it"],
  ["file/below", "file/below: cannot be read (ENOTDIR)"],
] as const)("readPlainFile refuses %s at once", ([name, message]) => {
  expect(() => read(name)).toThrow(message);
});

test("readPlainFile reads no more than it may of a file that says it is empty", () => {
  const options = { file: "maps", what: "a data spec", maxBytes: 20 };
  if (process.platform === "linux")
    expect(() => readPlainFile("/proc/self/maps", options)).toThrow("maps: larger than 20 bytes");
});
