import type { FileChange } from "../../../preview/init/plan-init.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { painter } from "../../terminal/paint.ts";

/** A change as a diff shows it: what both texts begin and end with is left out of an overwritten file. */
export function showDiff(
  { path, text, before, action }: FileChange,
  paint: ReturnType<typeof painter>,
): readonly string[] {
  const name = plainLine(path);
  if (action === "same") return [`${name}: as it should be`];
  if (action === "keep") return [`${name}: is there and differs; it stays (--force overwrites it)`];
  const after = linesOf(text);
  const added = (lines: readonly string[]) => lines.map((line) => paint.green(`+${plainLine(line)}`));
  if (action === "create") return [`--- /dev/null`, `+++ ${name}`, ...added(after)];
  const head = [`--- ${name}`, `+++ ${name}`];
  const old = linesOf(before ?? "");
  if (action === "add") return [...head, ...(old.length === 0 ? [] : [` ${plainLine(old.at(-1)!)}`]), ...added(after)];
  let same = 0;
  while (same < Math.min(old.length, after.length) && old[same] === after[same]) same++;
  let end = 0;
  while (end < Math.min(old.length, after.length) - same && old.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    ...head,
    ...old.slice(same, old.length - end).map((line) => paint.red(`-${plainLine(line)}`)),
    ...added(after.slice(same, after.length - end)),
  ];
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
