// Who wrote what the page is made of, and under which licence: every package that has bytes in the bundle.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));

/** Licences that a page that is itself under Apache-2.0 may be made of. */
const allowed = /^(MIT|Apache-2\.0|ISC|BSD-[23]-Clause|0BSD|Unlicense|CC0-1\.0|OFL-1\.1|Zlib|BlueOak-1\.0\.0)$/;

/**
 * The notices of the packages in these folders (`node_modules/react`), each licence text once. Throws an Error for a
 * package whose licence is not one of those that we may ship.
 */
export function noticesOf(sizes) {
  const byText = new Map();
  for (const path of sizes.keys()) {
    const { line, text } = noticeOf(path);
    byText.set(text, [...(byText.get(text) ?? []), line]);
  }
  const parts = [...byText].map(([text, lines]) => `${lines.join("\n")}\n\n${text}`);
  const head = "The page of dashpreview is made of these packages. Made by `npm run page`.";
  return `${[head, ...parts].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

function noticeOf(path) {
  const { name, version, license, licenses, author } = JSON.parse(
    readFileSync(join(folder, path, "package.json"), "utf8"),
  );
  const id = typeof license === "string" ? license : (license?.type ?? licenses?.[0]?.type ?? "");
  const chosen = id
    .replace(/[()]/g, "")
    .split(/ OR /)
    .find((one) => one.split(" AND ").every((part) => allowed.test(part)));
  if (chosen === undefined) throw new Error(`${name} ${version} has the licence "${id}", which the page may not ship`);
  const texts = readdirSync(join(folder, path))
    .filter((file) => /^(licen[cs]e|notice|copying)([-._].*)?$/i.test(file))
    .sort()
    .map((file) =>
      readFileSync(join(folder, path, file), "utf8")
        .replaceAll("\r\n", "\n")
        .trim(),
    );
  const by = typeof author === "string" ? author : author?.name;
  const text = texts.length > 0 ? texts.join("\n\n") : `${chosen}${by === undefined ? "" : `, by ${by}`}`;
  return { line: `${name} ${version} (${chosen})`, text };
}
