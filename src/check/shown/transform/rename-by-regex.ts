import { textField } from "../../../json/read.ts";
import { matchAllGuarded } from "../../../templating/guarded-regex.ts";
import { fieldName } from "../field-name.ts";
import { type Field, type Frame, NotJudged } from "../frame.ts";
import type { Transformation } from "./transformation.ts";

/** `renameByRegex`: new names for fields whose shown name matches a pattern; no field comes or goes. */
export const renameByRegex: Transformation = (frames, options, { regexTime }) => {
  const pattern = textField(options, "regex") ?? "(.*)";
  const replacement = textField(options, "renamePattern") ?? "$1";
  if (/\$[<`']/.test(replacement)) throw new NotJudged("its replacement is not of a form that is known");
  const names = [...new Set(frames.flatMap((frame) => frame.fields.map((field) => fieldName(field, frame))))];
  const found = matchAllGuarded({ pattern, texts: names, time: regexTime });
  if (!found.ok) throw new NotJudged(found.reason);
  const renamed = new Map(names.map((name, index) => [name, replaced(name, found.matches[index] ?? [], replacement)]));
  const rename = (field: Field, frame: Frame): Field => {
    const displayName = renamed.get(fieldName(field, frame));
    return displayName === undefined ? field : { ...field, displayName };
  };
  return { frames: frames.map((frame) => ({ ...frame, fields: frame.fields.map((field) => rename(field, frame)) })) };
};

type Matches = Extract<ReturnType<typeof matchAllGuarded>, { ok: true }>["matches"][number];

/** As `String.replace`: undefined where nothing matches. */
function replaced(text: string, matches: Matches, replacement: string): string | undefined {
  if (matches.length === 0) return undefined;
  let [result, done] = ["", 0];
  for (const { index, groups } of matches) {
    result += text.slice(done, index) + expand(replacement, groups);
    done = index + (groups[0]?.length ?? 0);
  }
  return (result + text.slice(done)).slice(0, 2000);
}

/** `$1` to `$99`, `$&` and `$$` of a replacement filled in. */
function expand(replacement: string, groups: Matches[number]["groups"]): string {
  return replacement.slice(0, 2000).replaceAll(/\$(\$|&|\d{1,2})/g, (whole, name: string) => {
    if (name === "$") return "$";
    if (name === "&") return groups[0] ?? "";
    const two = Number(name);
    if (two > 0 && two < groups.length) return groups[two] ?? "";
    const one = Number(name[0]);
    return one > 0 && one < groups.length ? (groups[one] ?? "") + name.slice(1) : whole;
  });
}
