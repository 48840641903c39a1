import { hosts } from "../ci/hosts/hosts.ts";
import { findSecrets } from "../secrets/known-secrets.ts";

/** Inputs and variables that hold secrets. */
const secretNames = ["grafana-token", "grafana-password", "prometheus-token", "prometheus-password", "host-token"];
/** Each line is `Name: value`, and any value may be one. */
const headerNames = ["grafana-header", "prometheus-header"];
/** Beside `DASHPREVIEW_…`: names that other tools use too. */
const wellKnown = ["GRAFANA_TOKEN", ...hosts.flatMap(({ tokenVariables }) => tokenVariables)];

/** Shorter texts would blank out half the log. */
const shortest = 3;

/**
 * Every secret of a run in every form in which it could turn up in a log: as it is, trimmed, in base64 (with the user
 * name it goes with, as basic auth sends it), URL-encoded, inside JSON, with `Bearer` or `Basic` before it, and each
 * line of one with several.
 *
 * @param env - the environment that the commands are run with: `DASHPREVIEW_GRAFANA_TOKEN` and so on.
 */
export function secretForms(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const read = (name: string) => env[`DASHPREVIEW_${name.toUpperCase().replaceAll("-", "_")}`] ?? "";
  const headers = headerNames
    .flatMap((name) => read(name).split("\n"))
    .map((line) => line.slice(line.indexOf(":") + 1));
  // CI's own tokens, and what stands before the @ of a proxy: all that the program keeps out of its texts, but for
  // words that would blank out the log.
  const others = findSecrets({ argv: [], env }).secrets.flatMap(({ text, kind }) => (kind === "random" ? [text] : []));
  const plain = [...secretNames.map(read), ...wellKnown.map((name) => env[name] ?? ""), ...headers, ...others];
  const pairs = (["grafana", "prometheus"] as const).flatMap((server) => {
    const password = read(`${server}-password`);
    return password === "" ? [] : [`${read(`${server}-user`)}:${password}`];
  });
  const all = [
    ...plain.flatMap(formsOf),
    ...pairs.flatMap((pair) => encodings(pair).flatMap((text) => [text, `Basic ${text}`])),
  ];
  return [...new Set(all)].filter((text) => text.trim().length >= shortest);
}

function formsOf(secret: string): string[] {
  const texts = [secret, secret.trim(), ...secret.split(/\r?\n/).map((line) => line.trim())];
  return texts
    .flatMap((text) => [text, `Bearer ${text.trim()}`, `Basic ${text.trim()}`, ...encodings(text)])
    .filter(() => secret.trim() !== "");
}

function encodings(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  const wellFormed = bytes.toString("utf8");
  return [
    bytes.toString("base64"),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    bytes.toString("hex"),
    encodeURIComponent(wellFormed),
    new URLSearchParams({ "": wellFormed }).toString().slice(1),
    JSON.stringify(wellFormed).slice(1, -1),
  ];
}
